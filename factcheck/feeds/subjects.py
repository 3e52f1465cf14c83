"""What a feed is about: everything, a topic, a claimant, a search, or what we put right.

Each costs one query, which also says how far public changes have come: whoever has a feed made of
just these gets the short answer, and nothing more is asked of the database.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.feeds.listing import corrections_of
from factcheck.matching import ranked
from factcheck.models import Audience, Change, Check, Correction
from factcheck.queries import checks_naming, family_of, public_corrections, topics_in_use
from factcheck.search import MOST, Wanted

Rows = tuple[QuerySet[Check] | None, QuerySet[Correction] | None]

COLUMNS = {"rating": "rating_key", "topic": "topics__slug", "language": "language"}
_YEAR = re.compile("[1-9][0-9]{3}")
_changes = Change.objects.order_by("-sequence")
NEWEST: dict[str, Any] = {
    "sequence": Subquery(_changes.values("sequence")[:1]),
    "changed_at": Subquery(_changes.values("at")[:1]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a feed is about, and the page that shows readers the same.

    ``made_of`` changes whenever the feed may: the time is in it too, should a backup have brought
    old numbers back. ``query`` is what its address asks for; ``merged_into`` names another whose
    feed it is now. ``rows`` looks for them, when they are needed. Where ``people`` are given, by
    slug, the title is what the newest check calls one.
    """

    title: str
    description: str
    page: str
    made_of: tuple[object, ...]
    changed_at: datetime | None
    rows: Callable[[], Rows]
    query: str = ""
    merged_into: str = ""
    people: frozenset[str] = frozenset()


def everything() -> Subject:
    """Return all checks, and what was put right in them."""
    standing = Check.objects.standing()
    return Subject(
        title=_("Latest checks"),
        description=_about(),
        page=reverse("home"),
        rows=lambda: (standing, public_corrections()),
        **_newest(),
    )


def corrections() -> Subject:
    """Return the log of corrections and withdrawals."""
    return Subject(
        title=_("Corrections"),
        description=_("Everything we changed after publication, and everything we took back."),
        page=reverse("corrections"),
        rows=lambda: (None, public_corrections()),
        **_newest(),
    )


def topic(slug: str) -> Subject:
    """Return the checks on a topic. 404 where there is none."""
    found: Any = get_object_or_404(topics_in_use().annotate(**NEWEST), slug=slug)
    return Subject(
        title=found.name,
        description=_about(),
        page=found.get_absolute_url(),
        made_of=(found.sequence, found.changed_at, found.name),
        changed_at=found.changed_at,
        rows=lambda: _with_corrections(Check.objects.standing().filter(topics=found)),
    )


def claimant(slug: str) -> Subject:
    """Return the checks that name somebody or whoever was merged with them. 404 where none do."""
    named = Check.claimants.through.objects.filter(
        claimant=OuterRef("pk"), check__withdrawn_at__isnull=True
    )
    everybody: list[Any] = list(
        family_of(slug).annotate(is_named=Exists(named), **NEWEST).order_by("pk")
    )
    if not any(one.is_named for one in everybody):
        raise Http404
    found = next(one for one in everybody if one.merged_into_id is None)
    ids = [one.pk for one in everybody]
    return Subject(
        title=slug,
        description=_about(),
        page=found.get_absolute_url(),
        made_of=(everybody[0].sequence, everybody[0].changed_at, *ids),
        changed_at=everybody[0].changed_at,
        rows=lambda: _with_corrections(checks_naming(ids)),
        merged_into=found.slug if found.slug != slug else "",
        people=frozenset(one.slug for one in everybody),
    )


def search(wanted: Wanted) -> Subject:
    """Return the checks a search finds, the newest first; without words none. One more query."""
    query = urlencode(wanted.parameters)
    return Subject(
        title=_("Search: %(words)s") % {"words": wanted.words} if wanted.words else _("Search"),
        description=_about(),
        page=reverse("search") + (f"?{query}" if query else ""),
        rows=lambda: (_found(wanted), None),
        query=query,
        **_newest(),
    )


def _about() -> str:
    return _("Claims we checked, each with our rating and why; and what we put right since.")


def _newest() -> dict[str, Any]:
    sequence, changed_at = _changes.values_list("sequence", "at").first() or (None, None)
    return {"made_of": (sequence, changed_at), "changed_at": changed_at}


def _with_corrections(checks: QuerySet[Check]) -> Rows:
    return checks, corrections_of(checks)


def _found(wanted: Wanted) -> QuerySet[Check]:
    claims: Iterable[int] = ranked(wanted.words, Audience.READERS, MOST) if wanted.words else ()
    checks = Check.objects.standing().filter(claim__in=claims)
    chosen = wanted.chosen
    if year := chosen.pop("year", ""):
        if not _YEAR.fullmatch(year):
            return checks.none()
        checks = checks.filter(first_published_at__year=int(year))
    return checks.filter(**{COLUMNS[facet]: value for facet, value in chosen.items()})
