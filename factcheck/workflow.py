"""The states of a verdict and the moves between them, as data.

A move is who-neutral: the role that may make it is in ``permissions.py``, what it demands
beyond the state (evidence, four eyes, preflight) is in the action of the same name.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a verdict is on its way to readers."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    PARKED = "parked", _("parked")
    REJECTED = "rejected", _("rejected")
    NOT_CHECKABLE = "not_checkable", _("not checkable")


class Move(StrEnum):
    """The verbs that change the state of a verdict."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    CORRECT = "correct"
    CANCEL_CORRECTION = "cancel_correction"
    WITHDRAW = "withdraw"
    PARK = "park"
    REJECT = "reject"
    MARK_NOT_CHECKABLE = "mark_not_checkable"
    REOPEN = "reopen"


OPEN = (State.DRAFT, State.IN_REVIEW, State.APPROVED)
_SHELVED = (State.PARKED, State.REJECTED, State.NOT_CHECKABLE)

MOVES: Mapping[Move, Mapping[State, State]] = {
    # An edit of anything the document is made of takes an approval away.
    Move.EDIT: dict.fromkeys(OPEN, State.DRAFT),
    Move.SUBMIT: {State.DRAFT: State.IN_REVIEW},
    Move.APPROVE: {State.IN_REVIEW: State.APPROVED},
    Move.REQUEST_CHANGES: {State.IN_REVIEW: State.DRAFT, State.APPROVED: State.DRAFT},
    Move.SCHEDULE: {State.APPROVED: State.APPROVED},
    Move.PUBLISH: {State.APPROVED: State.PUBLISHED},
    Move.CORRECT: {State.PUBLISHED: State.DRAFT},
    Move.CANCEL_CORRECTION: dict.fromkeys(OPEN, State.PUBLISHED),
    # The public check can go at any time, whatever its next version is up to.
    Move.WITHDRAW: dict.fromkeys((*OPEN, State.PUBLISHED), State.WITHDRAWN),
    Move.PARK: dict.fromkeys(OPEN, State.PARKED),
    Move.REJECT: dict.fromkeys(OPEN, State.REJECTED),
    Move.MARK_NOT_CHECKABLE: dict.fromkeys(OPEN, State.NOT_CHECKABLE),
    Move.REOPEN: dict.fromkeys(_SHELVED, State.DRAFT),
}


def destination(move: Move, state: str) -> State | None:
    """Return the state ``move`` leads to from ``state``, None when it is not allowed there."""
    return MOVES[move].get(State(state))
