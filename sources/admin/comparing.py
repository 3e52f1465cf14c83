"""What changed on a page: cited words against those there now, any two copies side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from sources.linkcheck.compare import find_passages
from sources.linkcheck.result import Quote
from sources.linkcheck.worddiff import Piece, word_diff
from sources.models import Link, Passage, Snapshot


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies of a page and their difference in words, the cited ones marked."""

    before: Snapshot
    after: Snapshot
    pieces: list[Piece]

    @property
    def is_same(self) -> bool:
        """Say whether both read the same."""
        return self.before.text == self.after.text


def change_of(passage: Passage) -> list[Piece]:
    """Say what was changed in cited words; of words that are gone there is nothing to compare."""
    if not passage.now_reads:
        return []
    return word_diff(passage.exact, passage.now_reads, kept_words=None)


def compare(
    link: Link, copies: Sequence[Any], passages: Sequence[Passage], asked: QueryDict
) -> Comparison | None:
    """Compare the two copies that were asked for, or the baseline and the newest. Two queries.

    ``copies`` say in ``is_text`` whether they have one; others cannot be compared.
    """
    readable: dict[int, Snapshot] = {copy.pk: copy for copy in copies if copy.is_text}
    if len(readable) < 2:
        return None
    oldest = link.baseline_id if link.baseline_id in readable else min(readable)
    before = readable[_chosen(asked.get("before"), readable, oldest)]
    after = readable[_chosen(asked.get("after"), readable, max(readable))]
    quotes = [Quote(str(p.pk), p.exact, p.prefix, p.suffix, p.start) for p in passages]
    found = find_passages(before.text, quotes)
    marks = [(f.start, f.end) for f in found if f.start is not None and f.end is not None]
    return Comparison(before, after, word_diff(before.text, after.text, marks))


def _chosen(asked: str | None, readable: Mapping[int, Snapshot], usual: int) -> int:
    """Return the copy that was asked for, if it is one of ours."""
    if asked and asked.isascii() and asked.isdigit() and len(asked) < 19:
        return int(asked) if int(asked) in readable else usual
    return usual
