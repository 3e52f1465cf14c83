"""The URL engine: looks at a page once and says what it saw.

Plain Python: no Django, no database, no clock of its own. One look is fetch → extract → compare
→ classify; `schedule` is the memory between looks.
"""
