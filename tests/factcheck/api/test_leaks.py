"""Never published is the same as does not exist; withdrawn leaves the tombstone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factcheck import actions
from factcheck.models import Claim
from tests import factories
from tests.factcheck.api.desk import RESOURCES, corrected, drafted, published, withdrawn

pytestmark = pytest.mark.django_db

MARK = "zanzibar"  # stands in every word of the claims here


def secret() -> Claim:
    return drafted(
        statement=f"A {MARK} statement",
        topics=[MARK],
        place=MARK,
        context_note=MARK,
        language="sw",
    )


def parked() -> None:
    actions.park(by=factories.reporter(), claim=secret(), note=MARK)


def rejected() -> None:
    actions.reject(by=factories.editor(), claim=secret(), note=MARK)


def not_checkable() -> None:
    actions.reject(by=factories.editor(), claim=secret(), note=MARK, not_checkable=True)


def in_review() -> None:
    actions.submit(by=factories.reporter(), claim=secret())


def approved() -> None:
    factories.approve(secret())


def scheduled() -> None:
    claim = secret()
    actions.schedule(
        by=factories.publisher(),
        claim=claim,
        sha256=factories.approve(claim),
        at=timezone.now() + timedelta(days=1),
    )


STATES: list[Callable[[], object]] = [
    secret, in_review, approved, scheduled, parked, rejected, not_checkable,
]  # fmt: skip
SLUGS = {
    "checks": f"a-{MARK}-statement",
    "claims": f"a-{MARK}-statement",
    "topics": MARK,
    "sources": "harbour-speaks",
    "claimants": "ana-ruiz",
}
FILTERS = [f"topic={MARK}", "claimant=ana-ruiz", "source=harbour-speaks", "language=sw"]
FILTERS += ["rating=mostly-true", "host=port.example.org", "status=all", "status=withdrawn"]
ADDRESSES = [
    *(f"/api/v1/{resource}/" for resource in RESOURCES),
    *(f"/api/v1/{resource}/{slug}/" for resource, slug in SLUGS.items()),
    *(f"/api/v1/checks/?{query}" for query in FILTERS),
]


def answers(client: Client) -> dict[tuple[str, str], tuple[int, bytes, dict[str, str]]]:
    """Ask everything there is to ask; what is left of the rate limit is no answer."""
    found = {}
    for address in ADDRESSES:
        for method in ("get", "head", "options"):
            response = getattr(client, method)(address)
            headers = {k: v for k, v in response.items() if k != "RateLimit"}
            found[method, address] = (response.status_code, response.content, headers)
    return found


@pytest.mark.parametrize("make", STATES)
def test_what_was_never_published_is_byte_for_byte_not_there(
    client: Client, make: Callable[[], object]
) -> None:
    before = answers(client)
    make()
    assert answers(client) == before


@pytest.mark.parametrize("make", [secret, approved])
def test_a_key_is_told_what_everybody_is_told_and_no_more(make: Callable[[], object]) -> None:
    make()
    published(statement="A public statement")
    everybody = answers(Client())
    with_key = answers(Client(headers=factories.bearer(factories.issued()[1])))
    assert {asked: told[:2] for asked, told in with_key.items()} == {
        asked: told[:2] for asked, told in everybody.items()
    }


def test_the_same_questions_do_tell_a_published_check(client: Client) -> None:
    before = answers(client)
    factories.publish(secret())
    after = answers(client)
    told_nothing = {a for a in ADDRESSES if before["get", a] == after["get", a]}
    assert told_nothing == {
        "/api/v1/ratings/",
        "/api/v1/exports/",  # tells when one is made
        "/api/v1/corrections/",
        "/api/v1/checks/?status=withdrawn",
    }


def test_a_draft_of_the_next_version_is_not_seen(client: Client) -> None:
    check = published(statement="A public statement")
    before = answers(client)
    actions.correct(
        by=factories.publisher(),
        claim=check.claim,
        kind="correction",
        cause="editor_error",
        was_wrong=MARK,
    )
    actions.judge(by=factories.reporter(), claim=check.claim, reason=MARK, explanation=MARK)
    factories.evidence(check.claim, address=f"https://{MARK}.example.org/", title=MARK)
    assert answers(client) == before
    factories.approve(check.claim)
    assert answers(client) == before


def test_of_a_withdrawn_check_nothing_is_told_but_the_tombstone(client: Client) -> None:
    check = published(statement="A public statement", topics=[MARK], context_note=MARK)
    corrected(check, reason=MARK, explanation=MARK)
    withdrawn(check, reason="We were misled.")
    told = b"".join(body for status, body, _headers in answers(client).values() if status == 200)
    document = check.publication.document
    for word in (
        MARK,
        document["claim"]["statement"],
        document["appearances"][0]["quote"]["exact"],
        document["appearances"][0]["source"]["title"],
        document["corrections"][0]["was_wrong"],
        "Ana Ruiz",
        "port.example.org/",
    ):
        assert word.encode() not in told, word
    assert b"We were misled." in told
