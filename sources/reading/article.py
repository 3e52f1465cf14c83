"""What reading an article yields: what was found, how, and which of its blocks to keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from newsroom.dates import FuzzyDate


class ReadingError(ValueError):
    """The article cannot be read; the message tells a person why and what to do."""


class Note(StrEnum):
    """How far a field can be relied on."""

    FOUND = "found on the page"
    CHECK = "please check"


@dataclass(frozen=True, slots=True)
class Finding:
    """How a field was got."""

    note: Note
    reason: str

    def as_json(self) -> dict[str, str]:
        """Return the finding as JSON holds it."""
        return {"note": self.note.value, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the raw text, `raw[start:end]`, proposed to be kept or left out."""

    start: int
    end: int
    text: str
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read.

    `blocks` cover `raw` in order; nothing but white space lies between them. `text` is what the
    kept ones say. `found` tells for each other field how it was got.
    """

    raw: str
    blocks: tuple[Block, ...]
    text: str
    title: str
    byline: str
    outlet_name: str
    outlet_domain: str
    published: FuzzyDate
    language: str
    canonical_url: str
    republished_from: str
    found: Mapping[str, Finding]


def join(raw: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text of the spans of `raw`, given in order.

    Spans with nothing left out between them keep what stands between them in `raw`; others
    become paragraphs.
    """
    parts: list[str] = []
    last = None
    for start, end in spans:
        if last is not None:
            between = raw[last:start]
            parts.append("\n\n" if between.strip() else between)
        parts.append(raw[start:end])
        last = end
    return "".join(parts).strip()


def keep(article: Article, ranges: Iterable[tuple[int, int]]) -> Article:
    """Return the article with only these blocks kept: an editor's choice over the proposal.

    Each range is "from here to here": the first and the last block, counted from 0, both kept.
    Raises ReadingError when a range leaves the article or nothing would be kept.
    """
    chosen: set[int] = set()
    for first, last in ranges:
        if not 0 <= first <= last < len(article.blocks):
            raise ReadingError(
                f"Blocks {first} to {last} cannot be kept: the article has blocks 0 to "
                f"{len(article.blocks) - 1}."
            )
        chosen.update(range(first, last + 1))
    if not chosen:
        raise ReadingError("Everything is left out: keep at least one block of the article.")
    blocks = tuple(_choose(b, kept=i in chosen) for i, b in enumerate(article.blocks))
    text = join(article.raw, ((b.start, b.end) for b in blocks if b.kept))
    return replace(article, blocks=blocks, text=text)


def _choose(block: Block, *, kept: bool) -> Block:
    if kept == block.kept:
        return block
    return replace(block, kept=kept, reason="kept by hand" if kept else "left out by hand")
