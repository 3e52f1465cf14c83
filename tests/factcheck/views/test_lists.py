import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck import actions
from factcheck.models import Check, Claimant, Topic
from factcheck.views import lists
from tests.factories import STATEMENT, judged_claim, publish, published_claim, publisher

pytestmark = pytest.mark.django_db


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_home_lists_standing_checks_newest_first_and_nothing_else(client: Client) -> None:
    older = published_claim(statement="The older claim")
    newer = published_claim(statement="The newer claim")
    withdrawn = published_claim(statement="The withdrawn claim")
    actions.withdraw(by=publisher(), claim=withdrawn, reason="Wrong.")
    judged_claim(statement="The draft claim")
    page = page_of(client, "/")
    assert re.findall(r'href="/checks/([^/]+)/"', page) == [newer.slug, older.slug]
    assert "withdrawn claim" not in page
    assert "draft claim" not in page
    assert "Mostly true" in page
    assert "Ana Ruiz" in page


def test_home_with_nothing_published_says_so(client: Client) -> None:
    assert "Nothing has been published yet." in page_of(client, "/")


def test_home_shows_the_document_and_not_the_draft(client: Client) -> None:
    claim = published_claim()
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="A word."
    )
    claim.statement = "Something nobody approved"
    claim.save()
    assert STATEMENT in page_of(client, "/")
    assert "nobody approved" not in page_of(client, "/")


def test_a_list_of_any_length_costs_the_same(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists.page_of, "__defaults__", (2,))
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    for _ in range(3):
        published_claim(topics=[topic])
    for path, queries in (("/", 3), ("/topics/harbours/", 3), ("/claimants/ana-ruiz/", 6)):
        with django_assert_num_queries(queries):
            page = page_of(client, path)
        assert "Page 1 of 2" in page
        older = page_of(client, f"{path}?page=2")
        assert 'rel="prev"' in older
        assert f'rel="canonical" href="https://desk.example.org{path}?page=2"' in older


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "9" * 400, "1e3", "<b>"])
def test_a_page_that_is_none_does_not_exist(client: Client, number: str) -> None:
    published_claim()
    response = client.get("/", {"page": number})
    assert response.status_code == 404
    assert response.content == client.get("/nowhere/").content


def test_a_topic_exists_once_a_standing_check_has_it(client: Client) -> None:
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    draft = judged_claim(topics=[topic])
    assert client.get("/topics/harbours/").content == client.get("/topics/none/").content
    publish(draft)
    assert STATEMENT in page_of(client, "/topics/harbours/")
    assert "Harbours" in page_of(client, "/")
    actions.withdraw(by=publisher(), claim=draft, reason="Wrong.")
    assert client.get("/topics/harbours/").status_code == 404
    assert "Harbours" not in page_of(client, "/")


def test_a_claimant_page_counts_and_says_that_counts_are_no_score(client: Client) -> None:
    published_claim()
    published_claim(statement="Another claim")
    page = page_of(client, "/claimants/ana-ruiz/")
    assert "counts are no score" in page
    assert '<th scope="row">Mostly true</th><td class="number">2</td>' in page


def test_somebody_who_is_only_cited_gets_no_counts(client: Client) -> None:
    claim = judged_claim()
    cited = Claimant.objects.create(name="The port office", slug="port-office")
    claim.claim_claimants.create(claimant=cited, part="cited")
    publish(claim)
    page = page_of(client, "/claimants/port-office/")
    assert STATEMENT in page
    assert "<table" not in page


def test_a_claimant_is_described_as_published_and_not_as_edited_since(client: Client) -> None:
    published_claim()
    Claimant.objects.update(name="Changed by a reporter", description="Unapproved words")
    page = page_of(client, "/claimants/ana-ruiz/")
    assert "Ana Ruiz" in page
    assert "Changed by a reporter" not in page
    assert "Unapproved" not in page


def test_the_address_of_a_merged_claimant_leads_on(client: Client) -> None:
    published_claim()
    target = Claimant.objects.create(name="Ana Ruiz M.", slug="ana-ruiz-m")
    Claimant.objects.filter(slug="ana-ruiz").update(merged_into=target)
    response = client.get("/es/claimants/ana-ruiz/")
    assert (response.status_code, response["Location"]) == (301, "/es/claimants/ana-ruiz-m/")
    assert STATEMENT in page_of(client, "/claimants/ana-ruiz-m/")


def test_a_merged_claimant_of_no_published_check_does_not_exist(client: Client) -> None:
    target = Claimant.objects.create(name="Nobody", slug="nobody")
    Claimant.objects.create(name="No one", slug="no-one", merged_into=target)
    assert client.get("/claimants/no-one/").content == client.get("/claimants/none/").content


def test_a_list_is_not_sent_again_while_nothing_changed(client: Client) -> None:
    published_claim()
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"if-none-match": tag}).status_code == 304
    Check.objects.update(under_review_since="2026-01-01T00:00Z")
    assert client.get("/", headers={"if-none-match": tag}).status_code == 200
