"""What stays of a check that was withdrawn; what was never published is in ``test_leaks``."""

import pytest
from django.test import Client

from tests.factcheck.views.reader import address, text, withdraw
from tests.factories import STATEMENT, WORDS, published_claim

pytestmark = pytest.mark.django_db


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
