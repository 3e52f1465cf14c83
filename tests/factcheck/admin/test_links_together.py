"""What is done to many links at once, from their list."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from sources.models import Link
from tests.factcheck.admin.links_of_claims import COPY, DAY, DEAD, LINKS, NOW, listed, numbers, page
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, filled_in, text_of
from tests.factories import (
    claim,
    editor,
    judged_claim,
    publisher,
    reporter,
)

pytestmark = pytest.mark.django_db


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
