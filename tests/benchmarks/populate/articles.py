"""Articles with their frozen texts, and the words in them that claims rest on."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.text import slugify

from factcheck.document import CONTEXT
from newsroom.dates import UNKNOWN_DATE, FuzzyDate, Precision
from sources.reading.quote import CONTEXT_LENGTH
from tests.benchmarks.populate.cast import Printer
from tests.benchmarks.populate.dice import Dice, stamp
from tests.benchmarks.populate.pages import DAY, Page
from tests.benchmarks.populate.people import REPORTERS
from tests.benchmarks.populate.rows import Rows, escaped
from tests.benchmarks.populate.scale import ENDS
from tests.benchmarks.populate.voice import Voice

_PRECISIONS = (Precision.MINUTE,) * 6 + (Precision.DAY,) * 4 + (Precision.MONTH,)
_KINDS = ("article",) * 16 + ("post", "transcript", "video", "document")
_SENTENCES_A_PARAGRAPH = 3


def dated(dice: Dice, moment: float) -> FuzzyDate:
    """Return a date near the moment as newsrooms know them: to the minute, the day, or not."""
    if dice.chance(0.05):
        return UNKNOWN_DATE
    precision = _PRECISIONS[dice.getrandbits(8) % len(_PRECISIONS)]
    return FuzzyDate(datetime.fromtimestamp(int(moment), UTC), precision)


def in_document(date: FuzzyDate) -> dict[str, Any]:
    """Describe a date as documents do."""
    return {"at": date.iso(), "precision": date.precision.value, "inferred": date.inferred}


@dataclass(slots=True)
class Passage:
    """Exact words of an article; where they are is known once its text is frozen."""

    id: int
    public_id: str
    article: "Article"
    sentence: str
    offset: int
    exact: str
    state: str
    created: float
    quote: dict[str, Any] = field(default_factory=dict)

    @property
    def now_reads(self) -> str:
        """Return what the page says now in place of the words."""
        return f"{self.exact.rpartition(' ')[0]} [corrected]" if self.state == "edited" else ""

    @property
    def standing(self) -> dict[str, Any]:
        """Describe the passage for readers, as ``factcheck.health.passage_state`` does."""
        broken = self.state in ("edited", "gone")
        return {
            "passage": self.public_id,
            "state": self.state if broken else "present",
            "now_reads": self.now_reads,
        }

    def place(self, text: str, bounds: list[tuple[int, int]], n: int, frozen: Any) -> None:
        """Fix where the words are: in the n-th of the sentences of a paragraph, at ``bounds``."""
        start = bounds[n][0] + self.offset
        end = start + len(self.exact)
        first = min((a for a, _ in bounds[: n + 1] if start - a <= CONTEXT), default=bounds[n][0])
        last = max((b for _, b in bounds[n:] if b - end <= CONTEXT), default=bounds[n][1])
        self.quote = {
            "id": self.public_id,
            "exact": self.exact,
            "prefix": text[max(0, start - CONTEXT_LENGTH) : start],
            "suffix": text[end : end + CONTEXT_LENGTH],
            "start": start,
            "end": end,
            "text": frozen,
            "before": text[first:start],
            "after": text[end:last],
        }

    def write(self, rows: Rows) -> None:
        """Write the row."""
        quote, broken = self.quote, self.state in ("edited", "gone")
        seen = stamp(ENDS.timestamp() - (20 * DAY if broken else DAY))
        changed = stamp(ENDS.timestamp() - 18 * DAY) if broken else None
        rows.add(
            "sources.Passage", self.id, self.public_id, self.article.id, self.exact,
            escaped(quote["prefix"]), escaped(quote["suffix"]), quote["start"], quote["end"],
            self.state, changed, changed, seen, self.now_reads, stamp(self.created),
        )  # fmt: skip


class Article:
    """One article: gathers what is said in it, then freezes its text."""

    def __init__(
        self, number: int, page: Page, printer: Printer, dice: Dice, original: "Article | None"
    ) -> None:
        """Begin an article without a text."""
        self.id, self.page, self.printer, self.original = number + 1, page, printer, original
        self.language = printer.language
        self.title = page.title
        self.slug = f"{slugify(page.title)[:100] or f'{page.bits & 0xFFFFFF:x}'}-{number}"
        self.filed = page.created
        self.published = dated(dice, page.created - dice.random() * 2 * DAY)
        self.kind = _KINDS[dice.getrandbits(8) % len(_KINDS)]
        self.filed_by = REPORTERS[dice.skewed(len(REPORTERS))]
        self.passages: list[Passage] = []
        self._sentences: list[tuple[str, Passage | None]] = []
        self._dice = dice

    def quote(self, id_: int, sentence: str, exact: str, created: float) -> Passage:
        """Put a sentence into the article and return the exact words of it."""
        draw = self._dice.random()
        state = "present" if draw > 0.02 else "moved" if draw > 0.008 else "edited"
        passage = Passage(
            id=id_,
            public_id=self._dice.public_id(created),
            article=self,
            sentence=sentence,
            offset=sentence.index(exact),
            exact=exact,
            state="gone" if draw < 0.003 else state,
            created=created,
        )
        self.passages.append(passage)
        self._sentences.append((sentence, passage))
        return passage

    def freeze(self, voice: Voice, rows: Rows) -> None:
        """Write the text around what is quoted from it, place the quotations, write all rows."""
        self._sentences += [
            (f"{voice.say('filler')}.", None) for _ in range(6 + len(self.title) % 9)
        ]
        self._dice.shuffle(self._sentences)
        each = _SENTENCES_A_PARAGRAPH
        cuts = range(0, len(self._sentences), each)
        paragraphs = [self._sentences[cut : cut + each] for cut in cuts]
        text = "\n\n".join(" ".join(said for said, _ in paragraph) for paragraph in paragraphs)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        frozen = {"number": 1, "sha256": sha256}
        at = 0
        for paragraph in paragraphs:
            bounds = []
            for said, _ in paragraph:
                bounds.append((at, at + len(said)))
                at += len(said) + 1
            at += 1
            for n, (_, passage) in enumerate(paragraph):
                if passage:
                    passage.place(text, bounds, n, frozen)
        self._write(rows, text, sha256)

    def _write(self, rows: Rows, text: str, sha256: str) -> None:
        published = self.published
        value = published.value.isoformat() if published.value else None
        rows.add(
            "sources.Source", self.id, self.slug, self.page.id, self.title, "",
            self.printer.id, value, published.precision.value, 0, self.language, self.kind,
            self.original.id if self.original else None, "", self.filed_by, stamp(self.filed),
        )  # fmt: skip
        rows.add(
            "sources.SourceText", self.id, self.id, 1, escaped(text), sha256, "fetched", "[]",
            self.filed_by, stamp(self.filed),
        )  # fmt: skip
        self.page.write(rows)
        for passage in self.passages:
            passage.write(rows)

    def in_document(self) -> dict[str, Any]:
        """Describe the article as documents do."""
        printer = self.printer
        return {
            "slug": self.slug,
            "title": self.title,
            "byline": "",
            "kind": self.kind,
            "language": self.language,
            "published": in_document(self.published),
            "outlet": {"name": printer.name, "slug": printer.slug, "domain": printer.domain},
            "url": self.page.url,
            "link": self.page.public_id,
            "republished_from": self.original.title if self.original else None,
        }
