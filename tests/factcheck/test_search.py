"""What was found is counted by what it can be narrowed by, and narrowed by what is chosen."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import LazySettings

from factcheck import hits
from factcheck import search as searching
from factcheck.facets import MOST_OPTIONS, Facet, language_name
from factcheck.models import Claim, Topic
from factcheck.search import Found, Wanted, search
from tests.factories import published_claim
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def topic(name: str) -> Topic:
    return Topic.objects.get_or_create(slug=name.lower(), defaults={"name": name})[0]


def facet(found: Found, name: str) -> Facet:
    return next(one for one in found.facets if one.name == name)


def counts(found: Found, name: str) -> dict[str, int]:
    return {option.label: option.count for option in facet(found, name).options}


@pytest.fixture
def three() -> list[Claim]:
    """Three checks on harbours: two on ports, one on fish as well, one of them in Spanish."""
    return [
        published_claim(statement="The harbour was closed", topics=[topic("Ports")]),
        published_claim(statement="A harbour of fish", topics=[topic("Ports"), topic("Fish")]),
        published_claim(statement="El puerto es un harbour", language="es"),
    ]


def test_what_was_found_is_counted_by_each_facet(three: list[Claim]) -> None:
    found = search(Wanted("harbour"))
    assert len(found) == 3
    assert counts(found, "rating") == {"Mostly true": 3}
    assert counts(found, "topic") == {"Ports": 2, "Fish": 1}
    assert counts(found, "language") == {"English": 2, "Spanish": 1}
    assert list(counts(found, "year").values()) == [3]


def test_options_are_counted_within_what_the_other_facets_leave(three: list[Claim]) -> None:
    found = search(Wanted("harbour", topic="ports"))
    assert {result.check.claim_id for result in found[:20]} == {three[0].pk, three[1].pk}
    assert counts(found, "topic") == {"Ports": 2, "Fish": 1}  # what another choice would leave
    assert counts(found, "language") == {"English": 2}
    chosen = facet(found, "topic").chosen
    assert chosen
    assert (chosen.label, chosen.count) == ("Ports", 2)
    both = search(Wanted("harbour", topic="fish", language="es"))
    assert len(both) == 0
    assert counts(both, "topic") == {}
    assert (facet(both, "topic").chosen.label, facet(both, "topic").chosen.count) == ("Fish", 0)


def test_options_can_be_chosen_and_taken_back_by_address(three: list[Claim]) -> None:
    found = search(Wanted("a harbour & more", language="en"))
    options = {option.value: option.address for option in facet(found, "topic").options}
    assert options["fish"] == "?q=a+harbour+%26+more&language=en&topic=fish"
    assert facet(found, "language").without == "?q=a+harbour+%26+more"


def test_the_year_is_that_of_the_first_publication_in_the_editorial_time_zone(
    settings: LazySettings,
) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    with time_machine.travel(datetime(2024, 12, 31, 23, tzinfo=UTC)):
        made = published_claim(statement="The harbour was closed")
    found = search(Wanted("harbour", year="2025"))
    assert [result.check.claim_id for result in found[:20]] == [made.pk]
    assert len(search(Wanted("harbour", year="2024"))) == 0


@pytest.mark.parametrize("name", ["rating", "topic", "year", "language"])
def test_a_value_that_does_not_exist_leaves_nothing(three: list[Claim], name: str) -> None:
    found = search(Wanted("harbour", **{name: "<none>"}))
    assert len(found) == 0
    assert facet(found, name).chosen.label == "<none>"
    assert facet(found, name).without == "?q=harbour"


def test_topics_are_those_of_the_publication(three: list[Claim]) -> None:
    three[0].topics.add(topic("Secret"))
    assert "Secret" not in counts(search(Wanted("harbour")), "topic")


def test_no_more_options_are_offered_than_help() -> None:
    many = [topic(f"Topic {nth}") for nth in range(MOST_OPTIONS + 3)]
    published_claim(statement="The harbour was closed", topics=many)
    found = search(Wanted("harbour", topic=many[-1].slug))
    assert len(facet(found, "topic").options) == MOST_OPTIONS
    assert facet(found, "topic").chosen.label == many[-1].name


def test_a_search_is_a_query_and_a_page_one_more_until_it_is_not_the_first(
    three: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    with sql_sent() as sent:
        found = search(Wanted("harbour"))
        assert found.facets
    assert len(sent) == 1
    with sql_sent() as sent:
        first = list(found[:20])
    assert len(sent) == 1, "to mark the words"
    monkeypatch.setattr(hits, "PER_PAGE", 1)
    with sql_sent() as sent:
        again = list(search(Wanted("harbour"))[:20])
    assert len(sent) == 3, "two of three were not opened with the search"
    assert again == first
    for one, other in zip(again, first, strict=True):
        assert one.check.said == other.check.said
        assert one.check.rated == other.check.rated
        assert one.check.said_by == other.check.said_by
        assert one.check.get_absolute_url() == other.check.get_absolute_url()
    monkeypatch.setattr(searching, "MOST", 2)
    assert search(Wanted("harbour")).is_cut


def test_results_have_claim_and_reason_with_the_words_found(three: list[Claim]) -> None:
    result = search(Wanted("port fish"))[:1][0]
    assert [piece.text for piece in result.statement if piece.is_found] == ["fish"]
    assert [piece.text for piece in result.reason if piece.is_found] == ["port's"]


def test_what_an_address_asks_for_is_cut_and_cleared_of_what_nobody_sees() -> None:
    wanted = Wanted.asked(
        {"q": "  a\u0000\ud800\u202eb\n c\u200cd " + "x" * 100_000, "topic": "y" * 5_000, "z": "1"}
    )
    assert wanted.words.startswith("a b c\u200cd xxx")
    assert len(wanted.words) == searching.LONGEST
    assert wanted.chosen == {"topic": "y" * searching.LONGEST_VALUE}
    assert set(wanted.parameters) == {"q", "topic"}


def test_languages_are_named_in_the_language_of_the_interface() -> None:
    assert language_name("es", "en") == "Spanish"
    assert language_name("es", "es") == "español"
    assert language_name("pt-BR", "en") == "Portuguese (Brazil)"
    assert language_name("xx-nonsense-tag", "en") == "xx-nonsense-tag"
