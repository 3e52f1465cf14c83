"""What needs an editor today: the desk's panels, as data. Oldest first, a fixed number of queries.

Verdicts that wait are in ``factcheck.turns``, pages and words in trouble in ``factcheck.alarms``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.discrepancy import DISAGREE, Discrepancy, discrepancies_among
from factcheck.models import (
    Appearance,
    Check,
    ClaimClaimant,
    DiscrepancyDecision,
    Evidence,
    Figure,
    Rating,
    ReaderReport,
    Verdict,
)
from factcheck.models.rating import speaks_spanish
from factcheck.permissions import Verb, may
from factcheck.workflow import OPEN
from newsroom.accounts.models import User
from newsroom.ages import age_words
from newsroom.among import among
from sources.models import Retrieval, Source

SHOWN = 10
MOST_WEIGHED = 200
"""Of so many open claims in each state, the oldest, the figures are compared."""
WEIGHED = (
    "measure", "minimum", "maximum", "qualifier", "unit", "as_written", "appearance__claim",
    "appearance__claim__statement", "appearance__claim__created_at",
    "appearance__claim__verdict__rating",
)  # fmt: skip
"""What is looked at of a figure and told of its claim: of hundreds that are compared, no more."""
MOST_NEW = 2_000
EVIDENCE_SHAPES: dict[str, str] = {
    Check.EvidenceHealth.GOOD: "●",
    Check.EvidenceHealth.CHANGED: "≠",
    Check.EvidenceHealth.BROKEN: "✕",
    Check.EvidenceHealth.UNKNOWN: "◌",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing to do: what, where it stands, who has it, since when, and the next step."""

    title: str
    action: str
    url: str
    claimant: str = ""
    rating: str = ""
    shape: str = "·"
    state: str = ""
    who: str = ""
    since: datetime | None = None
    aging: str = "%s"

    @property
    def age(self) -> str:
        """Say how long it has stood like that: “2 d in review”, “20 min”; "" where nobody knows."""
        return self.aging % age_words(self.since, timezone.now()) if self.since else ""


def oldest_first(rows: Iterable[Row]) -> list[Row]:
    """Sort rows of several kinds by how long they have waited."""
    now = timezone.now()
    return sorted(rows, key=lambda row: row.since or now)


def claim_url(claim_id: int, act: str = "") -> str:
    """Return the address of a claim's page, or of the page of something to do with it."""
    if act:
        return reverse("admin:factcheck_claim_act", args=[claim_id, act])
    return reverse("admin:factcheck_claim_change", args=[claim_id])


def speakers(claim: str) -> Subquery:
    """Name those who made the claim that the column ``claim`` points to, in one expression."""
    said = ClaimClaimant.objects.filter(claim=OuterRef(claim), part=ClaimClaimant.Part.SPEAKER)
    names = said.order_by().values("claim").annotate(names=StringAgg("claimant__name", ", "))
    return Subquery(names.values("names"))


def new_sources() -> list[Row]:
    """List articles whose text waits to be accepted or to be split. One query.

    Articles known only from a repost have nothing to read; those whose words serve as evidence
    have served. What is older than the latest ``MOST_NEW`` is no longer new.
    """
    latest = Source.objects.order_by("-filed_at", "-pk").values("pk")[:MOST_NEW]
    newest = Retrieval.objects.filter(source=OuterRef("pk")).order_by("-pk")
    reading = Subquery(newest.values("state")[:1])
    waiting = (
        Source.objects.filter(pk__in=latest)
        .alias(
            reading=reading,
            is_split=Exists(Appearance.objects.filter(source=OuterRef("pk"))),
            is_cited=Exists(Evidence.objects.filter(passage__text__source=OuterRef("pk"))),
        )
        .filter(Q(link__isnull=False) | Q(reading__isnull=False), is_split=False, is_cited=False)
        .order_by("filed_at", "pk")
    )
    # What is told is fetched for the rows that are shown, not for all among which they are sought.
    rows = Source.objects.filter(among("pk", waiting.values("pk")[: SHOWN + 1])).annotate(
        reading=reading, has_text=Exists(Source.objects.with_text().filter(pk=OuterRef("pk")))
    )
    rows = rows.select_related("link", "outlet", "filed_by").order_by("filed_at", "pk")
    return [_source_row(row) for row in rows]


def _source_row(source: Source) -> Row:
    state = getattr(source, "reading", None)
    steps: dict[str | None, tuple[str, str, str]] = {
        Retrieval.State.WAITING: ("◌", _("being fetched"), _("Look")),
        Retrieval.State.FAILED: ("✕", _("could not be read"), _("Paste the text")),
        Retrieval.State.READ: ("◐", _("waits to be accepted"), _("Look at the text")),
    }
    name = "admin:sources_source_text"
    shape, words, action = steps.get(state, ("◌", _("has no text"), _("Paste the text")))
    if getattr(source, "has_text", False) and state != Retrieval.State.READ:
        shape, words, action = "●", _("not split yet"), _("Split")
        name = "admin:sources_source_workbench"
    return Row(
        title=str(source),
        action=action,
        url=reverse(name, args=[source.pk]),
        claimant=str(source.outlet or ""),
        shape=shape,
        state=words,
        who=str(source.filed_by),
        since=source.filed_at,
    )


def at_odds(user: User) -> list[Row]:
    """List unsettled discrepancies of the oldest open claims, contradictions first. One query."""
    settled = DiscrepancyDecision.objects.filter(claim=OuterRef("appearance__claim"))
    figures = (
        Figure.objects.filter(appearance__claim__in=_open_with_figures())
        .select_related("appearance__claim__verdict__rating")
        .only(*WEIGHED)
        .annotate(
            settled=ArraySubquery(settled.values("key")), speakers=speakers("appearance__claim")
        )
        .order_by("appearance__claim_id", "appearance_id", "measure")
    )
    unsettled = [
        odd
        for _claim, group in groupby(figures, key=lambda figure: figure.appearance.claim_id)
        for odd in discrepancies_among(group)
        if odd.key not in odd.figures[0].settled  # type: ignore[attr-defined]  # annotated
    ]
    unsettled.sort(key=lambda odd: odd.kind != DISAGREE)
    action = _("Settle") if may(user, Verb.SETTLE_DISCREPANCY) else _("Open")
    return [_odd_row(odd, action) for odd in unsettled[: SHOWN + 1]]


def _open_with_figures() -> QuerySet[Verdict, Any]:
    """Return the oldest open claims with figures, of each state as many as are weighed.

    A claim is asked for one figure: of “is there any” PostgreSQL would read the whole table first.
    """
    figures = Figure.objects.filter(appearance__claim=OuterRef("claim")).order_by()
    first, *others = (
        Verdict.objects.filter(state=state)
        .alias(figure=Subquery(figures.values("pk")[:1]))
        .filter(figure__isnull=False)
        .order_by("claim_id")
        .values("claim")[:MOST_WEIGHED]
        for state in OPEN
    )
    return first.union(*others, all=True)


def _odd_row(odd: Discrepancy, action: str) -> Row:
    claim = odd.figures[0].appearance.claim
    disagree = odd.kind == DISAGREE
    return Row(
        title=claim.statement,
        action=action,
        url=f"{claim_url(claim.pk)}#at-odds-heading",
        claimant=getattr(odd.figures[0], "speakers", "") or "",
        rating=str(claim.verdict.rating or ""),
        shape="≠" if disagree else "◇",
        state=_("sources disagree") if disagree else _("one source alone"),
        who=" / ".join(dict.fromkeys(f"“{figure.as_written}”" for figure in odd.figures)),
        since=claim.created_at,
    )


def reader_reports() -> list[Row]:
    """List what readers told us that nobody has answered. One query."""
    rows = ReaderReport.objects.filter(outcome=ReaderReport.Outcome.OPEN)
    return [
        Row(
            title=row.message,
            action=_("Read"),
            url=reverse("admin:factcheck_readerreport_change", args=[row.pk]),
            claimant=row.check_record.slug,
            shape="✉",
            state=row.get_outcome_display(),
            since=row.received_at,
        )
        for row in rows.select_related("check_record").order_by("pk")[: SHOWN + 1]
    ]


def recently_published() -> list[Row]:
    """List the last checks that changed in public, newest first. One query."""
    rows = as_published(Check.objects.all()).select_related("publication__published_by")
    rows = rows.defer("publication__document")
    return [
        Row(
            title=check.claim.statement,
            action=_("Open"),
            url=claim_url(check.claim_id),
            claimant=getattr(check, "speakers", "") or "",
            rating=getattr(check, "rating_label", "") or "",
            shape="✕" if check.is_withdrawn else EVIDENCE_SHAPES[check.evidence_health],
            state=_("withdrawn") if check.is_withdrawn else check.get_evidence_health_display(),
            who=str(check.publication.published_by),
            since=check.updated_at,
        )
        for check in rows.order_by("-updated_at")[:SHOWN]
    ]


def as_published(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Add the claim, who made it (``speakers``), and the rating in words (``rating_label``)."""
    column = "label_es" if speaks_spanish() else "label"
    label = Rating.objects.filter(key=OuterRef("rating_key")).values(column)[:1]
    return checks.select_related("claim").annotate(
        speakers=speakers("claim"), rating_label=Subquery(label)
    )
