import re

import pytest
import time_machine
from django.test import Client

from factcheck import actions, counts
from factcheck.models import Check, Claimant, Topic
from factcheck.views.lists import FEW_CORRECTIONS, _described
from newsroom import paging
from tests.factcheck.views.reader import correct, withdraw
from tests.factories import STATEMENT, judged_claim, publish, published_claim, publisher
from tests.support.queries import sql_sent

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
    assert slugs(page) == [newer.slug, older.slug]
    assert "withdrawn claim" not in page
    assert "draft claim" not in page
    assert "Mostly true" in page
    assert "Ana Ruiz" in page


def test_home_tells_the_newest_corrections_and_leads_to_all(client: Client) -> None:
    withdraw(published_claim(statement="The withdrawn claim"))
    for number in range(FEW_CORRECTIONS):
        correct(published_claim(statement=f"Corrected claim {number}"))
    told = page_of(client, "/").partition('id="corrections"')[2]
    assert re.findall("Corrected claim [0-9]", told) == [f"Corrected claim {n}" for n in (2, 1, 0)]
    assert "withdrawn" not in told
    assert 'href="/corrections/"' in told


def test_home_tells_of_a_withdrawal_without_the_claim(client: Client) -> None:
    withdraw(published_claim(statement="The withdrawn claim"))
    told = page_of(client, "/").partition('id="corrections"')[2]
    assert "A check was withdrawn" in told
    assert "The withdrawn claim" not in told


def test_home_without_corrections_has_no_heading_for_them(client: Client) -> None:
    published_claim()
    assert 'id="corrections"' not in page_of(client, "/")


def test_home_searches(client: Client) -> None:
    page = page_of(client, "/")
    assert re.search(r'<form[^>]* role="search" action="/search/" method="get">', page)
    assert '<input id="q" name="q" type="search"' in page


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


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a stretch be of two rows."""
    monkeypatch.setattr(paging.stretch_of, "__defaults__", (2,))


def slugs(page: str) -> list[str]:
    """Return the checks of the list; what was corrected stands below it."""
    return re.findall(r'href="/checks/([^/]+)/"', page.partition('id="corrections"')[0])


def way(page: str, rel: str) -> str:
    """Return where the page leads, older ("next") or newer ("prev")."""
    found = re.search(rf'<a rel="{rel}" href="([^"]+)"', page)
    return found[1] if found else ""


def test_a_list_of_any_length_costs_the_same_and_counts_nothing(
    client: Client, short: None
) -> None:
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    for _ in range(5):
        published_claim(topics=[topic])
    costs = (("/", 3, 3), ("/topics/harbours/", 3, 2), ("/claimants/ana-ruiz/", 3, 2))
    for path, queries, fewer in costs:
        with sql_sent() as sent:
            page = page_of(client, path)
        assert (len(sent), way(page, "prev")) == (queries, "")
        with sql_sent() as further:
            older = page_of(client, path + way(page, "next"))
        assert len(further) == fewer, "none to find the place, none to count ratings"
        assert not any("COUNT(" in sql or "OFFSET" in sql for sql in [*sent, *further])
        canonical = f"https://desk.example.org{path}{way(page, 'next')}"
        assert f'rel="canonical" href="{canonical}"' in older


def test_stretches_have_every_check_once_there_and_back(client: Client, short: None) -> None:
    claims = [published_claim(statement=f"Claim {n}").slug for n in range(5)]
    pages = [page_of(client, "/")]
    while further := way(pages[-1], "next"):
        pages.append(page_of(client, further))
    assert [slugs(page) for page in pages] == [claims[4:2:-1], claims[2:0:-1], claims[:1]]
    back = page_of(client, way(pages[2], "prev"))
    assert slugs(back) == slugs(pages[1])
    assert slugs(page_of(client, way(back, "prev"))) == slugs(pages[0])


def test_checks_of_the_same_moment_are_told_apart(client: Client, short: None) -> None:
    with time_machine.travel("2026-05-01T12:00:00Z", tick=False):
        claims = [published_claim(statement=f"Claim {n}").slug for n in range(4)]
    first = page_of(client, "/")
    second = page_of(client, way(first, "next"))
    assert slugs(first) + slugs(second) == claims[::-1]
    assert way(second, "next") == ""


def test_newer_than_what_is_newest_is_the_first_stretch(client: Client, short: None) -> None:
    claims = [published_claim(statement=f"Claim {n}").slug for n in range(3)]
    assert slugs(page_of(client, f"/?after={claims[1]}")) == claims[:0:-1]


def test_a_place_stays_one_when_its_check_is_withdrawn(client: Client, short: None) -> None:
    claims = [published_claim(statement=f"Claim {n}") for n in range(3)]
    actions.withdraw(by=publisher(), claim=claims[1], reason="Wrong.")
    assert slugs(page_of(client, f"/?before={claims[1].slug}")) == [claims[0].slug]


def test_newer_leads_to_the_first_stretch_when_what_was_newer_is_withdrawn(
    client: Client, short: None
) -> None:
    claims = [published_claim(statement=f"Claim {n}") for n in range(3)]
    newer = way(page_of(client, way(page_of(client, "/"), "next")), "prev")
    assert newer == f"?after={claims[0].slug}"
    for claim in claims[1:]:
        actions.withdraw(by=publisher(), claim=claim, reason="Wrong.")
    assert slugs(page_of(client, f"/{newer}")) == [claims[0].slug]


@pytest.mark.parametrize("query", ["before=", "after=x", "before=draft", "before=a&after=a"])
def test_a_place_that_is_none_does_not_exist(client: Client, query: str) -> None:
    published_claim(statement="a")
    judged_claim(statement="draft")
    response = client.get(f"/?{query}")
    assert response.status_code == 404
    assert response.content == client.get("/nowhere/").content


@pytest.mark.parametrize("name", ["x", "01890a5d-ac96-774b-bcce-b302099a8057", "9" * 400])
def test_a_place_in_the_log_that_is_none_does_not_exist(client: Client, name: str) -> None:
    assert client.get("/corrections/", {"before": name}).status_code == 404


def test_ratings_are_counted_in_the_newest_checks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        published_claim(statement=f"Claim {number}")
    assert "Counted in" not in page_of(client, "/claimants/ana-ruiz/")
    monkeypatch.setattr(counts, "MOST_RATED", 2)
    page = page_of(client, "/claimants/ana-ruiz/")
    assert "Counted in the newest 2 checks." in page
    assert '<td class="number">2</td>' in page


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


def test_a_topic_page_counts_too_and_only_on_its_first_stretch(client: Client, short: None) -> None:
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    for _ in range(3):
        published_claim(topics=[topic])
    published_claim(statement="Of something else")
    first = page_of(client, "/topics/harbours/")
    assert "counts are no score" in first
    assert '<th scope="row">Mostly true</th><td class="number">3</td>' in first
    assert "<table" not in page_of(client, "/topics/harbours/" + way(first, "next"))


def test_a_rating_that_left_the_scale_is_counted_by_its_key(client: Client) -> None:
    published_claim()
    Check.objects.update(rating_key="pants-on-fire")
    assert '<th scope="row">pants-on-fire</th>' in page_of(client, "/claimants/ana-ruiz/")


def test_a_claimant_is_known_by_other_names_and_pages(client: Client) -> None:
    draft = judged_claim()
    Claimant.objects.filter(slug="ana-ruiz").update(
        aliases=["Ana Ruíz", "A. Ruiz"],
        wikidata_id="Q42",
        same_as=["https://press.example.org/ana"],
    )
    publish(draft)
    page = page_of(client, "/claimants/ana-ruiz/")
    assert "<bdi>Ana Ruíz</bdi>" in page
    assert 'href="https://www.wikidata.org/wiki/Q42"' in page
    assert '<a href="https://press.example.org/ana" rel="noopener">press.example.org</a>' in page


def test_only_pages_on_the_web_are_led_to() -> None:
    named = {
        "slug": "a",
        "wikidata_id": "",
        "same_as": ["javascript:alert(1)", "ftp://a.example.org"],
    }
    assert _described([named], {"a"})["pages"] == []


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
