"""What needs an editor today: the desk's panels, as data. Oldest first, a fixed number of queries.

Pages and words in trouble are in ``factcheck.alarms``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.discrepancy import DISAGREE, Discrepancy, discrepancies
from factcheck.models import (
    Appearance,
    Check,
    ClaimClaimant,
    Contribution,
    DiscrepancyDecision,
    Evidence,
    Figure,
    Publication,
    Rating,
    ReaderReport,
    Verdict,
)
from factcheck.permissions import Verb, may
from factcheck.workflow import OPEN, State
from newsroom.accounts.models import User
from sources.models import Retrieval, Source

SHOWN = 10
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


def claim_url(claim_id: int, act: str = "") -> str:
    """Return the address of a claim's page, or of the page of something to do with it."""
    if act:
        return reverse("admin:factcheck_claim_act", args=[claim_id, act])
    return reverse("admin:factcheck_claim_change", args=[claim_id])


def speakers(claim: str) -> Subquery:
    """Name those who made the claim that the column ``claim`` points to, in one expression."""
    said = ClaimClaimant.objects.filter(claim=OuterRef(claim), part=ClaimClaimant.Part.SPEAKER)
    names = said.order_by().values("claim").annotate(names=StringAgg("claimant__name", Value(", ")))
    return Subquery(names.values("names"))


def _with_names(verdicts: QuerySet[Verdict]) -> QuerySet[Verdict]:
    rows = verdicts.select_related("claim", "rating", "assignee", "submitted_by")
    return rows.annotate(speakers=speakers("claim")).order_by("changed_at")


def _edited_by(user: User) -> Exists:
    """Say whether ``user`` worked on the draft since the last publication."""
    last = Publication.objects.filter(claim=OuterRef("claim")).order_by("-number")
    since = Coalesce(Subquery(last.values("revision")[:1]), Value(0))
    edits = Contribution.objects.filter(claim=OuterRef("claim"), person=user)
    return Exists(edits.filter(revision__gt=since))


def needs_you(user: User) -> list[Row]:
    """List what ``user`` should do, and the drafts that people left to nobody. 1-2 queries."""
    waiting = Q(state=State.DRAFT, assignee=user)
    waiting |= Q(state=State.DRAFT, assignee=None, claim__created_by__is_active=False)
    if may(user, Verb.APPROVE):
        waiting |= Q(state=State.IN_REVIEW, edited=False) & ~Q(submitted_by=user)
    if may(user, Verb.PUBLISH):
        waiting |= Q(state=State.APPROVED, scheduled_for__isnull=True)
    rows = _with_names(Verdict.objects.all()).annotate(edited=_edited_by(user)).filter(waiting)
    acts = {
        State.IN_REVIEW: (_("Review"), "approve", "◔"),
        State.APPROVED: (_("Publish"), "publish", "✓"),
        State.DRAFT: (_("Open"), "", "✎"),
    }
    to_take = (_("Take it"), "assign", "✎")
    found = [
        _verdict_row(row, *(acts[State(row.state)] if _is_somebodys(row) else to_take))
        for row in rows[: SHOWN + 1]
    ]
    return [*_to_countersign(user), *found]


def _is_somebodys(verdict: Verdict) -> bool:
    return verdict.state != State.DRAFT or verdict.assignee_id is not None


def _verdict_row(verdict: Verdict, action: str, act: str, shape: str) -> Row:
    return Row(
        title=verdict.claim.statement,
        action=action,
        url=claim_url(verdict.claim_id, act),
        claimant=getattr(verdict, "speakers", "") or "",
        rating=str(verdict.rating or ""),
        shape=shape,
        state=verdict.get_state_display(),
        who=str(verdict.assignee or verdict.submitted_by or ""),
        since=verdict.changed_at,
    )


def _to_countersign(user: User) -> Iterable[Row]:
    if not may(user, Verb.REJECT):
        return []
    checks = Check.objects.withdrawn().filter(countersigned_by__isnull=True)
    rows = checks.exclude(withdrawn_by=user).select_related("claim", "withdrawn_by")
    return [
        Row(
            title=check.claim.statement,
            action=_("Countersign"),
            url=claim_url(check.claim_id, "countersign"),
            shape="✕",
            state=_("withdrawn, one signature"),
            who=str(check.withdrawn_by),
            since=check.withdrawn_at,
        )
        for check in rows.order_by("withdrawn_at")[: SHOWN + 1]
    ]


def new_sources() -> list[Row]:
    """List articles whose text waits to be accepted or to be split. One query.

    Articles known only from a repost have nothing to read; those whose words serve as evidence
    have served.
    """
    newest = Retrieval.objects.filter(source=OuterRef("pk")).order_by("-pk")
    rows = (
        Source.objects.select_related("link", "outlet", "filed_by")
        .annotate(
            reading=Subquery(newest.values("state")[:1]),
            has_text=Exists(Source.objects.with_text().filter(pk=OuterRef("pk"))),
            is_split=Exists(Appearance.objects.filter(source=OuterRef("pk"))),
            is_cited=Exists(Evidence.objects.filter(passage__text__source=OuterRef("pk"))),
        )
        .filter(Q(link__isnull=False) | Q(reading__isnull=False), is_split=False, is_cited=False)
        .order_by("filed_at", "pk")
    )
    return [_source_row(row) for row in rows[: SHOWN + 1]]


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
    """List unsettled discrepancies of open claims, contradictions first. Two queries."""
    has_figures = Exists(Figure.objects.filter(appearance=OuterRef("pk")))
    settled = DiscrepancyDecision.objects.filter(claim=OuterRef("claim")).values("key")
    rows = (
        Appearance.objects.filter(has_figures, claim__verdict__state__in=OPEN)
        .select_related("claim__verdict__rating")
        .prefetch_related("figures")
        .annotate(settled=ArraySubquery(settled), speakers=speakers("claim"))
        .order_by("claim_id", "pk")
    )
    unsettled = [
        (appearances, odd)
        for _claim, group in groupby(rows, key=lambda row: row.claim_id)
        for appearances in [list(group)]
        for odd in discrepancies(appearances)
        if odd.key not in appearances[0].settled
    ]
    unsettled.sort(key=lambda pair: pair[1].kind != DISAGREE)
    action = _("Settle") if may(user, Verb.SETTLE_DISCREPANCY) else _("Open")
    return [_odd_row(appearances[0], odd, action) for appearances, odd in unsettled[: SHOWN + 1]]


def _odd_row(appearance: Appearance, odd: Discrepancy, action: str) -> Row:
    claim = appearance.claim
    disagree = odd.kind == DISAGREE
    return Row(
        title=claim.statement,
        action=action,
        url=f"{claim_url(claim.pk)}#at-odds-heading",
        claimant=getattr(appearance, "speakers", "") or "",
        rating=str(claim.verdict.rating or ""),
        shape="≠" if disagree else "◇",
        state=_("sources disagree") if disagree else _("one source alone"),
        who=" / ".join(dict.fromkeys(f"“{figure.as_written}”" for figure in odd.figures)),
        since=claim.created_at,
    )


def scheduled() -> list[Row]:
    """List what publishes itself, soonest first. One query."""
    rows = _with_names(Verdict.objects.scheduled()).order_by("scheduled_for")
    return [
        Row(
            title=row.claim.statement,
            action=_("Open"),
            url=claim_url(row.claim_id),
            claimant=getattr(row, "speakers", "") or "",
            rating=str(row.rating or ""),
            shape="◷",
            state=_("at %s") % f"{row.scheduled_for:%Y-%m-%d %H:%M}",
            who=str(row.submitted_by or ""),
            since=row.changed_at,
        )
        for row in rows[: SHOWN + 1]
    ]


def my_drafts(user: User) -> list[Row]:
    """List the drafts ``user`` works on that nobody has been given. One query."""
    mine = Q(claim__created_by=user) | Q(edited=True)
    rows = _with_names(Verdict.objects.all()).annotate(edited=_edited_by(user))
    rows = rows.filter(mine, state=State.DRAFT, assignee__isnull=True)
    return [_verdict_row(row, _("Open"), "", "✎") for row in rows[: SHOWN + 1]]


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
    label = Rating.objects.filter(key=OuterRef("rating_key"))
    rows = Check.objects.select_related("publication__published_by", "claim").defer(
        "publication__document"
    )
    rows = rows.annotate(
        speakers=speakers("claim"), rating_label=Subquery(label.values("label")[:1])
    )
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
