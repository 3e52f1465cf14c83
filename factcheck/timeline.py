"""What became of a claim and of its check, in the order it came. Plain data in, plain data out.

Made of the check's row and its publication alone, so that it costs no query.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import Any

from django.utils.safestring import SafeString

from factcheck import presenting
from factcheck.history import REVIEW, STANDS, WORDS, Entry
from factcheck.models import Check
from newsroom.strips import Mark, Scale, marks

Document = dict[str, Any]

MOST_OF_PAGES = 20
"""So many changes of pages and words are told, the newest."""

TROUBLE = {"changed", "gone", "unreachable"}


class Kind(StrEnum):
    """What came to pass, causes before what follows from them; templates have the words."""

    SAID = "said"
    APPEARED = "appeared"
    PUBLISHED = "published"
    PAGE = "page"
    WORDS = "words"
    REVIEW = "review"
    STANDS = "stands"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Event:
    """One thing, when it came, and what else there is to say of it.

    ``date`` is a document's date (``presenting.date``) where it is not known to the second.
    ``name`` and ``language`` are of the page concerned, ``state`` what became of it.
    """

    kind: Kind
    at: datetime
    date: Document | None = None
    name: str = ""
    language: str = ""
    state: str = ""
    correction: Document = field(default_factory=dict)


@dataclass(frozen=True)
class Timeline:
    """The events, the earliest first."""

    events: list[Event]

    @property
    def drawing(self) -> SafeString | None:
        """Draw them to scale; None where everything came at once."""
        places = [event.at.timestamp() for event in self.events]
        if len(self.events) < 2 or places[0] == places[-1]:
            return None
        found = [Mark(event.at.timestamp(), f"is-{event.kind}") for event in self.events]
        return marks(Scale(places[0], places[-1]), found)


def timeline_of(check: Check) -> Timeline:
    """Return what came to pass with a standing check, with ``publication`` loaded."""
    document = check.publication.document
    events = chain(
        _said(document),
        [Event(Kind.PUBLISHED, check.first_published_at)],
        _of_pages(document, check.history),
        _reviews(check),
        _corrections(document, check.publication.published_at),
    )
    return Timeline(sorted(events, key=_place))


def _place(event: Event) -> tuple[datetime, int]:
    """Put what came in one minute in the order of ``Kind``: a page fails before it is reviewed."""
    return event.at.replace(second=0, microsecond=0), list(Kind).index(event.kind)


def _said(document: Document) -> Iterator[Event]:
    """Tell when it was said, and when the first source had it, as far as it is known."""
    if moment := presenting.date(said := document["claim"]["said"]).value:
        yield Event(Kind.SAID, moment, date=said)
    for row in document["appearances"]:
        source = row["source"]
        if row["is_first"] and (moment := presenting.date(source["published"]).value):
            name, language = presenting.name_of(source), source["language"]
            yield Event(Kind.APPEARED, moment, source["published"], name, language)


def _of_pages(document: Document, history: Iterable[Entry]) -> list[Event]:
    """Tell what became of the pages and words the publication rests on, not how they began."""
    names = _names(document)
    was: dict[str, str] = {}
    found = []
    for row in history:
        now, before = row["is"], was.get(row["of"])
        was[row["of"]] = now
        is_news = row["what"] == WORDS or (before is not None and bool(TROUBLE & {before, now}))
        if is_news and row["of"] in names:
            name, language = names[row["of"]]
            at = datetime.fromisoformat(row["at"])
            found.append(Event(Kind(row["what"]), at, None, name, language, now))
    return found[-MOST_OF_PAGES:]


def _names(document: Document) -> dict[str, tuple[str, str]]:
    """Name links and passages as readers know them, each with the language of the name."""
    names: dict[str, tuple[str, str]] = {}
    for row in document["evidence"]:
        if not row["is_withheld"]:
            name = presenting.name_of_evidence(row), document["language"]
            names |= dict.fromkeys(_ids(row["link"], row["quote"]), name)
    for row in document["appearances"]:
        source = row["source"]
        name = presenting.name_of(source), source["language"]
        names |= dict.fromkeys(_ids(source["link"], row["quote"]), name)
    return names


def _ids(link: str | None, quote: Document | None) -> list[str]:
    return [each for each in (link, quote and quote["id"]) if each]


def _reviews(check: Check) -> Iterator[Event]:
    """Tell of re-reviews that began, and of those after which the verdict stood."""
    told = {
        (Kind(row["what"]), datetime.fromisoformat(row["at"]))
        for row in check.history
        if row["what"] in (REVIEW, STANDS)
    }
    if check.under_review_since:  # a check from before there was a history
        told.add((Kind.REVIEW, check.under_review_since))
    if check.review_note_at:
        told.add((Kind.STANDS, check.review_note_at))
    for kind, at in told:
        yield Event(kind, at)


def _corrections(document: Document, published: datetime) -> Iterator[Event]:
    for row in presenting.corrections(document, published):
        yield Event(Kind.CORRECTED, row["at"], correction=row)
