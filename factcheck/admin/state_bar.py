"""Who has a claim, since when, and what happens if you edit it now; in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from factcheck.admin.acts import ACTS, Act
from factcheck.checklist import (
    Point,
    advice,
    before_approval,
    before_publication,
    before_review,
)
from factcheck.document import build
from factcheck.doubts import Doubt, doubts_of
from factcheck.models import Verdict
from factcheck.permissions import Verb, may
from factcheck.workflow import Move, State, destination
from newsroom.accounts.models import User

SHAPES = {
    State.DRAFT: "✎",
    State.IN_REVIEW: "◔",
    State.APPROVED: "✓",
    State.PUBLISHED: "●",
    State.WITHDRAWN: "✕",
    State.PARKED: "‖",
    State.REJECTED: "⊘",
    State.NOT_CHECKABLE: "?",
}


@dataclass(frozen=True)
class Step:
    """A step on the way to readers, and what it needs."""

    title: str
    points: list[Point]

    @property
    def is_open(self) -> bool:
        """Say whether something is still missing."""
        return not all(point.is_met for point in self.points)


@dataclass(frozen=True)
class StateBar:
    """What stands above a claim."""

    shape: str
    state: str
    who: str
    if_you_edit: str
    steps: list[Step]
    advice: list[Point]
    doubts: tuple[Doubt, ...]
    acts: tuple[Act, ...]
    may_settle: bool
    is_locked: bool


def state_bar(verdict: Verdict, user: User) -> StateBar:
    """Sum up where the claim is and what ``user`` can do. Costs a few queries."""
    steps = _blocking(verdict)
    return StateBar(
        shape=SHAPES[State(verdict.state)],
        state=verdict.get_state_display(),
        who=who_has(verdict),
        if_you_edit=_if_you_edit(verdict),
        steps=steps,
        advice=advice(verdict) if steps else [],
        doubts=tuple(doubts_of(verdict)) if steps else (),
        acts=tuple(act for act in ACTS if act.is_offered(user, verdict)),
        may_settle=may(user, Verb.SETTLE_DISCREPANCY) and verdict.state != State.WITHDRAWN,
        is_locked=destination(Move.EDIT, verdict.state) is None,
    )


def who_has(verdict: Verdict) -> str:
    """Say who has the claim, in words; nobody has what is published or set aside."""
    if verdict.scheduled_for:
        return _("approved by %(who)s; to be published by itself") % {"who": verdict.approved_by}
    if verdict.state == State.APPROVED:
        return _("approved by %(who)s") % {"who": verdict.approved_by}
    if verdict.state == State.IN_REVIEW:
        return _("sent by %(who)s, waiting for a colleague") % {"who": verdict.submitted_by}
    if verdict.assignee:
        return _("with %(who)s") % {"who": verdict.assignee}
    return _("with nobody in particular") if verdict.state == State.DRAFT else ""


def _if_you_edit(verdict: Verdict) -> str:
    match verdict.state:
        case State.DRAFT:
            return _("Saving makes a new revision of the draft.")
        case State.IN_REVIEW:
            return _("If you save a change, the review ends and the claim is a draft again.")
        case State.APPROVED:
            return _("If you save a change, the approval is void and the claim a draft again.")
        case State.PUBLISHED:
            return _("Readers see this. Only a publisher’s “Correct” opens it again.")
        case State.WITHDRAWN:
            return _("Withdrawn for good: it can only be read.")
        case _:
            return _("Set aside: “Reopen” makes it a draft again.")


def _blocking(verdict: Verdict) -> list[Step]:
    """Name the steps to readers that are left, with what each needs."""
    steps = [
        (_("Before it can be sent for review"), State.DRAFT, before_review),
        (_("Before it can be approved"), State.IN_REVIEW, before_approval),
        (_("Before it can be published"), State.APPROVED, _before_publication),
    ]
    states = [state for _title, state, _points in steps]
    if verdict.state not in states:
        return []
    left = steps[states.index(State(verdict.state)) :]
    return [Step(title, points(verdict)) for title, _state, points in left]


def _before_publication(verdict: Verdict) -> list[Point]:
    return before_publication(verdict.document or build(verdict.claim))
