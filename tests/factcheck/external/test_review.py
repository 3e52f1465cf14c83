"""What is odd in ClaimReview as it comes, one oddity a test."""

from typing import Any

import pytest

from factcheck.external.rating import Scale
from factcheck.external.review import Review, read_review
from tests.factcheck.external.reviews import rated, review

pytestmark = pytest.mark.django_db


def read(base: str = "", **changes: Any) -> Review:
    return read_review(review(**changes), Scale(), base)


def rating(given: Any) -> tuple[str, list[str]]:
    found = read(reviewRating=given)
    return (found.rating.key if found.rating else "", found.remarks)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (rated("Falso"), "false"),
        (rated("FALSE!"), "false"),
        (rated("Verdad a medias"), "half-true"),
        (rated("Enganoso"), "misleading"),
        (rated("Pants on Fire", 1, 6, 1), "false"),
        (rated("Mostly False", 3, 6, 1), "mostly-false"),
        (rated("Falso", "5", "1", "5"), "false"),  # written upside down, and saying so
        (rated("", "1", "5", "1"), "false"),
        (rated("", "5", "1", "5"), "false"),
        (rated("", 4, 5, 1), "mostly-true"),
        (rated("4", 4, 5, 1), "mostly-true"),
        (rated("", "10", "10", "0"), "true"),
        (rated("", 0, 1, 0), "false"),
        ("False", "false"),
        ([rated("False")], "false"),
    ],
)
def test_a_rating_is_ours_where_word_or_number_is_certain(given: Any, key: str) -> None:
    assert rating(given)[0] == key


def test_what_steers_a_terminal_is_left_out_wherever_it_stands() -> None:
    found = read(claimReviewed="It\x1b[2J\0 said\x9b", url="http://\x1b]0;", inLanguage="\x1b")
    printed = [found.claim_reviewed, *found.problems, *found.remarks, str(found.raw)]
    assert printed[0] == "It[2J said"
    assert not any(sign in text for text in printed for sign in "\0\x1b\x9b")


def test_tags_in_tags_without_end_are_taken_out_of_a_text() -> None:
    assert read(name="<b>Bold</b>" + "<a" * 2_000).title.startswith("Bold")
    assert "<b>" not in read(name="<" * 60 + "b>" * 60 + "<b>Bold").title


@pytest.mark.parametrize(
    "given",
    [
        rated("Full Flop"),
        rated("Satire", 1, 5, 1),  # a number does not say what a word we do not know means
        rated("", 2, 6, 1),  # five steps are not four
        rated("", 3),
        rated("", "1e999", 5, 1),
        rated("", "1e9999999", 5, 1),
        rated("", 1, "1e-9999999", 0),
        rated("", 1, "1e-9999999", "2e-9999999"),
        rated("", "NaN", 5, 1),
        rated("", 7, 5, 1),
        rated("", 3, 3, 3),
        rated("", "three", "five", "one"),
        rated("🙂"),
        None,
        [],
        7,
        {},
    ],
)
def test_a_rating_is_none_of_ours_where_that_is_not_certain(given: Any) -> None:
    assert rating(given)[0] == ""


def test_a_number_that_says_otherwise_than_its_word_is_told() -> None:
    key, remarks = rating(rated("False", 5, 5, 1))
    assert (key, len(remarks)) == ("false", 1)
    assert "otherwise" in remarks[0]


def test_a_rating_is_kept_as_it_was_given() -> None:
    assert read(reviewRating=rated("Falso", "5", "1", "5")).rating_given == "Falso · 5 (5–1)"
    assert read(reviewRating=rated("", 3)).rating_given == "3"
    assert read(reviewRating=None).remarks == ["It has no rating."]


def test_the_newsrooms_own_label_counts_before_the_table() -> None:
    from factcheck.models import Rating  # noqa: PLC0415 - beside what it changes

    Rating.objects.filter(key="misleading").update(label="Mixture")
    assert rating(rated("Mixture"))[0] == "misleading"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"@type": "Organization", "name": "A, B & Co"}, "A, B & Co"),
        ("The Checkers", "The Checkers"),
        ([{"name": "Ana"}, {"name": "Berta"}], "Ana, Berta"),
        ([{"@type": "Organization", "url": "https://x.example.org"}], "checkers.example.org"),
        (None, "checkers.example.org"),
        ("", "checkers.example.org"),
        (7, "checkers.example.org"),
    ],
)
def test_who_checked_is_named_and_be_it_by_the_host(author: Any, name: str) -> None:
    assert read(author=author).publisher == name


def test_a_publisher_stands_for_a_missing_author() -> None:
    assert read(author=None, publisher={"name": "The House"}).publisher == "The House"


@pytest.mark.parametrize("item", [None, [], {}, "https://press.example.org/1", [None], 7])
def test_a_review_of_who_knows_whose_claim_is_taken(item: Any) -> None:
    found = read(itemReviewed=item)
    assert (found.problems, found.claimant, found.said.iso()) == ([], "", None)


def test_a_claim_that_stands_in_the_item_is_read_there() -> None:
    item = {"@type": "Claim", "name": "It rained", "author": ["Ana", {"name": "The Council"}]}
    found = read(claimReviewed="", itemReviewed=item)
    assert (found.claim_reviewed, found.claimant) == ("It rained", "Ana, The Council")


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2020-10-07 20:05", "2020-10-07"),
        ("2020-10-07T00:00:00+02:00", "2020-10-07"),
        ("2020-10", "2020-10"),
        ("2020", "2020"),
        (2020, "2020"),
        ("7 October 2020", "2020-10-07"),
        ("", None),
        ([], None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_known(told: Any, day: str | None) -> None:
    found = read(datePublished=told)
    assert (found.published.iso(), found.remarks) == (day, [])


@pytest.mark.parametrize("told", ["10/07/2020", "soon", "2020-13-45", "0000-00-00", 1e300])
def test_a_date_that_cannot_be_read_is_told_and_costs_nothing_else(told: Any) -> None:
    found = read(datePublished=told)
    assert (found.published.iso(), found.problems, len(found.remarks)) == (None, [], 1)


def test_a_claim_dated_later_than_its_review_is_told() -> None:
    assert read(datePublished="2018-01-01").remarks == ["The claim is dated later than the review."]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("It said &quot;no&quot; &amp; left", 'It said "no" & left'),
        ("<p>It is <b>over</b></p>", "It is over"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("ten\u00a0tons\u2028 of\n grain", "ten tons of grain"),
        ("a\0b\ud800", "ab?"),
        ({"@value": "It rained", "@language": "en"}, "It rained"),
        (["It rained", "It snowed"], "It rained"),
    ],
)
def test_words_are_read_as_people_read_them(told: Any, text: str) -> None:
    assert read(claimReviewed=told).claim_reviewed == text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"claimReviewed": "", "itemReviewed": None}, "which claim was reviewed"),
        ({"claimReviewed": True, "itemReviewed": None}, "which claim was reviewed"),
        ({"claimReviewed": "x" * 5_001}, "longer than 5000 characters"),
        ({"claimReviewed": "Espa\ufffda"}, "not all UTF-8"),
        ({"url": None}, "where it stands"),
        ({"url": "javascript:alert(1)"}, "is none"),
        ({"url": "/check/1"}, "is none"),
        ({"url": "http://[::1"}, "is none"),
        ({"url": "https://a.example.org/" + "x" * 3_000}, "is none"),
        ({"url": "https://desk.example.org/checks/ours/"}, "check of our own"),
        ({" given twice": ["url"]}, "“url” is given twice"),
    ],
)
def test_what_cannot_be_taken_says_why(changes: dict[str, Any], why: str) -> None:
    (problem,) = read(**changes).problems
    assert why in problem


def test_an_address_is_read_from_where_the_review_stands() -> None:
    base = "https://checkers.example.org/page/"
    assert read(base, url="../check/1").url == "https://checkers.example.org/check/1"
    assert read(base, url=None).url == base
    assert read("", url=None, **{"@id": "https://c.example.org/7"}).url == "https://c.example.org/7"


def test_a_long_review_is_kept_without_its_largest_parts() -> None:
    found = read(reviewBody="x" * 50_000)
    assert "reviewBody" not in found.raw
    assert found.raw["claimReviewed"] == found.claim_reviewed
    assert read(deep={"a\0": ["\0", float("inf")]}).raw["deep"] == {"a": ["", "inf"]}
