"""The index follows the claims, and can be made anew."""

import pytest
from django.core.management import call_command

from factcheck import actions
from factcheck.findable import show_to_desk, show_to_readers
from factcheck.indexing import forget, recount, recount_where_needed
from factcheck.matching import find, ranked
from factcheck.models import (
    Audience,
    SearchEntry,
    SearchPosting,
    SearchStatistics,
    SearchTerm,
)
from tests.factories import claim, judged_claim, published_claim, publisher

pytestmark = pytest.mark.django_db


def postings() -> set[tuple[int, int, str, float]]:
    """All postings by claim, those without an entry by 0."""
    claims = dict(SearchEntry.objects.values_list("pk", "claim"))
    rows = SearchPosting.objects.values_list("entry_id", "audience", "lexeme", "weight")
    return {
        (claims.get(entry, 0), audience, lexeme, round(weight, 6))
        for entry, audience, lexeme, weight in rows
    }


def test_an_index_made_anew_is_the_one_that_was_kept_up() -> None:
    claim(statement="A draft about lighthouses")
    published_claim(statement="The harbour was closed for forty days")
    kept = postings()
    SearchEntry.objects.all().delete()
    assert {made for made, *_ in postings()} == {0}
    call_command("index_search", processes=1)
    assert postings() == kept


@pytest.mark.django_db(transaction=True)
def test_several_processes_make_the_same_index_as_one() -> None:
    for number in range(5):
        claim(statement=f"The harbour of town {number} was closed")
    published_claim(statement="The harbour was closed for forty days")
    kept = postings()
    SearchPosting.objects.all().delete()
    SearchEntry.objects.all().delete()
    call_command("index_search", processes=2)
    assert postings() == kept


def test_an_index_made_anew_lets_readers_find_nothing_that_was_withdrawn() -> None:
    made = published_claim(statement="The harbour was closed for forty days")
    actions.withdraw(by=publisher(), claim=made, reason="It rests on a forgery.")
    show_to_readers(made.publications.all())  # as an index that is out of date
    assert ranked("harbour", Audience.READERS, 10)
    call_command("index_search", processes=1)
    assert not ranked("harbour", Audience.READERS, 10)


def test_inflected_words_are_found_in_each_language() -> None:
    english = claim(statement="The harbours were closed", language="en")
    german = claim(statement="Die Häfen wurden geschlossen", language="de")
    assert ranked("closing harbour", Audience.DESK, 10) == [english.pk]
    assert ranked("Häfen schließen geschlossen", Audience.DESK, 10) == [german.pk]


@pytest.mark.parametrize(
    ("language", "statement", "asked"),
    [
        ("en", "They gave $17,000 in gifts", "17000"),
        ("en", "They gave 17 000 dollars", "17,000"),
        ("es", "El ministro Serguéi Lavrov llegó", "serguei"),
        ("en", "It happened in the #HarbourStrike", "harbour strike"),
        ("en", "The harbour strike", "#HarbourStrike https://t.co/strike"),
        ("en", "The U.S. sent ships", "us"),
        ("en", "A nine-month strike", "months nine"),
        ("en", "It’s the harbour's strike", "harbour"),
        ("ru", "Кремль отозвал специалистов", "специалисты Кремля"),
    ],
)
def test_words_are_found_however_they_are_written(
    language: str, statement: str, asked: str
) -> None:
    made = claim(statement=statement, language=language)
    assert ranked(asked, Audience.DESK, 10) == [made.pk]


def test_an_edit_leaves_none_of_the_old_words_behind() -> None:
    made = claim(statement="The harbour was closed for forty days")
    made.statement = "The airport was open"
    made.save()
    show_to_desk([made])
    assert not ranked("harbour", Audience.DESK, 10)
    assert ranked("airport", Audience.DESK, 10) == [made.pk]


def test_what_many_claims_say_counts_less_than_what_few_do() -> None:
    common = [claim(statement=f"The minister spoke of harbour {n}") for n in range(6)]
    rare = claim(statement="The minister spoke of lighthouses")
    best = find("minister lighthouses", Audience.DESK)
    assert best[0].claim_id == rare.pk
    assert best[0].shared == ("lighthouses", "minister")
    assert {match.claim_id for match in best[1:]} == {one.pk for one in common}


def test_words_are_counted_anew_when_claims_were_added() -> None:
    claim(statement="The harbour was closed")
    assert recount_where_needed() == 1
    assert recount_where_needed() == 0
    assert SearchStatistics.objects.get(audience=Audience.DESK).entries == 1


def test_counting_leaves_what_is_found_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.indexing.COUNTED_LIVE", 2)
    monkeypatch.setattr("factcheck.matching.ranking.COUNTED_LIVE", 2)
    for number in range(4):
        claim(statement=f"The harbour of town {number} was closed")
    before = find("closed harbours of town 2", Audience.DESK)
    recount(Audience.DESK)
    assert SearchTerm.objects.filter(lexeme="english:harbour", entries=4).exists()
    assert SearchTerm.objects.filter(lexeme="english:harb*", entries=4).exists()
    after = find("closed harbours of town 2", Audience.DESK)
    assert [match.claim_id for match in after] == [match.claim_id for match in before]


def test_words_of_a_verdict_are_found_too() -> None:
    judged = judged_claim(statement="The airport was open")
    judged.verdict.explanation = "We rang the harbour master."
    judged.verdict.save()
    show_to_desk([judged])
    said = claim(statement="The harbour was closed")
    assert ranked("harbour", Audience.DESK, 10) == [said.pk, judged.pk]
    assert ranked("harbour master", Audience.DESK, 10) == [judged.pk, said.pk]


def test_a_forgotten_claim_leaves_no_posting_behind() -> None:
    made = claim(statement="The harbour was closed")
    assert postings()
    forget([made.pk], Audience.DESK)
    assert not SearchPosting.objects.exists()
