"""An article as numbered sentences, with the words already claimed told apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from factcheck.models import Appearance, Claim
from sources.models import SourceText
from sources.reading.quote import sentences


@dataclass(frozen=True)
class Stretch:
    """Some words of a sentence, and the claims split out of them (none: not claimed yet)."""

    words: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence: its number from 1, its place in code points, and its stretches.

    ``gap`` is the white space up to the next sentence: a page that shows both holds the text whole.
    ``reason`` says why it is suggested; it is empty where it is not.
    """

    number: int
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    gap: str
    reason: str = ""

    @property
    def is_claimed(self) -> bool:
        """Whether any of its words are claimed."""
        return any(stretch.claims for stretch in self.stretches)


@dataclass
class Paragraph:
    """Sentences that stand together."""

    sentences: list[Sentence] = field(default_factory=list)


def paragraphs_of(
    text: SourceText, language: str, claimed: Iterable[Appearance]
) -> list[Paragraph]:
    """Cut a text into paragraphs of numbered sentences and mark what ``claimed`` quotes."""
    claimed = list(claimed)
    paragraphs = [Paragraph()]
    spans = sentences(text.text, language or "en")
    nexts = [start for start, _end in spans[1:]] + [len(text.text)]
    for number, ((start, end), following) in enumerate(zip(spans, nexts, strict=False), 1):
        stretches = _stretches(text.text, start, end, claimed)
        gap = text.text[end:following]
        paragraphs[-1].sentences.append(Sentence(number, start, end, stretches, gap))
        if "\n" in gap and number < len(spans):
            paragraphs.append(Paragraph())
    return paragraphs


def next_unclaimed(paragraphs: Iterable[Paragraph], place: int) -> int | None:
    """Return the number of the first sentence from a place on of which nothing is claimed yet.

    The place is in code points; None where there is none left.
    """
    found = (
        one.number
        for part in paragraphs
        for one in part.sentences
        if one.start >= place and not one.is_claimed
    )
    return next(found, None)


def sentence_before(paragraphs: Iterable[Paragraph], place: int) -> int:
    """Return the number of the sentence that a place is in or behind; 0 before the first."""
    begun = (one.number for part in paragraphs for one in part.sentences if one.start < place)
    return max(begun, default=0)


def words_of(text: SourceText, paragraphs: Iterable[Paragraph], first: Any, last: Any) -> str:
    """Return the words from one sentence to another, named by number as somebody typed them.

    Numbers that are none, or none of the text's, name no words.
    """
    spans = {str(one.number): (one.start, one.end) for part in paragraphs for one in part.sentences}
    begin, end = spans.get(str(first)), spans.get(str(last or first))
    return text.text[begin[0] : end[1]] if begin and end else ""


def _stretches(
    text: str, start: int, end: int, claimed: Sequence[Appearance]
) -> tuple[Stretch, ...]:
    """Cut a sentence wherever claimed words begin or end."""
    over = [
        row
        for row in claimed
        if row.passage and row.passage.start < end and row.passage.end > start
    ]
    cuts = {start, end}
    for row in over:
        if row.passage:
            cuts |= {max(start, row.passage.start), min(end, row.passage.end)}
    places = sorted(cuts)
    return tuple(
        Stretch(
            text[a:b],
            tuple(
                r.claim for r in over if r.passage and r.passage.start <= a and b <= r.passage.end
            ),
        )
        for a, b in pairwise(places)
    )
