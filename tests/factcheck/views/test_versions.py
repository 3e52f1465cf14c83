import pytest
from django.test import Client

from factcheck import actions
from tests.factcheck.views.reader import address, correct, text
from tests.factories import (
    published_claim,
    publisher,
    rating,
    reporter,
)

pytestmark = pytest.mark.django_db


def test_a_correction_is_told_on_top_and_the_old_version_stays(client: Client) -> None:
    claim = published_claim()
    correct(claim)
    page = text(client, address(claim))
    assert page.index("We had the wrong month.") < page.index('id="said"')
    old = text(client, address(claim, version=1))
    assert "Version 1 of 2" in old
    assert "We had the wrong month." in old
    assert f'href="{address(claim)}"' in old
    assert "The port&#x27;s own table gives 17,200 tons." in old
    assert "The table for May says so." not in old


def test_versions_are_kept_from_search_engines_and_carry_no_markup(client: Client) -> None:
    claim = published_claim()
    page = text(client, address(claim, version=1))
    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page
    assert "This is the version readers see now." in page


def test_a_version_that_never_was_does_not_exist(client: Client) -> None:
    claim = published_claim()
    assert client.get(address(claim, version=2)).content == client.get("/checks/none/").content
    assert client.get(address(claim, version=0)).status_code == 404


def test_a_pending_correction_does_not_show(client: Client) -> None:
    claim = published_claim()
    before = client.get(address(claim)).content
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="Pending."
    )
    actions.judge(by=reporter(), claim=claim, rating=rating("false"))
    assert client.get(address(claim)).content == before
