"""Answers in part: `fields`, `omit`, `expand`, `count`, and words to look for."""

import json

import pytest
from django.test import Client

from factcheck import actions
from tests import factories
from tests.factcheck.api.asking import refusal
from tests.factcheck.api.desk import corrected, drafted, get, published, slugs, withdrawn

pytestmark = pytest.mark.django_db


def test_fields_keep_what_they_name_as_deep_as_the_document_goes(client: Client) -> None:
    check = published(topics=["grain", "oil"])
    document = check.publication.document
    asked = "fields=slug,document.rating.key,document.claim.topics.slug,evidence.links"
    (row,) = get(client, f"checks/?{asked}")["results"]
    assert row == {
        "slug": check.slug,
        "evidence": {"links": check.evidence_state["links"]},
        "document": {
            "rating": {"key": document["rating"]["key"]},
            "claim": {"topics": [{"slug": "grain"}, {"slug": "oil"}]},
        },
    }
    assert get(client, f"checks/{check.slug}/?{asked}") == row


def test_omit_leaves_out_what_it_names(client: Client) -> None:
    check = published()
    whole = get(client, f"checks/{check.slug}/")
    some = get(client, f"checks/{check.slug}/?omit=document.evidence,review.since,publication")
    del whole["document"]["evidence"], whole["review"]["since"], whole["publication"]
    assert some == whole


def test_the_rest_is_as_it_was(client: Client) -> None:
    check = published()
    whole = get(client, f"claims/{check.slug}/")
    some = get(client, f"claims/{check.slug}/?fields=appearances,slug&omit=appearances.quote")
    for row in whole["appearances"]:
        del row["quote"]
    assert some == {"slug": check.slug, "appearances": whole["appearances"]}
    all_of_it = get(client, f"claims/{check.slug}/?fields=appearances.n,appearances")
    assert all_of_it == {"appearances": get(client, f"claims/{check.slug}/")["appearances"]}


def test_of_a_tombstone_there_is_what_there_is(client: Client) -> None:
    withdrawn(published())
    (row,) = get(client, "checks/?status=all&fields=status,document.rating")["results"]
    assert row == {"status": "withdrawn"}


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("fields=nothing", "fields", "Known: document, evidence, first_published_at, id,"),
        ("omit=document.nothing", "omit", "Known in “document”: appearances, claim,"),
        ("fields=slug.of", "fields", "“slug” has none within."),
        ("fields=slug,", "fields", "“” is not a field here."),
        ("fields=" + ",".join(["slug"] * 101), "fields", "at most 100 names"),
        ("fields=" + "x" * 2000, "fields", "is not a field here"),
        ("fields=__class__", "fields", "is not a field here"),
        ("fields=publication.document", "fields", "Known in “publication”: published_at,"),
        ("expand=publication", "expand", "is not a parameter"),
        ("count=yes", "count", "Give true or false."),
        ("q=" + "x" * 301, "q", "300"),
        ("q=%00", "q", ""),
        ("evidence=1", "evidence", "UUID"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_what_can_is_named(
    client: Client, query: str, field: str, said: str
) -> None:
    refused = refusal(client.get(f"/api/v1/checks/?{query}"))
    assert list(refused) == [field]
    assert said in refused[field]
    assert len(refused[field]) < 500


def test_nothing_else_can_be_expanded(client: Client) -> None:
    refused = refusal(client.get("/api/v1/changes/?expand=check,claim__author"))
    assert refused == {"expand": "“claim__author” cannot be expanded here. Known: check."}


def test_a_claim_review_is_whole(client: Client) -> None:
    address = f"/api/v1/checks/{published().slug}/claimreview/"
    assert list(refusal(client.get(f"{address}?fields=slug"))) == ["fields"]


@pytest.mark.parametrize("resource", ["changes", "corrections"])
def test_expand_shows_a_check_as_it_is_now(client: Client, resource: str) -> None:
    check = corrected(published())
    whole = get(client, f"checks/{check.slug}/")
    rows = get(client, f"{resource}/?expand=check")["results"]
    assert [row["check"] for row in rows] == [whole] * len(rows)
    named = get(client, f"{resource}/?expand=check&fields=check.document.version")["results"]
    assert {row["check"]["document"]["version"] for row in named} == {2}
    withdrawn(check)
    rows = get(client, f"{resource}/?expand=check")["results"]
    assert [row["check"] for row in rows] == [get(client, f"checks/{check.slug}/")] * len(rows)


@pytest.mark.parametrize("resource", ["changes", "corrections"])
def test_what_is_expanded_is_in_the_version_of_the_answer(client: Client, resource: str) -> None:
    check = corrected(published())
    tag = client.get(f"/api/v1/{resource}/?expand=check")["ETag"]
    check.review_note = "It stands."
    check.save(update_fields=["review_note"])
    headers = {"If-None-Match": tag}
    assert client.get(f"/api/v1/{resource}/?expand=check", headers=headers).status_code == 200


def test_a_document_goes_out_as_the_database_has_it_and_reads_the_same(client: Client) -> None:
    check = published(statement="“Zitat”  , with \\ and \u2028 and 漢字 🙂")
    body = client.get(f"/api/v1/checks/{check.slug}/").content
    assert json.loads(body)["document"] == check.publication.document


def test_a_count_is_only_given_where_it_is_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        published(statement=f"Claim {n}")
    assert "count" not in get(client, "checks/")
    page = get(client, "checks/?count=true&page_size=1")
    assert page["count"] == {"value": 3, "is_exact": True}
    assert get(client, page["next"])["count"] == {"value": 3, "is_exact": True}
    assert get(client, "checks/?count=true&topic=none")["count"]["value"] == 0
    monkeypatch.setattr("newsroom.api.pagination.MOST_COUNTED", 2)
    assert get(client, "checks/?count=true")["count"] == {"value": 2, "is_exact": False}


# Words


def test_words_narrow_a_list_and_leave_its_order(client: Client) -> None:
    for n in range(3):
        published(statement=f"Number {n} went through the harbour")
    published(statement="Something else")
    found = [f"number-{n}-went-through-the-harbour" for n in (2, 1, 0)]
    assert slugs(client, "checks/?q=harbours")[:3] == found
    page = get(client, "claims/?q=harbours&page_size=2")
    assert [row["slug"] for row in page["results"]] == found[:2]
    assert slugs(client, page["next"])[:1] == found[2:]
    assert slugs(client, "checks/?q=harbours&rating=false") == []


@pytest.mark.parametrize("words", ["zzzz", "!!!", "the", "🙂", "' OR 1=1 --", "a:* & !b", "\u200d"])
def test_whatever_is_typed_is_words(client: Client, words: str) -> None:
    published()
    response = client.get("/api/v1/checks/", {"q": words})
    assert response.status_code in (200, 400)
    assert response.status_code == 200 or list(refusal(response)) == ["q"]


def test_words_find_nothing_that_is_not_public(client: Client) -> None:
    drafted(statement="Zanzibar is a draft")
    check = published(statement="Zanzibar was public")
    actions.correct(
        by=factories.publisher(),
        claim=check.claim,
        kind="correction",
        cause="editor_error",
        was_wrong="x",
    )
    actions.judge(by=factories.reporter(), claim=check.claim, reason="Quagga")
    assert slugs(client, "checks/?q=zanzibar") == [check.slug]
    assert slugs(client, "checks/?q=quagga") == []
    withdrawn(check)
    assert slugs(client, "checks/?status=all&q=zanzibar") == []
