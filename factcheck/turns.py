"""Whose turn it is: verdicts that wait for a person, for their hour, or for their writer.

One query for all of them: the oldest of each kind, found in an index of its own.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.models import Contribution, Publication, Verdict
from factcheck.permissions import Verb, may
from factcheck.queues import SHOWN, Row, claim_url, speakers
from factcheck.workflow import State
from newsroom.accounts.models import User
from newsroom.among import among

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
    found: dict[str, list[Verdict]] = {NEEDS_YOU: [], SCHEDULED: [], MY_DRAFTS: []}
    for verdict in _waiting(user):
        for panel in _panels(verdict, user):
            found[panel].append(verdict)
    for verdicts in found.values():
        verdicts.sort(key=lambda verdict: (verdict.scheduled_for or verdict.changed_at, verdict.pk))
    return {
        panel: [_scheduled(row) if panel == SCHEDULED else _row(row) for row in rows[: SHOWN + 1]]
        for panel, rows in found.items()
    }


def _waiting(user: User) -> QuerySet[Verdict]:
    """Return the oldest of every kind, with what is told of them."""
    first, *others = _kinds(user)
    rows = Verdict.objects.filter(among("pk", first.union(*others, all=True))).order_by()
    people = ("claim__created_by", "assignee", "submitted_by", "scheduled_by")
    named = rows.select_related("rating", *people).defer("document", "explanation")
    return named.annotate(speakers=speakers("claim"), is_edited=_edited_by(user))


def _kinds(user: User) -> Iterator[QuerySet[Verdict, Any]]:
    """Yield the keys of each kind: “or” between them would read every verdict there is."""
    rows = Verdict.objects.all()
    drafts = rows.filter(state=State.DRAFT)
    yield _oldest(drafts.filter(assignee=user))
    if may(user, Verb.APPROVE):
        others = rows.filter(state=State.IN_REVIEW).exclude(submitted_by=user)
        yield _oldest(others.filter(~_edited_by(user)))
    if may(user, Verb.PUBLISH):
        yield _oldest(rows.filter(state=State.APPROVED, scheduled_for__isnull=True))
    yield _oldest(rows.scheduled(), "scheduled_for")
    free = drafts.filter(assignee__isnull=True)
    yield _oldest(free.filter(claim__created_by__is_active=False))
    yield _oldest(free.filter(claim__created_by=user))
    yield _oldest(free.filter(_edited_by(user)).exclude(claim__created_by=user))


def _oldest(rows: QuerySet[Verdict], since: str = "changed_at") -> QuerySet[Verdict, Any]:
    return rows.order_by(since, "pk").values("pk")[: SHOWN + 1]


def _panels(verdict: Verdict, user: User) -> Iterator[str]:
    """Yield the panels of a verdict that waits; one that two people left to ``user`` is on two."""
    if verdict.scheduled_for:
        yield SCHEDULED
        return
    is_free = verdict.state == State.DRAFT and verdict.assignee_id is None
    if not is_free or not verdict.claim.created_by.is_active:
        yield NEEDS_YOU
    if is_free and (verdict.claim.created_by_id == user.pk or verdict.is_edited):  # type: ignore[attr-defined]  # annotated
        yield MY_DRAFTS


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
