"""The picture that stands for a check where its address is shared: 1200 × 630 pixels.

``contents`` says what stands on it, ``drawing`` draws it (``typesetting`` sets lines of ``pieces``
in ``fonts``, ``glyphs`` draws the rating's mark), ``keeping`` draws each once and keeps it.
"""
