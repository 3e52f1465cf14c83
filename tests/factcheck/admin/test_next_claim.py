"""After a claim the workbench goes on to the next, with what the two share."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.models import Appearance
from sources.models import Source
from tests.factcheck.admin.pages import Answers, answers, desk_of, filled_in
from tests.factories import reporter, source

pytestmark = pytest.mark.django_db

TEXT = "One ship sank. Two ships came. Three ships left.\n\nFour ships stayed. Five burned."


@pytest.fixture
def article() -> Source:
    return source(TEXT, title="Ships", language="en")


@pytest.fixture
def client() -> Client:
    return desk_of(reporter())


def bench_of(article: Source) -> str:
    return reverse("admin:sources_source_workbench", args=[article.pk])


def split(client: Client, article: Source, **given: str) -> str:
    """Split out a claim and return the address that it leads to."""
    form = answers(client, bench_of(article), "split-form") | {"statement": "A claim"} | given
    response = client.post(bench_of(article), form)
    assert response.status_code == 302
    return response.headers["Location"]


def opened(client: Client, address: str) -> Answers:
    return filled_in(client.get(address).content, "split-form")


def test_the_sentence_behind_the_words_comes_next(client: Client, article: Source) -> None:
    form = opened(client, split(client, article, first="2"))
    assert (form["first"], form["last"]) == ("3", "3")


def test_what_is_claimed_already_is_passed_over(client: Client, article: Source) -> None:
    split(client, article, exact="ships left")
    form = opened(client, split(client, article, exact="Two ships came."))
    assert form["first"] == "4"


def test_the_sentence_that_was_asked_for_goes_before(client: Client, article: Source) -> None:
    form = opened(client, split(client, article, first="3", following="1"))
    assert form["first"] == "1"


def test_behind_the_last_sentence_nothing_is_chosen(client: Client, article: Source) -> None:
    form = opened(client, split(client, article, first="5"))
    assert "first" not in form


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 5_000, "\u0661", "1.5"])
def test_a_place_that_is_none_chooses_no_later_sentence(
    client: Client, article: Source, after: str
) -> None:
    response = client.get(bench_of(article), {"after": after})
    assert response.status_code == 200
    assert filled_in(response.content, "split-form").get("first") in {None, "2"}


def test_who_said_it_and_when_are_kept_for_the_next_claim(client: Client, article: Source) -> None:
    said = {
        "claimant": "Port authority",
        "claimant_kind": "organisation",
        "title_held": "Owner",
        "said": "June 2019",
    }
    address = split(client, article, first="1", **said)
    assert opened(client, address).items() >= said.items()
    assert "Port" not in address
    other = source(TEXT, title="Other ships", language="en")
    assert "claimant" not in opened(client, bench_of(other))


def test_what_is_kept_is_changed_by_the_next_claim(client: Client, article: Source) -> None:
    split(client, article, first="1", claimant="Ana Ruiz", said="2019")
    address = split(client, article, first="2", claimant="", said="2020")
    form = opened(client, address)
    assert (form.get("claimant"), form["said"]) == (None, "2020")
    assert Appearance.objects.count() == 2


def test_the_page_names_the_draft_that_was_saved(client: Client, article: Source) -> None:
    def named(address: str) -> str:
        page = html.fromstring(client.get(address).content.decode())
        return str(page.get_element_by_id("split-form").get("data-saved"))

    assert named(bench_of(article)) == ""
    assert named(split(client, article, first="1", draft="17-0.5")) == "17-0.5"
    assert named(bench_of(source(TEXT, title="Other", language="en"))) == ""
