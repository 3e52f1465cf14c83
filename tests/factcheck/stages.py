"""How far a claim may get without being public."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.utils import timezone

from factcheck import actions
from factcheck.models import Claim
from factcheck.workflow import State
from tests.factories import approve, editor, publisher, reporter

NOTE = "zanzibarnote"
"""Why a claim was set aside. No reader ever sees it: ``test_leaks`` looks for the first letters."""


def scheduled(claim: Claim) -> None:
    at = timezone.now() + timedelta(days=1)
    actions.schedule(by=publisher(), claim=claim, sha256=approve(claim), at=at)


def reject(claim: Claim, *, not_checkable: bool = False) -> None:
    actions.reject(by=editor(), claim=claim, note=NOTE, not_checkable=not_checkable)


def reopened(claim: Claim) -> None:
    actions.park(by=reporter(), claim=claim, note=NOTE)
    actions.reopen(by=reporter(), claim=claim)


STAGES: Mapping[str, Callable[[Claim], object]] = {
    State.DRAFT: lambda _claim: None,
    State.IN_REVIEW: lambda claim: actions.submit(by=reporter(), claim=claim),
    State.APPROVED: approve,
    "scheduled": scheduled,
    State.PARKED: lambda claim: actions.park(by=reporter(), claim=claim, note=NOTE),
    State.REJECTED: reject,
    State.NOT_CHECKABLE: lambda claim: reject(claim, not_checkable=True),
    "reopened": reopened,
}
