"""What became of the pages a check rests on, as readers are told. Plain rows in, JSON out.

Nothing of before the check was public, of other words on the same pages, or of what was seen once
and not confirmed. It ends with the newest public change: what is recorded after that is not public
yet.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from factcheck.health import HEALTH_WORDS
from factcheck.models import Change, Check
from factcheck.presenting import BROKEN
from sources.linkcheck.states import PASSAGE_CHANGED
from sources.models import Link, Passage, Transition

Row = dict[str, Any]


def log_of(check: Check) -> Row:
    """Return the log of a standing check, with its ``publication`` loaded. Two queries."""
    told = Change.objects.filter(check_record=check).exclude(kind=Change.Kind.REVIEW_CHANGED)
    changes = list(told.order_by("sequence"))
    seen = _transitions(check, changes) if changes else []
    addresses = addresses_in(check.publication.document)
    return {
        "as_of": changes[-1].at.isoformat() if changes else None,
        "evidence": check.evidence_health,
        "pages": [
            state | {"url": addresses.get(state["link"])}
            for state in check.evidence_state.get("links", [])
        ],
        "words": check.evidence_state.get("passages", []),
        "public_changes": [{"kind": row.kind, "at": row.at.isoformat()} for row in changes],
        "events": list(_told(seen, addresses)),
    }


def addresses_in(document: Row) -> dict[str, str]:
    """Map the links a document names to their addresses."""
    rows: Iterable[Row] = [
        *(row["source"] for row in document["appearances"]),
        *(row for row in document["evidence"] if not row["is_withheld"]),
    ]
    return {row["link"]: row["url"] for row in rows if row["link"]}


def _transitions(check: Check, changes: list[Change]) -> QuerySet[Transition]:
    words = [row["passage"] for row in check.evidence_state.get("passages", [])]
    links = [row["link"] for row in check.evidence_state.get("links", [])]
    health = Q(axis=Transition.Axis.HEALTH)
    content = Q(axis=Transition.Axis.CONTENT, is_confirmed=True) & ~Q(rule=PASSAGE_CHANGED)
    ours = Q(axis=Transition.Axis.PASSAGE, is_confirmed=True, passage__public_id__in=words)
    return (
        Transition.objects.filter(health | content | ours, link__public_id__in=links)
        .filter(at__gte=check.first_published_at, at__lte=changes[-1].at)
        .select_related("link", "passage")
        .order_by("at", "pk")
    )


def _told(seen: Iterable[Transition], addresses: dict[str, str]) -> Iterable[Row]:
    """Tell transitions in the words readers get; what changes none of them is not told."""
    known: dict[tuple[str, str, str | None], str] = {}
    for one in seen:
        link = str(one.link.public_id)
        words = str(one.passage.public_id) if one.passage else None
        now, usual = _in_words(one)
        if now == known.get((one.axis, link, words), usual):
            continue
        known[one.axis, link, words] = now
        yield {
            "at": one.at.isoformat(),
            "link": link,
            "url": addresses.get(link),
            "passage": words,
            "now": now,
        }


def _in_words(one: Transition) -> tuple[str, str]:
    """Say how the page or the words are now, and how they are while nothing is amiss."""
    if one.axis == Transition.Axis.HEALTH:
        return HEALTH_WORDS[Link.Health(one.after)], "works"
    if one.axis == Transition.Axis.CONTENT:
        return ("changed" if one.after == Link.Content.DRIFTED else "works"), "works"
    usual = Passage.State.PRESENT.value
    return (one.after if one.after in BROKEN else usual), usual
