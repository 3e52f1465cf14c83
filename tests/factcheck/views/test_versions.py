import re

import pytest
from django.test import Client

from factcheck import actions
from factcheck.models import Claim
from tests.factcheck.views.reader import address, correct, explain_anew, text, withdraw
from tests.factories import (
    STATEMENT,
    evidence,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
)
from tests.support.queries import sql_sent

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


def test_a_comparison_shows_the_explanation_as_it_reads(client: Client) -> None:
    claim = published_claim()
    explain_anew(claim, "The log of the **port** [says](https://port.example.org/log) so.")
    page = text(client, changes(claim, 2))
    assert "says (https://port.example.org/log)" in re.sub("<.*?>", "", page)
    assert "**" not in page


def test_a_comparison_shows_signs_where_nothing_else_was_changed(client: Client) -> None:
    claim = published_claim()
    explain_anew(claim, "The table of the *port authority* says 17,200 tons.")
    page = text(client, changes(claim, 2))
    assert "<h3>Explanation</h3>" in page
    assert "The table of the *" in page


def changes(claim: Claim, version: int, against: object = None) -> str:
    query = "" if against is None else f"?against={against}"
    return f"{address(claim, version=version)}changes/{query}"


def corrected(times: int = 1) -> Claim:
    claim = published_claim()
    for _ in range(times):
        correct(claim)
    return claim


def test_two_versions_stand_side_by_side_word_by_word(client: Client) -> None:
    page = text(client, changes(corrected(), 2))
    assert "What changed from version 1 to 2" in page
    assert "<h3>Reason</h3>" in page
    before, after = re.findall(r'<p class="side" lang="en".*?</p>', page, re.DOTALL)[:2]
    assert re.findall(r"<(ins|del)>", before) == ["del"]
    assert re.findall(r"<(ins|del)>", after) == ["ins"]
    assert "[removed words begin]" in before
    assert "[added words end]" in after
    assert "17,200 tons" in before
    assert "table for May" in after


def test_a_comparison_tells_why_and_lists_every_version(client: Client) -> None:
    claim = corrected(2)
    page = text(client, changes(claim, 3))
    listed = page[page.index('id="versions"') :]
    found = [listed.index(f'href="{address(claim, version=n)}"') for n in (3, 2, 1)]
    assert found == sorted(found)
    assert "We had the wrong month." in listed
    assert "It now says May." in listed
    assert "first published" in listed


def test_any_version_is_compared_with_any_other_by_address(client: Client) -> None:
    claim = corrected(2)
    both = [text(client, changes(claim, *pair)) for pair in ((3, 1), (1, 3))]
    for page in both:
        assert "What changed from version 1 to 3" in page
    assert "What changed from version 1 to 2" in text(client, changes(claim, 1))
    assert "Both say the same." in text(client, changes(claim, 2, 2))


def test_what_is_added_to_the_evidence_is_told(client: Client) -> None:
    claim = published_claim()
    actions.correct(
        by=publisher(), claim=claim, kind="update", cause="new_evidence", was_wrong="A page lacked."
    )
    evidence(claim, title="The harbour log", address="https://port.example.org/log")
    publish(claim)
    page = text(client, changes(claim, 2))
    assert 'Added: <span lang="en">The harbour log</span></h3>' in page
    assert "Removed:" not in page


def test_a_comparison_is_there_in_spanish(client: Client) -> None:
    claim = corrected()
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="Wrong."
    )
    actions.judge(by=reporter(), claim=claim, rating=rating("false"))
    publish(claim)
    page = text(client, f"/es{changes(claim, 3, 1)}")
    assert f'href="{changes(claim, 3, 1)}"' in page  # the same comparison in English
    assert '<p class="side" dir="auto"><del>' in page  # a rating is the interface's word
    assert '<p class="side" lang="en" dir="auto">' in page


def test_one_version_has_nothing_to_compare(client: Client) -> None:
    claim = published_claim()
    assert "There is one version so far" in text(client, changes(claim, 1))
    assert "changes/" not in text(client, address(claim))


@pytest.mark.parametrize(
    "against", ["0", "3", "-1", "", "x", "1.0", "\uff19", "9" * 400, "😀", "1 OR 1", "None"]
)
def test_a_version_that_never_was_is_compared_with_nothing(client: Client, against: str) -> None:
    claim = corrected()
    assert client.get(changes(claim, 2)).status_code == 200
    response = client.get(changes(claim, 2), {"against": against})
    assert response.status_code == 404
    assert response.content == client.get("/nowhere/").content


@pytest.mark.parametrize("version", ["0", "3", "9" * 30])
def test_changes_of_a_version_that_never_was_do_not_exist(client: Client, version: str) -> None:
    assert client.get(f"{address(corrected())}v/{version}/changes/").status_code == 404


def test_a_draft_is_compared_with_nothing(client: Client) -> None:
    claim = corrected()
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="Pending."
    )
    actions.judge(by=reporter(), claim=claim, reason="Unapproved words.")
    for path in (changes(claim, 1), changes(claim, 2), changes(claim, 1, 2)):
        page = text(client, path)
        assert "Pending" not in page
        assert "Unapproved" not in page
    assert client.get(changes(claim, 3)).status_code == 404


def test_of_a_withdrawn_check_nothing_is_compared(client: Client) -> None:
    claim = corrected()
    withdraw(claim)
    page = text(client, changes(claim, 2), status=410)
    assert "We quoted the wrong person." in page
    assert STATEMENT not in page
    assert "the wrong month" not in page


@pytest.mark.parametrize("corrections", [1, 4])
def test_a_comparison_costs_three_queries_and_one_when_it_is_known(
    client: Client, corrections: int
) -> None:
    path = changes(corrected(corrections), 2)
    with sql_sent() as sent:
        tag = client.get(path).headers["ETag"]
    assert len(sent) == 3
    with sql_sent() as sent:
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    assert len(sent) == 1
