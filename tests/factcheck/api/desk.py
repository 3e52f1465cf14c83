"""Claims brought before partners, through the actions."""

from collections.abc import Sequence
from typing import Any

from django.test import Client

from factcheck import actions
from factcheck.models import Check, Claim, Topic
from tests import factories

API = "/api/v1/"
RESOURCES = (
    "checks", "claims", "sources", "evidence", "claimants", "topics", "ratings", "corrections",
    "changes", "exports",
)  # fmt: skip


def topic(slug: str) -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"name": slug.title()})[0]


def drafted(*, rating: str = "mostly-true", topics: Sequence[str] = (), **given: Any) -> Claim:
    """Make a draft that lacks nothing."""
    claim = factories.judged_claim(topics=[topic(slug) for slug in topics], **given)
    if rating != "mostly-true":
        actions.judge(by=factories.reporter(), claim=claim, rating=factories.rating(rating))
    return claim


def published(**given: Any) -> Check:
    """Publish a claim and return its check."""
    claim = drafted(**given)
    factories.publish(claim)
    return Check.objects.get(claim=claim)


def corrected(check: Check, **given: Any) -> Check:
    """Publish the next version of the check, with another reason."""
    actions.correct(
        by=factories.publisher(),
        claim=check.claim,
        kind="correction",
        cause="editor_error",
        was_wrong="We read the wrong row of the table.",
        what_changed="The figure of the reason.",
        why="A reader told us.",
    )
    reason = {"reason": "The port's table gives 17,300 tons."}
    actions.judge(by=factories.reporter(), claim=check.claim, **reason | given)
    factories.publish(check.claim)
    check.refresh_from_db()
    return check


def withdrawn(check: Check, reason: str = "The port took its table back.") -> Check:
    """Withdraw the check."""
    return actions.withdraw(by=factories.publisher(), claim=check.claim, reason=reason)


def get(client: Client, address: str) -> Any:
    """Return the JSON at an address of the API that has to answer."""
    response = client.get(address if address.startswith("http") else f"{API}{address}")
    assert response.status_code == 200, response.content
    return response.json()


def slugs(client: Client, address: str) -> list[str]:
    """Return the slugs of a list."""
    return [row["slug"] for row in get(client, address)["results"]]
