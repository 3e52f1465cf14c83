"""What readers were told of a check since it was first published: a log on its own row.

Written where they are told (``health``, ``actions.rechecking``), so it holds what is confirmed and
nothing from before there was a check. Plain data in, plain data out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Entry = dict[str, str]
"""``at`` (ISO 8601), ``what`` (below), ``of`` (id of a link or passage, or empty), ``is``."""

PAGE, WORDS, REVIEW, STANDS = "page", "words", "review", "stands"

MOST = 200
"""So many entries are kept, the newest, and the first of each page and of its words: what became
of a page is told from where it began. They are read with every verdict page."""

UNBROKEN = {"present", "moved"}


@dataclass(frozen=True, slots=True)
class Period:
    """From when readers were told which ``state`` of a page: a word of ``health.HEALTH_WORDS``."""

    start: datetime
    state: str


def grown(history: Sequence[Entry], more: Iterable[Entry]) -> list[Entry]:
    """Return the history with ``more`` at its end, within bounds.

    A page that is now here, now gone pushes out what itself was told, never how another began.
    """
    whole = [*history, *more]
    older, newest = whole[:-MOST], whole[-MOST:]
    firsts: dict[tuple[str, str], Entry] = {}
    for row in older:
        firsts.setdefault((row["what"], row["of"]), row)
    return [*firsts.values(), *newest]


def entry(what: str, at: datetime, of: str = "", is_: str = "") -> Entry:
    """Describe one thing that readers were told at a moment."""
    return {"at": at.isoformat(), "what": what, "of": of, "is": is_}


def health_entries(
    before: Mapping[str, Any], after: Mapping[str, Any], at: datetime
) -> Iterator[Entry]:
    """Tell what differs between two states of a check's evidence (``Check.evidence_state``)."""
    pages = {row["link"]: row["health"] for row in before.get("links", [])}
    for row in after.get("links", []):
        if pages.get(row["link"]) != row["health"]:
            yield entry(PAGE, at, row["link"], row["health"])
    words = {row["passage"]: row["state"] for row in before.get("passages", [])}
    for row in after.get("passages", []):
        was, now = words.get(row["passage"], "present"), row["state"]
        if was != now and not {was, now} <= UNBROKEN:
            yield entry(WORDS, at, row["passage"], now)


def periods(histories: Iterable[Sequence[Entry]], link: str | None) -> list[Period]:
    """Put together what several checks told of one page, the earliest first."""
    told = sorted(
        (datetime.fromisoformat(row["at"]), row["is"])
        for history in histories
        for row in history
        if row["what"] == PAGE and row["of"] == link
    )
    found: list[Period] = []
    for at, state in told:
        if not found or found[-1].state != state:
            found.append(Period(at, state))
    return found
