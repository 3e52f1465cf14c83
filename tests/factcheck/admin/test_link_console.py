"""The links' list as a console: tabs, the most harmful first, and what is done to many at once."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from factcheck.models import Claim
from newsroom.admin import lists
from sources.admin import tabs
from sources.models import Link
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, filled_in, text_of
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

LINKS = "/admin/sources/link/"
NOW = timezone.now()
DAY = timedelta(days=1)
DEAD: dict[str, Any] = {"health": "dead", "outcome": "gone", "status": 404, "hard_failures": 4}
COPY: dict[str, Any] = {
    "archived_url": "https://archive.example.org/1",
    "archived_at": NOW - 90 * DAY,
}


def page(of: Claim, *, address: str = "", since: int = 3, **columns: Any) -> Link:
    """Let a claim rest on one more page in this state, which began ``since`` days ago."""
    address = address or f"https://news.example.org/{of.pk}/{of.evidence.count()}"
    link = evidence(of, address=address, is_load_bearing=False).link
    assert link is not None
    began = {"failing_since": NOW - since * DAY} if columns.get("health") != "alive" else {}
    Link.objects.filter(pk=link.pk).update(**began | columns)
    link.refresh_from_db()
    return link


def listed(client: Client, **asked: Any) -> list[str]:
    response = client.get(LINKS, asked)
    assert response.status_code == 200
    rows = html.fromstring(response.content.decode()).xpath("//*[@id='result_list']/tbody/tr")
    return [row.xpath(".//th")[0].text_content() for row in rows]


def numbers(client: Client, **asked: Any) -> dict[str, str]:
    response = client.get(LINKS, asked)
    chosen = html.fromstring(response.content.decode()).xpath("//nav[@class='tabs']//a")
    return {
        a.get("href").partition("tab=")[2].partition("&")[0]: a.xpath(
            "string(span[@class='number'])"
        )
        for a in chosen
    }


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


def test_the_list_costs_the_same_for_ten_and_for_hundreds_of_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists.QuickList, "list_per_page", 100)
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
    add(200)
    assert [cost(**asked) for asked in openings] == few
    assert max(few) <= 12
    assert len(listed(client, tab="dead")) == 100


def test_tabs_are_counted_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "MOST_COUNTED", 2)
    draft = claim()
    for _n in range(4):
        page(draft, **DEAD)
    assert numbers(desk_of(reporter()))["dead"] == "over 2"


def tick(client: Client, name: str, links: list[Link], query: str = "", **more: Any) -> Any:
    """Tick pages in the list and press “Go”; follow to the page that is asked for."""
    chosen = {"action": name, "_selected_action": [link.pk for link in links], "index": 0}
    return client.post(f"{LINKS}?{query}", {"select_across": 0, **chosen, **more}, follow=True)


def test_pages_are_checked_at_once_without_another_page() -> None:
    draft = claim()
    pages = [page(draft, **DEAD) for _n in range(3)]
    answer = tick(desk_of(reporter()), "check", pages[:2], "tab=dead")
    assert "Done for 2 pages: Check now." in text_of(answer.content)
    assert answer.redirect_chain[-1][0] == f"{LINKS}?tab=dead"
    assert Link.objects.requested().count() == 2


def test_twenty_broken_pages_of_a_host_are_settled_in_forty_clicks() -> None:
    draft = claim()
    pages = [page(draft, **DEAD, **COPY) for _n in range(20)]
    client, clicks = desk_of(editor()), 0
    host = pages[0].host_id
    chosen = tick(client, "use-archive", [], f"tab=trouble&host={host}", select_across=1)
    clicks += 5  # the host, “all listed”, the list of acts, the act, “Go”
    form = filled_in(chosen.content, "together-form")
    assert form["pk"] == [str(link.pk) for link in pages]
    done = client.post(reverse("admin:sources_link_together", args=["use-archive"]), form)
    clicks += 1
    assert done.headers["Location"] == f"{LINKS}?{urlencode({'tab': 'trouble', 'host': host})}"
    assert listed(client, tab="dead") == []
    assert numbers(client)["aside"] == "20"
    assert clicks <= 40


def test_each_next_step_is_two_clicks_for_one_page() -> None:
    draft = claim()
    dead = page(draft, **DEAD, **COPY)
    client = desk_of(editor())
    shown = html.fromstring(client.get(LINKS, {"tab": "dead"}).content.decode())
    (step,) = shown.xpath("//a[starts-with(., 'Use the archived copy')]")
    form = filled_in(client.get(step.get("href")).content, "together-form")
    client.post(reverse("admin:sources_link_together", args=["use-archive"]), form)
    dead.refresh_from_db()
    assert dead.is_archive_used


def test_what_is_refused_for_some_is_said_and_done_for_the_others() -> None:
    draft = claim()
    with_copy, without = page(draft, **DEAD, **COPY), page(draft, **DEAD)
    client = desk_of(editor())
    url = reverse("admin:sources_link_together", args=["use-archive"])
    answer = client.post(url, {"pk": [with_copy.pk, without.pk]}, follow=True)
    text = text_of(answer.content)
    assert "Done for 1 page: Use the archived copy." in text
    assert f"Ask the archive first. ({without.url})" in text


def test_what_is_refused_for_all_keeps_what_was_typed_and_ticked() -> None:
    draft = claim()
    pages = [page(draft, **DEAD) for _n in range(2)]
    url = reverse("admin:sources_link_together", args=["ignore"])
    sent = {
        "listed": [link.pk for link in pages], "pk": [pages[1].pk], "until": "2001-01-01",
        "note": "They are moving.", "back": "tab=dead",
    }  # fmt: skip
    answer = desk_of(editor()).post(url, sent)
    assert "in the future" in text_of(answer.content)
    kept = filled_in(answer.content, "together-form")
    assert kept["listed"] == [str(link.pk) for link in pages]
    assert kept == kept | {
        "pk": str(pages[1].pk), "until": "2001-01-01", "note": "They are moving.",
        "back": "tab=dead",
    }  # fmt: skip


def test_pages_set_aside_leave_the_tabs_until_that_day() -> None:
    draft = claim()
    dead = page(draft, **DEAD)
    client = desk_of(editor())
    url = reverse("admin:sources_link_together", args=["ignore"])
    client.post(url, {"pk": [dead.pk], "until": f"{NOW + 9 * DAY:%Y-%m-%d}", "note": "Later."})
    assert listed(client, tab="dead") == []
    shown = text_of(client.get(LINKS, {"tab": "aside"}).content)
    assert f"set aside until {NOW + 9 * DAY:%-d %B %Y}" in shown
    Link.objects.filter(pk=dead.pk).update(ignored_until=NOW - DAY)
    assert listed(client, tab="dead") == [dead.url]


def test_moved_pages_are_replaced_by_where_they_lead_to() -> None:
    draft = claim()
    moved = page(
        draft, health="alive", moved_to="https://new.example.org/a", moved_confirmed_at=NOW
    )
    client = desk_of(editor())
    answer = client.post(
        reverse("admin:sources_link_together", args=["follow"]), {"pk": [moved.pk]}, follow=True
    )
    assert "It rests on https://new.example.org/a now. 1 draft was edited." in text_of(
        answer.content
    )
    assert draft.evidence.filter(link__url="https://new.example.org/a").exists()
    assert listed(client, tab="moved") == []


def test_cited_words_that_changed_are_on_a_tab_that_leads_to_both_readings() -> None:
    draft = judged_claim()
    article = draft.appearances.get().source.link
    break_words(draft)
    Link.objects.filter(pk=article.pk).update(
        health="alive", content="drifted", drift_rule="passage-changed", drifting_since=NOW
    )
    client = desk_of(editor())
    assert listed(client, tab="words") == [article.url]
    assert listed(client, tab="drifted") == []
    shown = client.get(LINKS, {"tab": "words"}).content
    assert "1 cited passage" in text_of(shown)
    assert reverse("admin:sources_link_new_text", args=[article.pk]) in shown.decode()


def test_reporters_are_offered_looks_and_nothing_else() -> None:
    draft = claim()
    dead = page(draft, **DEAD, **COPY)
    client = desk_of(reporter())
    shown = html.fromstring(client.get(LINKS, {"tab": "dead"}).content.decode())
    assert next(a.text for a in shown.xpath("//td[@class='field-next_step']//a")) == "Look"
    assert shown.xpath("//select[@name='action']/option/@value") == ["", "check"]
    url = reverse("admin:sources_link_together", args=["ignore"])
    answer = client.post(url, {"pk": [dead.pk], "until": f"{NOW + DAY:%Y-%m-%d}"})
    assert "does not allow you" in text_of(answer.content)
    assert filled_in(answer.content, "together-form").get("until") is not None
    dead.refresh_from_db()
    assert dead.ignored_until is None


@pytest.mark.parametrize("keys", [["x"], ["-1"], ["9" * 40], ["999999"], []])
def test_keys_that_are_none_are_no_pages(keys: list[str]) -> None:
    client = desk_of(editor())
    url = reverse("admin:sources_link_together", args=["use-archive"])
    assert client.get(url, {"pk": keys}).status_code == 200
    assert "Tick a page first." in text_of(client.post(url, {"pk": keys}).content)


def test_only_what_is_for_many_has_such_a_page() -> None:
    client = desk_of(publisher())
    for name in ("release", "replace", "no-such-act"):
        url = reverse("admin:sources_link_together", args=[name])
        assert client.get(url).status_code == 404
