"""How far a claim may get without being public."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from factcheck import actions
from factcheck.models import Claim
from tests.factories import approve, editor, publisher, reporter


def in_review(claim: Claim) -> None:
    actions.submit(by=reporter(), claim=claim)


def scheduled(claim: Claim) -> None:
    sha256 = approve(claim)
    at = timezone.now() + timedelta(days=1)
    actions.schedule(by=publisher(), claim=claim, at=at, sha256=sha256)


STAGES: dict[str, Callable[[Claim], object]] = {
    "draft": lambda _claim: None,
    "in review": in_review,
    "approved": approve,
    "scheduled": scheduled,
    "parked": lambda claim: actions.park(by=reporter(), claim=claim, note="Later."),
    "rejected": lambda claim: actions.reject(by=editor(), claim=claim, note="No."),
}
