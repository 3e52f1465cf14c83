"""The links' list as a console: tabs, and the most harmful first."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from sources.admin import tab_numbers, tabs
from sources.admin.link_list import LinkList
from sources.models import Host, Link
from tests.factcheck.admin.links_of_claims import COPY, DAY, DEAD, LINKS, NOW, listed, numbers, page
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import (
    claim,
    editor,
    evidence,
    judged_claim,
    publish,
    published_claim,
    publisher,
    reporter,
)
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def written_anew() -> Iterator[None]:
    """Have the statement that counts written for this test alone."""
    tab_numbers.statement.cache_clear()
    yield
    tab_numbers.statement.cache_clear()


def test_each_state_has_a_tab_with_how_many_pages_are_on_it() -> None:
    draft = claim()
    for columns in (
        DEAD,
        DEAD,
        {"health": "suspect"},
        {"health": "unverifiable"},
        {"health": "quarantined"},
        {"health": "alive", "content": "drifted", "drifting_since": NOW},
        {"health": "alive", "moved_to": "https://x.example.org/", "moved_confirmed_at": NOW},
        {"health": "unverifiable", "seen_until": NOW + DAY},
        {"health": "dead", "ignored_until": NOW + DAY},
        {"health": "alive"},
    ):
        page(draft, **columns)
    told = numbers(desk_of(reporter()))
    told.pop("")
    assert told == {
        "trouble": "7", "dead": "2", "suspect": "1", "blocked": "1", "quarantined": "1",
        "drifted": "1", "words": "0", "moved": "1", "aside": "2", "fine": "1",
    }  # fmt: skip


def test_a_tab_lists_its_pages_and_says_which_it_is() -> None:
    draft = claim()
    dead = page(draft, **DEAD)
    page(draft, health="suspect")
    client = desk_of(reporter())
    assert listed(client, tab="dead") == [dead.url]
    shown = html.fromstring(client.get(LINKS, {"tab": "dead"}).content.decode())
    (current,) = shown.xpath("//nav[@class='tabs']//a[@aria-current='page']")
    assert " ".join(current.text_content().split()) == "✕ Gone 1"
    assert len(listed(client, tab="no-such-tab")) == Link.objects.count()


def test_the_tabs_of_a_host_count_its_pages_alone() -> None:
    draft = claim()
    one = page(draft, **DEAD)
    page(draft, **DEAD)
    other = Host.objects.create(key="other.example.org:443")
    Link.objects.filter(pk=one.pk).update(host=other)
    checked = published_claim()
    break_words(checked)
    words = checked.appearances.get().source.link
    client = desk_of(reporter())
    of_both = [numbers(client, host=host.pk) for host in (other, words.host)]
    assert [told["dead"] for told in of_both] == ["1", "0"]
    assert [told["words"] for told in of_both] == ["0", "1"]
    assert numbers(client)["dead"] == "2"


def test_the_statement_that_counts_is_written_once(written_anew: None) -> None:
    client = desk_of(reporter())
    for host in ("", "1", "2", ""):
        numbers(client, host=host)
    assert tab_numbers.statement.cache_info().misses == 2, "with a host, and without one"


def test_changed_words_of_pages_set_aside_take_no_place_of_others(
    monkeypatch: pytest.MonkeyPatch, written_anew: None
) -> None:
    settled, open_ = published_claim(statement="Settled"), published_claim(statement="Open")
    for checked in (settled, open_):
        break_words(checked)
    aside = settled.appearances.get().source.link
    Link.objects.filter(pk=aside.pk).update(ignored_until=NOW + DAY)
    monkeypatch.setattr(tabs, "MOST_TURNED", 0)
    client = desk_of(reporter())
    assert numbers(client)["words"] == "1"
    assert listed(client, tab="words") == [open_.appearances.get().source.link.url]


def test_published_checks_come_first_then_many_claims_then_the_oldest_trouble() -> None:
    one, other = claim(statement="One"), claim(statement="Other")
    young, old = page(one, since=1, **DEAD), page(one, since=9, **DEAD)
    twice = page(one, since=2, **DEAD)
    evidence(other, address=twice.url)
    Link.objects.filter(pk=twice.pk).update(**DEAD)
    public = judged_claim(statement="Public")
    cited = page(public, since=1, **DEAD)
    publish(public)
    assert listed(desk_of(reporter()), tab="dead") == [
        address.url for address in (cited, twice, old, young)
    ]


def test_a_row_says_what_was_found_who_leans_on_it_and_what_to_do() -> None:
    public = published_claim(statement="The harbour moved grain")
    dead = Link.objects.get(evidence__claim=public)
    Link.objects.filter(pk=dead.pk).update(failing_since=NOW - 3 * DAY, **DEAD, **COPY)
    text = text_of(desk_of(editor()).get(LINKS, {"tab": "dead"}).content)
    for words in (
        f"404 since {NOW - 3 * DAY:%-d %B %Y}, 4 looks",
        "published: The harbour moved grain",
        f"{NOW - 90 * DAY:%-d %B %Y}",
        "Use the archived copy",
        "All of port.example.org",
    ):
        assert words in text


def test_what_nobody_leans_on_any_more_is_in_no_ones_way() -> None:
    public = published_claim()
    old = Link.objects.get(evidence__claim=public)
    Link.objects.filter(pk=old.pk).update(failing_since=NOW, **DEAD)
    client = desk_of(publisher())
    assert listed(client, tab="dead") == [old.url]
    url = reverse("admin:sources_link_replace", args=[old.pk])
    answer = client.post(
        url, {"address": "https://new.example.org/", "told": "It moved."}, follow=True
    )
    assert "1 published claim is open as a correction" in text_of(answer.content)
    assert listed(client, tab="dead") == []


def test_the_list_costs_the_same_for_ten_and_for_many_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LinkList, "list_per_page", 20)
    public, draft = published_claim(), claim(statement="A draft")
    client = desk_of(publisher())

    def add(number: int) -> None:
        for _n in range(number // 2):
            page(draft, **DEAD)
        made = [page(draft, content="drifted", health="alive") for _n in range(number // 2)]
        public.check_record.links.add(*made)

    def cost(**asked: Any) -> int:
        with sql_sent() as statements:
            client.get(LINKS, asked)
        return len(statements)

    add(10)
    openings: list[dict[str, Any]] = [{"tab": tab.key} for tab in tabs.TABS]
    openings += [{}, {"tab": "trouble", "host": Link.objects.get(evidence__claim=public).host_id}]
    few = [cost(**asked) for asked in openings]
    add(40)
    assert [cost(**asked) for asked in openings] == few
    assert max(few) <= 12
    assert len(listed(client, tab="dead")) == 20


def test_tabs_are_counted_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "MOST_COUNTED", 2)
    draft = claim()
    for _n in range(4):
        page(draft, **DEAD)
    assert numbers(desk_of(reporter()))["dead"] == "over 2"
