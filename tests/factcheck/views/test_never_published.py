from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factcheck import actions
from factcheck.models import Claim
from tests.factcheck.views.reader import address, text, withdraw
from tests.factories import (
    STATEMENT,
    WORDS,
    approve,
    editor,
    judged_claim,
    published_claim,
    publisher,
    reporter,
)

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", ["", "/es"])
def test_what_was_never_published_is_byte_for_byte_what_does_not_exist(
    client: Client, stage: str, language: str
) -> None:
    draft = judged_claim()
    STAGES[stage](draft)
    source_slug = draft.appearances.get().source.slug
    for hidden, missing in (
        (f"/checks/{draft.slug}/", "/checks/nowhere/"),
        (f"/checks/{draft.slug}/v/1/", "/checks/nowhere/v/1/"),
        (f"/sources/{source_slug}/", "/sources/nowhere/"),
        ("/claimants/ana-ruiz/", "/claimants/nowhere/"),
    ):
        for method in (client.get, client.head, client.options, client.post):
            one, other = method(language + hidden), method(language + missing)
            assert one.status_code == other.status_code
            assert one.content == other.content
            assert one.headers == other.headers
        assert client.get(language + hidden).status_code == 404


def test_of_a_withdrawn_check_only_the_notice_is_left(client: Client) -> None:
    claim = published_claim()
    withdraw(claim)
    for path in (address(claim), address(claim, version=1), f"/es{address(claim)}"):
        page = text(client, path, status=410)
        assert "We quoted the wrong person." in page
        assert "noindex" in page
        for gone in (STATEMENT, WORDS, "Ana Ruiz", "Harbour", "17,200", "ostly true", "ld+json"):
            assert gone not in page
    for path in ("/claimants/ana-ruiz/", f"/sources/{claim.appearances.get().source.slug}/"):
        assert client.get(path).status_code == 404


def test_a_reader_who_kept_the_page_gets_the_notice_after_a_withdrawal(client: Client) -> None:
    claim = published_claim()
    tag = client.get(address(claim)).headers["ETag"]
    withdraw(claim)
    assert client.get(address(claim), headers={"if-none-match": tag}).status_code == 410
