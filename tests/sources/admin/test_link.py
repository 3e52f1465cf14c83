"""A link's page: how it is, why, and what rests on it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from sources.models import Link, Passage
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import WORDS, editor, judged_claim, link, publisher, reporter, transition
from tests.sources.admin.links import copy, dead_page, look, page_of
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def text_in(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def test_words_of_a_dead_page_are_not_said_to_be_still_there() -> None:
    claim = judged_claim()
    passage = claim.appearances.get().passage
    page = passage.text.source.link
    Link.objects.filter(pk=page.pk).update(health="dead", failing_since=timezone.now())
    text = text_of(desk_of(reporter()).get(page_of(page)).content)
    assert "the page is gone" in text
    assert "still there" not in text


def test_words_on_a_page_that_fails_are_said_to_have_been_last_seen() -> None:
    claim = judged_claim()
    passage = claim.appearances.get().passage
    Passage.objects.update(last_seen_at=timezone.now())
    page = passage.text.source.link
    Link.objects.filter(pk=page.pk).update(health="suspect", failing_since=timezone.now())
    screens = (page_of(page), reverse("admin:factcheck_claim_change", args=[claim.pk]))
    for screen in screens:
        text = text_of(desk_of(reporter()).get(screen).content)
        assert f"last seen {timezone.now():%-d %B %Y}" in text
        assert "still there" not in text


@pytest.mark.parametrize("rule", ["same-page", "not-modified", "answered"])
def test_no_look_at_a_page_with_edited_words_says_that_they_stand(rule: str) -> None:
    claim = judged_claim()
    break_words(claim)
    page = claim.appearances.get().source.link
    Link.objects.filter(pk=page.pk).update(health="alive", content="drifted")
    look(page, -1, "not_modified" if rule == "not-modified" else "ok", rule=rule, likeness=0.97)
    text = text_of(desk_of(reporter()).get(page_of(page)).content)
    assert "edited on the page" in text
    for misleading in ("words stand", "unchanged", "still there", "as it was."):
        assert misleading not in text.replace("enough of it is as it was.", "")


def test_the_page_answers_why_it_is_red() -> None:
    bad = link(health="suspect", failing_since=timezone.now())
    look(
        bad, -1, "soft_404", rule="missing-title", status=200,
        final_url="https://news.example.org/lost", signals={"title": "Not found here", "words": 9},
    )  # fmt: skip
    text = text_of(desk_of(reporter()).get(page_of(bad)).content)
    for words in (
        "failing, confirming",
        "a “not found” page since",
        "1 look",
        "The title says there is no such page.",
        "Not found here",
        "words on the page9",
        "https://news.example.org/lost",
    ):
        assert words in text


def test_the_looks_that_led_here_are_told_in_words_and_drawn() -> None:
    dead = dead_page()
    page = html.fromstring(desk_of(reporter()).get(page_of(dead)).content.decode())
    assert f"404 since {dead.failing_since:%-d %B %Y}, 4 looks" in text_in(page)
    (chart,) = page.xpath("//figure[@class='looks']//svg")
    assert chart.get("aria-label") == "works: 3; 404: 4"
    assert [mark.text for mark in chart.iter("text")] == ["●"] * 3 + ["✕"] * 4
    assert len(page.xpath("//section[h2='Looks']//tbody/tr")) == 7


def test_an_edit_of_the_words_is_drawn_as_a_shape_of_its_own_and_told_in_the_table() -> None:
    claim = judged_claim()
    page = claim.appearances.get().source.link
    for hours in (50, 26):
        look(page, hours)
    break_words(claim)  # a look of its own, now
    look(page, -1, "not_modified", rule="not-modified")
    shown = html.fromstring(desk_of(reporter()).get(page_of(page)).content.decode())
    (chart,) = shown.xpath("//figure[@class='looks']//svg")
    assert [mark.text for mark in chart.iter("text")] == ["●", "●", "≠", "≠"]
    assert [mark.get("y") for mark in chart.iter("text")][1:3] == ["11", "33"]
    assert chart.get("aria-label") == (
        "works: 2; works, cited words edited: 1; works, as at the last look, cited words edited: 1"
    )
    found = [
        " ".join(row[1].text_content().split())
        for row in shown.xpath("//section[h2='Looks']//tbody/tr")
    ]
    assert found == [
        "≠ works, as at the last look, cited words edited",
        "≠ works, cited words edited",
        "● works",
        "● works",
    ]


def test_a_page_that_asked_us_to_wait_is_red_for_what_it_did_before() -> None:
    dead = dead_page()
    look(dead, -1, "rate", rule="rate-limited", status=429)
    transition(dead, "health", "dead", before="suspect", rule="hard-failures-over-72-hours")
    text = text_of(desk_of(reporter()).get(page_of(dead)).content)
    assert f"404 since {dead.failing_since:%-d %B %Y}, 4 looks" in text
    assert "Three looks over 72 hours say it is gone. The site says the page is not there." in text


def test_a_changed_page_says_how_much_it_changed() -> None:
    some = link(health="alive", content="drifted", drifting_since=timezone.now())
    look(some, -1, likeness=0.312)
    transition(some, "content", "drifted", before="same", rule="main-text-drifted")
    text = text_of(desk_of(reporter()).get(page_of(some)).content)
    assert "Its text is no longer the one we know." in text
    assert "likeness to the page we know0.31" in text


def test_changes_of_state_are_told_in_words() -> None:
    some = link()
    transition(some, "health", "dead", before="suspect")
    transition(some, "access", "paywall", before="open")
    text = text_of(desk_of(reporter()).get(page_of(some)).content)
    assert "healthfailing, confirminggone" in text
    assert "accessopenbehind a paywall" in text


def test_the_exact_change_of_cited_words_is_marked() -> None:
    claim = judged_claim()
    passage = break_words(claim)
    response = desk_of(reporter()).get(page_of(claim.appearances.get().source.link))
    page = html.fromstring(response.content.decode())
    (change,) = page.xpath("//dd[@class='diff']")
    assert [word.text.strip() for word in change.iter("ins")] == ["less"]
    removed = "".join(word.text for word in change.iter("del"))
    assert removed.strip() == passage.exact.removeprefix("moved ")


def test_any_two_copies_are_compared_with_the_cited_words_marked() -> None:
    claim = judged_claim()
    page = claim.appearances.get().source.link
    first = copy(page, f"Before. The harbour {WORDS}. After.", "baseline")
    second = copy(page, f"Before. The harbour {WORDS.replace('17,000', '12,000')}. After.")
    third = copy(page, "Nothing at all.")
    Link.objects.filter(pk=page.pk).update(baseline=first)
    client = desk_of(reporter())

    def shown(**asked: int) -> html.HtmlElement:
        response = client.get(page_of(page), asked)
        return html.fromstring(response.content.decode()).xpath("//div[@class='diff']")[0]

    assert "Nothing" in "".join(shown().itertext())
    chosen = shown(before=first.pk, after=second.pk)
    assert [(word.tag, word.get("class"), word.text) for word in chosen.iter("del", "ins")] == [
        ("del", "cited", "17,000"),
        ("ins", "cited", "12,000"),
    ]
    assert [mark.text for mark in chosen.iter("mark")] == [
        "moved more than ",
        " tons of grain in May",
    ]
    same = client.get(page_of(page), {"before": third.pk, "after": third.pk})
    assert "Both read the same." in text_of(same.content)


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 40, "²", ""])
def test_a_copy_that_is_not_the_pages_own_is_not_compared(asked: str) -> None:
    page = link()
    copy(page, "One text.", "baseline")
    copy(page, "Another text.")
    foreign = copy(link(), "SECRET")
    client = desk_of(reporter())
    for before in (asked, str(foreign.pk)):
        response = client.get(page_of(page), {"before": before, "after": asked})
        assert response.status_code == 200
        assert b"SECRET" not in response.content


def test_a_hostile_page_is_only_words_here() -> None:
    page = link(archived_url="https://archive.example.org/1", archived_at=timezone.now())
    copy(page, "<script>alert(1)</script>", "baseline", title="<img src=x onerror=alert(1)>")
    copy(page, "<script>alert(2)</script>")
    look(page, 0, "soft_404", rule="<b>", signals={"<i>": "<script>alert(3)</script>"})
    content = desk_of(publisher()).get(page_of(page)).content.decode()
    assert "<script>alert" not in content
    assert "<img src=x" not in content
    assert "<b>" not in content


def test_the_page_costs_the_same_however_much_there_is() -> None:
    client = desk_of(publisher())
    page = link()

    def add(number: int) -> None:
        for _ in range(number):
            look(page, 1)
            transition(page, "health", "dead", before="suspect")
            copy(page, f"A text {number}.", uploaded_by=editor())

    def cost() -> int:
        with sql_sent() as statements:
            assert client.get(page_of(page)).status_code == 200
        return len(statements)

    add(2)
    few = cost()
    add(10)
    assert cost() == few
    assert few <= 15


def test_the_page_shows_cited_words_as_said_and_as_they_read_now() -> None:
    claim = judged_claim()
    passage = break_words(claim, is_confirmed=False)
    source = claim.appearances.get().source
    text = text_of(desk_of(reporter()).get(page_of(source.link)).content)
    assert f"Said“{passage.exact}”" in text
    assert "Now reads“moved less”" in text
    assert "seen once, confirming" in text
    assert claim.statement in text
