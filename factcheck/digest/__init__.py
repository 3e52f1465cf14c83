"""Letters: alerts, collected for some minutes, and claims handed over; each one letter a person.

``collecting`` hands new alerts to jobs, ``audience`` says who hears of what, ``letter`` writes
the mail, page by page (``pages``) and in the words of ``wording``, ``sending`` sends it.
``assignment`` is the letter to whom claims were handed.
"""
