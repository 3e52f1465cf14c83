"""Splitting an article into claims, without JavaScript."""

import pytest
from django.urls import reverse

from factcheck.models import Appearance, Claim, Claimant, Topic
from sources.actions import accept_text, supply_text
from sources.models import Source
from tests.factcheck.admin.pages import Answers, answers, desk_of, filled_in, text_of
from tests.factories import PRESS_TEXT, STATEMENT, WORDS, claim, reporter, source

pytestmark = pytest.mark.django_db

TWICE = "The ship came back.\n\nThe mayor said that the ship came back. Nobody saw the ship."


def bench_of(article: Source) -> str:
    return reverse("admin:sources_source_workbench", args=[article.pk])


def post(article: Source, **given: object) -> tuple[int, str, Answers]:
    """Fill in the workbench's form; return status, words of the page, and its form."""
    client = desk_of(reporter())
    response = client.post(
        bench_of(article), answers(client, bench_of(article), "split-form") | given
    )
    if response.status_code == 302:
        return 302, "", {}
    return 200, text_of(response.content), filled_in(response.content, "split-form")


def test_sentences_by_number_become_the_anchored_words() -> None:
    article = source(TWICE, title="Ships", language="en")
    status, _text, _form = post(article, first="2", last="3", statement="The ship is back")
    assert status == 302
    passage = Appearance.objects.get().passage
    assert passage is not None
    assert passage.exact == "The mayor said that the ship came back. Nobody saw the ship."
    assert passage.start == TWICE.index("The mayor")


def test_words_that_occur_twice_are_refused_until_one_is_named() -> None:
    article = source(TWICE, language="en")
    given = {"exact": "he ship came back", "statement": "The ship is back"}
    status, text, form = post(article, **given)
    assert status == 200
    assert "occurs 2 times" in text
    assert form["statement"] == "The ship is back"
    status, _text, _form = post(article, **given, occurrence="2")
    assert status == 302
    passage = Appearance.objects.get().passage
    assert passage is not None
    assert passage.start == TWICE.rindex("he ship came back")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"exact": "words nobody said"}, "does not have the words"),
        ({"exact": WORDS, "start": "3"}, "Offset 3 holds"),
        ({"exact": WORDS, "occurrence": "2"}, "fewer than 2 times"),
        ({"first": "99"}, "numbered from 1 to"),
        ({"first": "2", "last": "1"}, "numbered from 1 to"),
        ({}, "Choose the words"),
        ({"exact": WORDS, "statement": ""}, "one checkable sentence"),
        ({"exact": WORDS, "statement": "x" * 10_000}, "at most 500 characters"),
        ({"exact": WORDS, "said": "03/06/19"}, "is not read as a date"),
        ({"exact": WORDS, "measure_1": "tons"}, "needs a measure and its words"),
        ({"exact": WORDS, "text": "0"}, "newer text"),
    ],
)
def test_a_refusal_is_a_sentence_and_keeps_the_form(given: dict[str, str], said: str) -> None:
    article = source(PRESS_TEXT)
    status, text, form = post(article, **({"statement": STATEMENT, "claimant": "Ana Ruiz"} | given))
    assert status == 200
    assert said in text
    assert form["claimant"] == "Ana Ruiz"
    assert not Claim.objects.exists()
    assert not Claimant.objects.exists()


def test_everything_typed_about_the_claim_is_stored() -> None:
    article = source(PRESS_TEXT)
    topic = Topic.objects.create(name="Trade", slug="trade")
    known = Claimant.objects.create(name="Ana Ruiz", slug="ana-ruiz", aliases=["A. Ruiz"])
    status, _text, _form = post(
        article,
        exact=WORDS,
        statement=STATEMENT,
        kind="paraphrase",
        claimant="A. Ruiz",
        title_held="Harbour master",
        cited="The port authority",
        cited_kind="organisation",
        said="June 2019",
        measure_1="tons",
        as_written_1="more than 17,000 tons",
        topics=[topic.pk],
    )
    assert status == 302
    made = Claim.objects.get()
    people = [(row.claimant.name, row.part) for row in made.claim_claimants.order_by("position")]
    assert people == [("Ana Ruiz", "speaker"), ("The port authority", "cited")]
    assert made.claim_claimants.get(claimant=known).title_held == "Harbour master"
    assert made.said.iso() == "2019-06"
    assert list(made.topics.all()) == [topic]
    assert made.appearances.get().figures.get().minimum == 17_000


def test_a_claim_we_have_gets_an_appearance_instead() -> None:
    known = claim()
    article = source(PRESS_TEXT, title="Another paper")
    status, _text, _form = post(article, exact=WORDS, existing=known.statement)
    assert status == 302
    assert Claim.objects.get() == known
    assert known.appearances.count() == 2


def test_claimed_words_are_marked_and_lead_to_their_claim() -> None:
    made = claim()
    response = desk_of(reporter()).get(bench_of(made.appearances.get().source))
    marked = f'<mark><a href="{reverse("admin:factcheck_claim_change", args=[made.pk])}"'
    assert marked in response.content.decode()


def test_the_text_on_the_bench_is_inert() -> None:
    article = source("<script>alert(1)</script> said the mayor.", title="<b>Bold</b>")
    content = desk_of(reporter()).get(bench_of(article)).content.decode()
    assert "<script>alert(1)" not in content
    assert "<b>Bold" not in content


def test_an_article_without_a_frozen_text_sends_the_editor_to_its_text() -> None:
    article = source(PRESS_TEXT)
    unread = Source.objects.create(slug="unread", filed_by=article.filed_by)
    response = desk_of(reporter()).get(bench_of(unread))
    assert response.status_code == 302


def test_words_from_an_older_text_still_count_as_claimed() -> None:
    made = claim()
    article = made.appearances.get().source
    by = reporter()
    retrieval = supply_text(by=by, source=article, text=PRESS_TEXT + "\n\nA menu is gone.")
    accept_text(by=by, retrieval=retrieval)
    assert "quoted from an older text" in text_of(desk_of(by).get(bench_of(article)).content)
