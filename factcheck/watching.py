"""How closely pages are watched, by who leans on them."""

from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, UUIDField, Value, When
from django.db.models.functions import Cast

from factcheck.models import Appearance, Check, Evidence, Publication
from factcheck.workflow import OPEN
from sources.actions import ease, watch
from sources.alerting import close_idle_host_alerts
from sources.models import Link, Source

BATCH = 1000


@transaction.atomic
def adjust_cadences() -> int:
    """Watch every page as closely as what leans on it asks for; return how many were changed.

    Pages under a standing check as published; pages of drafts, of articles nobody has split yet
    and of whatever readers can still look up, versions past and withdrawn, as drafts; others not.
    An incident of a host nobody visits any more is over.
    Acts raise the cadence at once; this is what lowers it. More than a batch comes with the next
    run.
    """
    changed = 0
    for cadence in Link.Cadence:
        due = _mistimed().filter(wanted=cadence).select_for_update(skip_locked=True, of=("self",))
        links = list(due.order_by("pk")[:BATCH])
        watch(links=links, cadence=cadence)
        ease(links=links, cadence=cadence)
        changed += len(links)
    close_idle_host_alerts()
    return changed


def _mistimed() -> QuerySet[Any]:
    """Return links whose cadence is not the one they should have, named as ``wanted``."""
    cited = Check.links.through.objects.filter(link_id=OuterRef("pk"))
    standing = Exists(cited.filter(check__withdrawn_at__isnull=True))
    in_draft = Q(claim__verdict__state__in=OPEN)
    unsplit = Source.objects.filter(link=OuterRef("pk"), appearances__isnull=True)
    used = (
        Exists(Evidence.objects.filter(in_draft, link=OuterRef("pk")))
        | Exists(Appearance.objects.filter(in_draft, source__link=OuterRef("pk")))
        | Exists(unsplit)
        | Q(public_id__in=_ever_published())
    )
    wanted = Case(
        When(standing, then=Value(Link.Cadence.PUBLISHED.value)),
        When(used, then=Value(Link.Cadence.DRAFT.value)),
        default=Value(Link.Cadence.NONE.value),
    )
    return Link.objects.annotate(wanted=wanted).exclude(cadence=F("wanted"))


def _ever_published() -> QuerySet[Publication, object]:
    """Return the public ids of all links that any version of any check rests on."""
    named = Func(F("document__rests_on__links"), function="jsonb_array_elements_text")
    links = Publication.objects.order_by().annotate(link=Cast(named, UUIDField()))
    return links.values_list("link", flat=True)
