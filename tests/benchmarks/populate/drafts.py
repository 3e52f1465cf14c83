"""Claims as reporters draft them: words, speakers, appearances, evidence and a verdict."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from newsroom.dates import FuzzyDate
from tests.benchmarks.populate.articles import Article, Passage
from tests.benchmarks.populate.cast import Speaker
from tests.benchmarks.populate.dice import Dice
from tests.benchmarks.populate.fates import Fate
from tests.benchmarks.populate.pages import Page
from tests.benchmarks.populate.people import Desk
from tests.benchmarks.populate.voice import Statement, Voice

_EVIDENCE_KINDS = ("media", "data", "primary_document", "official_statement", "expert", "interview",
                   "secondary")  # fmt: skip
_STANCES = ("refutes", "supports", "context")


@dataclass(slots=True)
class Appearance:
    """The claim in one article."""

    id: int
    passage: Passage
    kind: str
    is_first: bool
    upstream: "Appearance | None"
    attribution: str
    figure: dict[str, Any] | None


@dataclass(slots=True)
class Item:
    """One piece of evidence."""

    id: int
    page: Page
    passage: Passage | None
    title: str
    publisher: str
    kind: str
    stance: str
    shows: str
    is_load_bearing: bool
    withheld_reason: str


@dataclass(slots=True)
class Part:
    """Somebody's part in a claim."""

    speaker: Speaker
    part: str
    title_held: str
    position: int


@dataclass(slots=True)
class Draft:
    """A claim with everything its document is made of, but for what the versions differ in."""

    id: int
    public_id: str
    slug: str
    said_as: Statement
    language: str
    said: FuzzyDate
    place: str
    created: float
    fate: Fate
    desk: Desk
    parts: list[Part]
    topics: list[tuple[int, str, str]]
    rating: Any
    reason: str
    explanation: str
    confidence: str
    asked_whom: str
    asked_on: str | None
    answer: str
    appearances: list[Appearance] = field(default_factory=list)
    evidence: list[Item] = field(default_factory=list)

    @property
    def articles(self) -> list[Article]:
        """Return where the claim appears."""
        return [row.passage.article for row in self.appearances]

    def shown(self) -> list[Item]:
        """Return the evidence that is not withheld from readers."""
        return [item for item in self.evidence if not item.withheld_reason]

    def pages(self) -> list[Page]:
        """Return the addresses the claim rests on, in the order of their ids."""
        pages = [a.page for a in self.articles] + [item.page for item in self.shown()]
        return sorted({page.id: page for page in pages}.values(), key=lambda page: page.id)

    def passages(self) -> list[Passage]:
        """Return the words the claim rests on, in the order of their ids."""
        quoted = [item.passage for item in self.shown() if item.passage]
        return [row.passage for row in self.appearances] + quoted

    def appear(self, dice: Dice, voice: Voice, article: Article) -> None:
        """Quote the claim from one more article."""
        number = len(self.appearances)
        speaker = next((p.speaker.name for p in self.parts if p.part == "speaker"), voice.name())
        frame = voice.say("verbatim")
        words = self.said_as.words
        sentence = frame.replace("{speaker}", speaker).replace("{words}", words) + "."
        id_ = self.id * 4 + number
        upstream = self.appearances[0] if number and dice.chance(0.25) else None
        self.appearances.append(
            Appearance(
                id=id_,
                passage=article.quote(id_, sentence, words, self.created),
                kind="verbatim" if dice.chance(0.8) else "paraphrase",
                is_first=number == 0,
                upstream=upstream,
                attribution=speaker if dice.chance(0.3) else "",
                figure=self._figure() if number == 0 and self.id % 6 == 0 else None,
            )
        )

    def _figure(self) -> dict[str, Any]:
        said = self.said_as
        return {
            "measure": f"{slugify(said.summary or said.words)[:40].rstrip('-') or 'number'}",
            "minimum": str(said.amount),
            "maximum": str(said.amount),
            "qualifier": "exact",
            "unit": "",
            "as_of": "",
            "as_written": said.figure,
        }

    def rest_on(self, dice: Dice, voice: Voice, page: Page, passage: Passage | None = None) -> None:
        """Attach a page as evidence, unless it is attached already."""
        number = len(self.evidence)
        if any(item.page.id == page.id for item in self.evidence):
            return
        self.evidence.append(
            Item(
                id=self.id * 5 + number,
                page=page,
                passage=passage,
                title=page.title,
                publisher=page.publisher,
                kind="media" if passage else _EVIDENCE_KINDS[dice.skewed(len(_EVIDENCE_KINDS))],
                stance=_STANCES[dice.skewed(len(_STANCES))],
                shows=f"{voice.say('shows')}.",
                is_load_bearing=number == 0 or dice.chance(0.3),
                withheld_reason="Names a minor." if number and dice.chance(0.01) else "",
            )
        )


def slug_of(statement: Statement, number: int, dice: Dice) -> str:
    """Make an address name as ``newsroom.slugs.free_slug`` does where the short one is taken."""
    words = slugify(statement.summary or statement.words)[:71].rstrip("-")
    return f"{words}-{number:08x}" if words else f"{dice.getrandbits(16):04x}{number:08x}"
