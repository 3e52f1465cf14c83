"""Whose turn it is: verdicts that wait for a person, for their hour, or for their writer.

One query for all of them: the oldest of each kind, found in an index of its own.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.models import Contribution, Publication, Verdict
from factcheck.permissions import Verb, may
from factcheck.queues import SHOWN, Row, claim_url, speakers
from factcheck.workflow import State
from newsroom.accounts.models import User

NEEDS_YOU, SCHEDULED, MY_DRAFTS = "needs-you", "scheduled", "my-drafts"
"""The panels, by their address on the desk."""

ACTS = {
    State.IN_REVIEW: (gettext_lazy("Review"), "approve", "◔"),
    State.APPROVED: (gettext_lazy("Publish"), "publish", "✓"),
    State.DRAFT: (gettext_lazy("Open"), "", "✎"),
}
TAKE = (gettext_lazy("Take it"), "assign", "✎")
"""What is to be done with a draft that somebody who left has left to nobody."""

AGES = {
    State.IN_REVIEW: gettext_lazy("%s in review"),
    State.APPROVED: gettext_lazy("%s approved"),
    State.DRAFT: gettext_lazy("%s as a draft"),
}


def turns(user: User) -> dict[str, list[Row]]:
    """Return the rows of each panel, the oldest first, one more than is shown. One query."""
    first, *others = _kinds(user)
    found: dict[str, list[Verdict]] = {NEEDS_YOU: [], SCHEDULED: [], MY_DRAFTS: []}
    for verdict in first.union(*others, all=True):
        found[verdict.panel].append(verdict)  # type: ignore[attr-defined]  # annotated
    for verdicts in found.values():
        verdicts.sort(key=lambda verdict: (verdict.scheduled_for or verdict.changed_at, verdict.pk))
    return {
        panel: [_scheduled(row) if panel == SCHEDULED else _row(row) for row in rows[: SHOWN + 1]]
        for panel, rows in found.items()
    }


def _kinds(user: User) -> Iterator[QuerySet[Verdict]]:
    """Yield a query for each kind: “or” between them would read every verdict there is."""
    rows = Verdict.objects.all()
    drafts = rows.filter(state=State.DRAFT)
    yield _oldest(NEEDS_YOU, drafts.filter(assignee=user))
    if may(user, Verb.APPROVE):
        others = rows.filter(state=State.IN_REVIEW).exclude(submitted_by=user)
        yield _oldest(NEEDS_YOU, others.filter(~_edited_by(user)))
    if may(user, Verb.PUBLISH):
        approved = rows.filter(state=State.APPROVED, scheduled_for__isnull=True)
        yield _oldest(NEEDS_YOU, approved)
    yield _oldest(SCHEDULED, rows.scheduled(), "scheduled_for")
    free = drafts.filter(assignee__isnull=True)
    yield _oldest(NEEDS_YOU, free.filter(claim__created_by__is_active=False))
    yield _oldest(MY_DRAFTS, free.filter(claim__created_by=user))
    yield _oldest(MY_DRAFTS, free.filter(_edited_by(user)).exclude(claim__created_by=user))


def _oldest(panel: str, rows: QuerySet[Verdict], since: str = "changed_at") -> QuerySet[Verdict]:
    """Choose the oldest by their keys; what is told of them is fetched for those alone."""
    people = ("claim__created_by", "assignee", "submitted_by", "scheduled_by")
    oldest = rows.order_by(since, "pk").values("pk")[: SHOWN + 1]
    named = Verdict.objects.filter(pk__in=oldest).select_related("rating", *people)
    named = named.annotate(panel=Value(panel, CharField()), speakers=speakers("claim"))
    return named.defer("document", "explanation").order_by()


def _edited_by(user: User) -> Exists:
    """Say whether ``user`` worked on the draft since the last publication."""
    last = Publication.objects.filter(claim=OuterRef("claim")).order_by("-number")
    since = Coalesce(Subquery(last.values("revision")[:1]), Value(0))
    edits = Contribution.objects.filter(claim=OuterRef("claim"), person=user)
    return Exists(edits.filter(revision__gt=since))


def _row(verdict: Verdict) -> Row:
    state = State(verdict.state)
    is_left = state == State.DRAFT and not verdict.claim.created_by.is_active
    action, act, shape = TAKE if is_left and not verdict.assignee else ACTS[state]
    return Row(
        title=verdict.claim.statement,
        action=str(action),
        url=claim_url(verdict.claim_id, act),
        claimant=getattr(verdict, "speakers", "") or "",
        rating=str(verdict.rating or ""),
        shape=shape,
        state=str(state.label),
        who=_who(verdict),
        since=verdict.changed_at,
        aging=str(AGES[state]),
    )


def _who(verdict: Verdict) -> str:
    if verdict.assignee:
        return _("with %s") % verdict.assignee
    return _("sent by %s") % verdict.submitted_by if verdict.submitted_by else ""


def _scheduled(verdict: Verdict) -> Row:
    return Row(
        title=verdict.claim.statement,
        action=_("Open"),
        url=claim_url(verdict.claim_id),
        claimant=getattr(verdict, "speakers", "") or "",
        rating=str(verdict.rating or ""),
        shape="◷",
        state=_("at %s") % _hour(verdict.scheduled_for),
        who=scheduler_who_left(verdict) or _who(verdict),
        since=verdict.changed_at,
        aging=str(AGES[State.APPROVED]),
    )


def scheduler_who_left(verdict: Verdict) -> str:
    """Say that whoever scheduled it works here no more: it goes on, for two people approved it."""
    by = verdict.scheduled_by
    return "" if by is None or by.is_active else _("scheduled by %s, who has left") % by


def _hour(at: datetime | None) -> str:
    """Write a moment as the newsroom's clocks show it."""
    return f"{localtime(at):%Y-%m-%d %H:%M}"
