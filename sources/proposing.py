"""Where cited words that changed could stand on the page as it reads now: for a person to judge."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.linkcheck.compare import find_passages
from sources.linkcheck.result import Proposal, Quote
from sources.linkcheck.worddiff import Piece, word_diff
from sources.models import Link, Passage, Snapshot

SHOWN = 50


@dataclass(frozen=True)
class Proposed:
    """Cited words that changed, and the best match on the page; None when nothing is like them."""

    passage: Passage
    match: Proposal | None

    @property
    def pieces(self) -> list[Piece]:
        """Compare the words as they were with the match, word by word."""
        if self.match is None:
            return []
        return word_diff(self.passage.exact, self.match.exact, kept_words=None)

    @property
    def percent(self) -> int:
        """Say how alike both are, in per cent."""
        return round(self.match.likeness * 100) if self.match else 0


def current_copy(link: Link) -> Snapshot | None:
    """Return the kept copy of the page as it last read, None where there is none. Two queries."""
    read = link.looks.exclude(text_sha256="").order_by("-at", "-pk").first()
    copies = Snapshot.objects.standing().filter(link=link).exclude(text="").order_by("-pk")
    if read is None:
        return copies.first()
    return copies.filter(text_sha256=read.text_sha256).first()


def proposals(link: Link, copy: Snapshot) -> list[Proposed]:
    """Look for the cited words that changed in ``copy``; ``SHOWN`` at most. A query."""
    broken = Passage.objects.broken().current().filter(text__source__link=link)
    passages = list(broken.select_related("text").order_by("text", "start")[:SHOWN])
    matches = matches_in(copy.text, passages)
    return [Proposed(passage, matches.get(passage.pk)) for passage in passages]


def matches_in(text: str, passages: Sequence[Passage]) -> dict[int, Proposal]:
    """Return the best match in ``text`` for each passage (by id) that has one.

    Words that stand as they were, somewhere else, are their own best match.
    """
    quotes = [Quote(str(p.pk), p.exact, p.prefix, p.suffix, p.start) for p in passages]
    found = {}
    for finding in find_passages(text, quotes):
        match = finding.proposal
        if match is None and finding.start is not None and finding.end is not None:
            match = _as_it_stands(text, finding.start, finding.end, finding.likeness)
        if match:
            found[int(finding.key)] = match
    return found


def _as_it_stands(text: str, start: int, end: int, likeness: float) -> Proposal:
    before, after = text[max(start - 32, 0) : start], text[end : end + 32]
    return Proposal(start, end, text[start:end], before, after, likeness)
