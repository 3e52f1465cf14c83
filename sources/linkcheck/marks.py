"""Letters piled high with accents: to put n of them in order takes n squared steps.

Unicode's own remedy is to hold no more than thirty in a row (UAX 15, Stream-Safe Text Format); no
script of the world needs as many.
"""

import regex

_PILE = regex.compile(r"(\p{M}{30})\p{M}+")


def unpiled(text: str) -> str:
    """Leave out what stands on a letter beyond thirty accents."""
    return text if text.isascii() else _PILE.sub(r"\1", text)
