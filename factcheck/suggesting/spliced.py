"""Sentences that quote a few words of what stands whole beside them.

“He said that they left ‘most of the town’ behind.” leads up to the sentence that says so itself:
the claim is split out of that one.
"""

import re
from collections.abc import Iterator, Sequence

_QUOTED = re.compile(r"[“«\"]\s?([^“”«»\"]{12,400})[”»\"]")
_MARKS = re.compile(r"[^\w\s]+")
NEARBY = 3
"""Sentences before and after that are looked at."""

FEWEST_SPACES = 2
"""Three words at least are a quotation of a statement, not of a name or a turn of phrase."""


def are_said_whole_nearby(sentences: Sequence[str]) -> set[int]:
    """Return which sentences (from 0) quote words that another nearby says without quoting them."""
    plain = [_plain(sentence) for sentence in sentences]
    quoted = [_quoted(sentence) for sentence in sentences]
    return {
        index
        for index, fragments in enumerate(quoted)
        if fragments
        and any(
            fragment in plain[other] and fragment not in quoted[other]
            for other in _near(index, len(plain))
            for fragment in fragments
        )
    }


def _near(index: int, among: int) -> Iterator[int]:
    near = range(max(0, index - NEARBY), min(among, index + NEARBY + 1))
    return (other for other in near if other != index)


def _quoted(sentence: str) -> frozenset[str]:
    fragments = (_plain(match[1]) for match in _QUOTED.finditer(sentence))
    return frozenset(fragment for fragment in fragments if fragment.count(" ") >= FEWEST_SPACES)


def _plain(words: str) -> str:
    return " ".join(_MARKS.sub(" ", words).casefold().split())
