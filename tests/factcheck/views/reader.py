"""What the tests of the verdict page share."""

from typing import Any

from django.test import Client

from factcheck import actions
from factcheck.models import Claim, Correction
from tests.factories import publish, publisher, reporter


def address(claim: Claim, *, version: int | None = None) -> str:
    return f"/checks/{claim.slug}/" + ("" if version is None else f"v/{version}/")


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def correct(claim: Claim) -> None:
    _correct(claim, reason="The table for May says so.")


def explain_anew(claim: Claim, explanation: str) -> None:
    _correct(claim, explanation=explanation)


def _correct(claim: Claim, **judged: Any) -> None:
    actions.correct(
        by=publisher(),
        claim=claim,
        kind=Correction.Kind.CORRECTION,
        cause=Correction.Cause.NEW_EVIDENCE,
        was_wrong="We had the wrong month.",
        what_changed="It now says May.",
    )
    actions.judge(by=reporter(), claim=claim, **judged)
    publish(claim)


def withdraw(claim: Claim) -> None:
    actions.withdraw(by=publisher(), claim=claim, reason="We quoted the wrong person.")
