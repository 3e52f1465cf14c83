"""Folding: see through what an eye cannot see, and find the way back to the text as it is."""

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ONE_SHAPE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\u2039\u203a", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u00a0": " ",
    }
)
"""Characters that become another one; those that change the length are `_UNEVEN`."""

_UNEVEN = re.compile(rf"(?! [^\s{_INVISIBLE}])[\s{_INVISIBLE}]+|\u2026")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; its character `i` comes from character `origin[i]` of the text as it is."""

    text: str
    origin: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span that is not empty, in code points, to the text as it is."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold runs of any spaces to one space; quotes, dashes and ellipses to one shape each."""
    shaped = text.translate(_ONE_SHAPE)
    parts: list[str] = []
    origin: list[int] = []
    done = 0
    for uneven in _UNEVEN.finditer(shaped):
        start, end = uneven.span()
        seen = "..." if uneven[0] == "\u2026" else " " if any(map(str.isspace, uneven[0])) else ""
        parts += [shaped[done:start], seen]
        origin += [*range(done, start), *[start] * len(seen)]
        done = end
    return Folded("".join([*parts, shaped[done:]]), [*origin, *range(done, len(shaped))])


def fold_words(text: str) -> str:
    """Fold words to look for, in NFC as page texts are."""
    return fold(unicodedata.normalize("NFC", text)).text
