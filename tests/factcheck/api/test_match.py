"""Has this been checked before? Partners ask with texts of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck import actions
from factcheck.api.answers import Found
from factcheck.findable import show_to_desk
from factcheck.matching import Match, find
from factcheck.matching.confidence import SURE
from factcheck.models import Audience, Change, Check, Claim
from factcheck.outbox import announce
from seeds.claim_files import read_claims
from tests import factories
from tests.factcheck.api.asking import GRAIN, MATCH, answer, answers, ask
from tests.factcheck.api.desk import corrected, drafted, published, withdrawn
from tests.factcheck.api.test_leaks import STATES
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def slugs(found: dict[str, Any]) -> list[str]:
    return [match["check"]["slug"] for match in found["matches"]]


@pytest.fixture
def seeded() -> dict[str, Check]:
    """Two of the newsroom's first claims, published, by name."""
    wanted = ("arms-contracts", "rostec-staff")
    seeds = {seed.name: seed for seed in read_claims()}
    return {
        name: published(statement=seeds[name].statement, summary=seeds[name].summary)
        for name in wanted
    }


# What is answered


def test_a_published_check_is_found_in_other_words(client: Client) -> None:
    check = published()
    found = answer(client, GRAIN)
    assert found["index"] == 0
    assert found["is_match"] is True
    assert slugs(found) == [check.slug]
    match = found["matches"][0]
    assert set(match["shared"]) == {"17000", "tons", "grain", "harbour", "May"}
    assert match["explanation"] == f"Shares: {', '.join(match['shared'])}."
    assert SURE < match["confidence"] <= 1


def test_a_check_is_named_as_it_is_everywhere_else(client: Client) -> None:
    check = published()
    (match,) = answer(client, GRAIN)["matches"]
    shown = client.get(f"/api/v1/checks/{check.slug}/").json()
    document = shown["document"]
    assert match["check"] == {
        **{name: shown[name] for name in ("id", "slug", "url", "first_published_at", "updated_at")},
        **{name: document["claim"][name] for name in ("statement", "summary")},
        "language": document["language"],
        "rating": document["rating"],
    }
    assert match["quote"] == document["appearances"][0]["quote"]
    assert match["quote"]["exact"] == factories.claims.WORDS
    assert match["source"] == document["appearances"][0]["source"]


def test_a_document_without_words_of_a_source_has_no_quote() -> None:
    check = Check()
    check.appearances = [{"quote": None, "source": {}, "is_first": True}]  # type: ignore[attr-defined]
    found = Found(Match(1, 0.5, ("a", "b")), check)
    assert found.appearance == {"quote": None, "source": None}


@pytest.mark.parametrize(
    ("first_has_words", "quoted"), [(True, "Harbour speaks"), (False, "Again")]
)
def test_the_first_appearance_is_quoted_if_it_can_be(
    client: Client, first_has_words: bool, quoted: str
) -> None:
    draft, words = drafted(), factories.claims.WORDS
    if not first_has_words:
        draft.appearances.update(passage=None)
    text = factories.source(f"They say it {words}.", title="Again").latest_text
    selection = actions.drafting.Selection(text=text, exact=words)
    actions.add_appearance(
        by=factories.reporter(), claim=draft, source=text.source, selection=selection
    )
    factories.publish(draft)
    (match,) = answer(client, GRAIN)["matches"]
    assert match["source"]["title"] == quoted


def test_what_was_not_checked_is_no_match(client: Client, seeded: dict[str, Check]) -> None:
    for text in ("The moon landing was faked", "Venezuela", "a", "the of and", "🙂", "的"):
        assert answer(client, text)["is_match"] is False, text
    assert answer(client, "The moon landing was faked")["matches"] == []


def test_each_text_has_its_answer_in_order(client: Client, seeded: dict[str, Check]) -> None:
    texts = ["The moon landing was faked", *(check.claim.statement for check in seeded.values())]
    found = answers(client, texts=texts)
    assert [row["index"] for row in found] == [0, 1, 2]
    assert [row["is_match"] for row in found] == [False, True, True]
    assert [slugs(row)[:1] for row in found] == [[], *([check.slug] for check in seeded.values())]


def test_no_more_checks_are_told_than_were_asked_for(client: Client) -> None:
    for town in ("Cadiz", "Genoa", "Haifa", "Izmir", "Jaffa", "Kotor"):
        published(statement=f"The harbour of {town} was closed")
    assert len(answer(client, "The harbour was closed")["matches"]) == 5
    assert len(answer(client, "The harbour was closed", limit=6)["matches"]) == 6
    assert len(answer(client, "The harbour was closed", limit=1)["matches"]) == 1


def test_the_day_of_a_text_speaks_for_checks_of_that_time(client: Client) -> None:
    check = published()
    day = check.first_published_at.date().isoformat()
    words = "The harbour had grain, they told us when we asked again on Tuesday"
    near, far = (answer(client, words, said_on=said) for said in (day, "1999-01-01"))
    assert near["matches"][0]["confidence"] > far["matches"][0]["confidence"]


def test_many_words_in_common_are_told_in_short(client: Client) -> None:
    published(statement="One two three four five six seven eight nine ten eleven twelve")
    (match,) = answer(client, "one two three four five six seven eight nine ten")["matches"]
    words = match["shared"]
    assert len(words) > 8
    said = f"Shares: {', '.join(words[:8])} and {len(words) - 8} more."
    assert match["explanation"] == said


def test_a_check_found_by_beginnings_of_words_says_so() -> None:
    assert Found(Match(1, 0.0, ()), Check()).explanation == "Shares beginnings of words only."


# What is never found


@pytest.mark.parametrize("make", STATES)
def test_what_was_never_published_is_not_found(client: Client, make: Callable[[], object]) -> None:
    make()
    assert answer(client, "A zanzibar statement") == {"index": 0, "is_match": False, "matches": []}


def test_a_draft_of_the_next_version_is_found_by_its_words_once_it_is_published(
    client: Client,
) -> None:
    check = published(statement="The harbour was closed in spring")
    before = answer(client, "harbour closed in spring")
    actions.correct(
        by=factories.publisher(), claim=check.claim, kind="correction", cause="editor_error",
        was_wrong="The place.", what_changed="The place.", why="A reader told us.",
    )  # fmt: skip
    actions.edit(by=factories.reporter(), claim=check.claim)
    Claim.objects.filter(pk=check.claim_id).update(statement="Zanzibar airport shut")
    show_to_desk([check.claim])
    assert find("Zanzibar airport shut", Audience.DESK)[0].is_same
    assert answer(client, "Zanzibar airport shut")["matches"] == []
    assert answer(client, "harbour closed in spring") == before
    factories.publish(check.claim)
    assert slugs(answer(client, "Zanzibar airport shut")) == [check.slug]
    assert answer(client, "harbour closed in spring")["is_match"] is False


def test_a_withdrawn_check_is_not_found(client: Client) -> None:
    withdrawn(published())
    assert answer(client, GRAIN)["matches"] == []


def test_a_check_withdrawn_while_it_is_looked_for_is_not_shown(client: Client) -> None:
    check = published()
    Check.objects.filter(pk=check.pk).update(
        withdrawn_at=check.updated_at, withdrawal_reason="x", withdrawn_by=factories.publisher()
    )
    announce(check, Change.Kind.WITHDRAWN)
    assert answer(client, GRAIN) == {"index": 0, "is_match": False, "matches": []}


# What it costs


@pytest.mark.parametrize("checks", [1, 3])
def test_a_text_costs_a_query_and_all_checks_cost_another(client: Client, checks: int) -> None:
    for n in range(checks):
        corrected(published(statement=f"Number {n} went through the harbour in May"))
    for texts in (1, 10):
        with sql_sent() as sent:
            found = answers(client, texts=[GRAIN] * texts)
        assert [len(row["matches"]) for row in found] == [checks] * texts
        assert len(sent) == texts + 1


def test_each_text_counts_as_a_request(client: Client) -> None:
    def left(response: Any) -> int:
        return int(response["RateLimit"].split(";")[1].removeprefix("r="))

    first = left(ask(client, text=GRAIN))
    assert left(ask(client, texts=[GRAIN] * 100)) == first - 100
    assert left(ask(client, texts=[""] * 100)) == first - 101


def test_three_batches_a_minute_are_read_and_then_it_says_when(client: Client) -> None:
    statuses = [ask(client, texts=["grain"] * 100).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert int(ask(client, text="grain")["Retry-After"]) > 0


# Who may ask


def test_the_address_has_a_slash_or_none(client: Client) -> None:
    published()
    with_slash, without = ask(client, text=GRAIN), ask(client, MATCH.rstrip("/"), text=GRAIN)
    assert with_slash.status_code == without.status_code == 200
    assert with_slash.json() == without.json()


def test_a_page_elsewhere_may_ask_without_cookies() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"Origin": "https://partner.example.org"})
    wants = {"Access-Control-Request-Method": "POST"}
    preflight = strict.options(MATCH, headers=wants)
    assert "POST" in preflight["Access-Control-Allow-Methods"]
    response = ask(strict, text=GRAIN)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
