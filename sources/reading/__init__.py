"""Reading articles: from pasted text (``pasted``) or HTML (``page``) to an ``Article``.

Nothing is imported here: the extractor behind ``page`` is heavy, and only who reads pages pays.
"""
