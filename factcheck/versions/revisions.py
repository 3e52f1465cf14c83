"""What a draft said at each of its revisions, from the row history the database keeps.

A revision's rows are written in one transaction, whose time the history notes: so each row event
belongs to the revision with the same time (the last, where a transaction made several), or, where
no edit of the draft wrote it, to the one before. Rows that were deleted before the history noted
deletions count as still there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from factcheck.document import Document
from factcheck.models import (
    Appearance,
    Claim,
    Claimant,
    ClaimClaimant,
    Evidence,
    Figure,
    Rating,
    Verdict,
)
from factcheck.reply import described
from newsroom.dates import FuzzyDate, Precision
from sources.models import Link, Passage, Snapshot, Source

Event = dict[str, Any]
DELETED = "delete"
ASKED = ("asked_whom", "asked_on", "asked_how", "answer_by", "answer")


class Revisions:
    """The history of one claim's draft. Reading it costs up to twelve queries."""

    def __init__(self, claim: Claim) -> None:
        """Read every event of the claim and of the rows of its draft."""
        self._verdict = _events(Verdict, claim=claim)
        self._claim = _events(Claim, pgh_obj=claim)
        self._claimants = _events(ClaimClaimant, claim=claim)
        self._appearances = _events(Appearance, claim=claim)
        given = {event["pgh_obj_id"] for event in self._appearances}
        self._figures = _events(Figure, appearance__in=given)
        self._evidence = _events(Evidence, claim=claim)
        self._numbers = _numbers(self._verdict)
        self._times = sorted(self._numbers)
        self._named = self._read_names()

    def document(self, revision: int) -> Document:
        """Return what the draft said at ``revision``, as far as the history tells.

        It is shaped like a publication document without topics, definitions, corrections,
        discrepancies and counts, which are no rows of the draft.
        """
        claim, verdict = self._last(self._claim, revision), self._last(self._verdict, revision)
        rating = self._get(Rating, verdict["rating_id"])
        return {
            "language": claim["language"],
            "claim": {
                "statement": claim["statement"],
                "summary": claim["summary"],
                "said": _date(claim),
                "place": claim["place"],
                "context_note": claim["context_note"],
            },
            "claimants": [self._claimant(row) for row in self._at(self._claimants, revision)],
            "rating": {"label": rating.label} if rating else None,
            **{
                name: verdict[name]
                for name in ("reason", "explanation", "confidence", "open_questions")
            },
            "right_of_reply": described(Verdict(**{name: verdict[name] for name in ASKED})),
            "appearances": list(self._describe_appearances(revision)),
            "evidence": [self._piece(row) for row in self._at(self._evidence, revision)],
        }

    def _describe_appearances(self, revision: int) -> Iterator[Document]:
        figures = self._at(self._figures, revision)
        for row in self._at(self._appearances, revision):
            source = self._get(Source, row["source_id"])
            given = [f for f in figures if f["appearance_id"] == row["pgh_obj_id"]]
            yield {
                "kind": row["kind"],
                "attribution": row["attribution"],
                "source": {
                    "slug": source.slug if source else str(row["source_id"]),
                    "title": source.title if source else "",
                },
                "quote": self._quote(row["passage_id"]),
                "figures": [
                    {"measure": f["measure"], "as_written": f["as_written"]} for f in given
                ],
            }

    def _claimant(self, row: Event) -> Document:
        claimant = self._get(Claimant, row["claimant_id"])
        return {
            "slug": claimant.slug if claimant else str(row["claimant_id"]),
            "name": claimant.name if claimant else "",
            "part": row["part"],
            "title_held": row["title_held"],
        }

    def _piece(self, row: Event) -> Document:
        if row["is_withheld"]:
            return {"is_withheld": True, "withheld_reason": row["withheld_reason"]}
        link, upload = self._get(Link, row["link_id"]), self._get(Snapshot, row["upload_id"])
        said = ("title", "publisher", "kind", "stance", "shows", "is_load_bearing")
        return {name: row[name] for name in said} | {
            "is_withheld": False,
            "url": link.url if link else None,
            "link": str(link.public_id) if link else None,
            "upload": str(upload.public_id) if upload else None,
            "quote": self._quote(row["passage_id"]),
        }

    def _quote(self, pk: int | None) -> Document | None:
        passage = self._get(Passage, pk)
        return {"exact": passage.exact} if passage else None

    def _at(self, events: Iterable[Event], revision: int) -> list[Event]:
        """Return the rows there were at ``revision``, in the order readers get them."""
        latest = {
            event["pgh_obj_id"]: event
            for event in events
            if self._revision_at(event["pgh_created_at"]) <= revision
        }
        rows = [event for event in latest.values() if event["pgh_label"] != DELETED]
        return sorted(rows, key=lambda row: (row.get("position", 0), row["pgh_obj_id"]))

    def _last(self, events: list[Event], revision: int) -> Event:
        """Return the one row of the claim or of its verdict, which is never deleted."""
        return next(iter(self._at(events, revision)), events[0])

    def _revision_at(self, at: datetime) -> int:
        if at in self._numbers:
            return self._numbers[at]
        before = bisect_right(self._times, at)
        return self._numbers[self._times[before - 1]] if before else 1

    def _get(self, model: type[Any], pk: int | None) -> Any:
        return None if pk is None else self._named[model].get(pk)

    def _read_names(self) -> Mapping[type[Any], Mapping[int, Any]]:
        """Fetch the rows that the history points to: a query for each kind."""
        columns: tuple[tuple[type[Any], str, list[Event]], ...] = (
            (Rating, "rating_id", self._verdict),
            (Claimant, "claimant_id", self._claimants),
            (Source, "source_id", self._appearances),
            (Passage, "passage_id", self._appearances + self._evidence),
            (Link, "link_id", self._evidence),
            (Snapshot, "upload_id", self._evidence),
        )
        return {
            model: QuerySet[Any](model).in_bulk({event[name] for event in events} - {None})
            for model, name, events in columns
        }


def revisions_of(claim: Claim) -> list[int]:
    """Return the revisions of a draft that somebody could see, in order. One query.

    Those are the last of each transaction: of what an import edited at once, nobody saw the middle.
    """
    history = QuerySet[Any](Verdict.pgh_event_model)  # type: ignore[attr-defined]  # pghistory adds it
    written = history.filter(claim=claim).order_by("pgh_id").values("revision", "pgh_created_at")
    return sorted(_numbers(written).values())


def _events(model: type[Any], **of: Any) -> list[Event]:
    """Return the events of some rows in the order they were written. One query."""
    history = QuerySet[Any](model.pgh_event_model)
    return list(history.filter(**of).order_by("pgh_id").values())


def _numbers(verdicts: Iterable[Event]) -> dict[datetime, int]:
    """Say which revision was written at which time: that of the first event with its number."""
    first: dict[int, datetime] = {}
    for event in verdicts:
        first.setdefault(event["revision"], event["pgh_created_at"])
    return {at: revision for revision, at in first.items()}


def _date(claim: Event) -> Document:
    said = FuzzyDate(claim["said_at"], Precision(claim["said_precision"]))
    return {"at": said.iso(), "precision": said.precision.value, "inferred": said.inferred}
