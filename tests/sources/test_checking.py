from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sources import actions
from sources.checking import check_due, check_links, network_policy
from sources.models import Host, Link, Look, Passage, Snapshot, Transition
from sources.recording import looks
from sources.recording.rows import look_row
from tests.factories import WORDS, reporter, source
from tests.sources.cited_page import CLOSING, EDITED, OPENING, SAID, TEXT, look_again
from tests.support.website import article, content, status, unless_modified

pytestmark = pytest.mark.django_db


def changes(axis):
    rows = Transition.objects.filter(axis=axis).order_by("pk")
    return [(row.before, row.after, row.is_confirmed) for row in rows]


def test_the_first_look_makes_the_baseline(cited):
    link = look_again(cited)
    assert (link.health, link.content, link.outcome) == ("alive", "same", "ok")
    assert link.baseline.kind == Snapshot.Kind.BASELINE
    assert WORDS in link.baseline.text
    assert changes("health") == [("new", "alive", True)]
    assert link.next_look_at > timezone.now()


def test_a_link_that_is_not_due_is_left_alone(cited, site):
    look_again(cited)
    assert check_due() == 0
    assert site.asked("/a") == 1


def test_an_unchanged_page_costs_no_second_extraction(cited, site):
    site.pages["/a"] = unless_modified(site.pages["/a"], '"one"')
    look_again(cited)
    link = look_again(cited)
    assert (link.outcome, link.health) == ("not_modified", "alive")
    assert Snapshot.objects.count() == 1


def test_a_changed_figure_in_the_cited_words_is_seen_at_the_first_look(cited, site):
    look_again(cited)
    site.pages["/a"] = article(OPENING, EDITED, CLOSING)
    look_again(cited)
    passage = Passage.objects.get()
    assert passage.state == "edited"
    assert "17 million" in passage.now_reads
    assert changes("passage") == [("present", "edited", False)]
    assert passage.confirmed_at is None


def test_a_change_is_confirmed_by_a_second_look_a_day_later_and_not_before(cited, site):
    look_again(cited)
    site.pages["/a"] = article(OPENING, EDITED, CLOSING)
    look_again(cited)
    look_again(cited, hours=1)
    assert Passage.objects.get().confirmed_at is None
    look_again(cited, hours=25)
    assert Passage.objects.get().confirmed_at is not None
    assert changes("passage") == [("present", "edited", False), ("edited", "edited", True)]


def test_words_that_come_back_stand_again(cited, site):
    look_again(cited)
    page = site.pages["/a"]
    site.pages["/a"] = article(OPENING, EDITED, CLOSING)
    look_again(cited)
    site.pages["/a"] = page
    look_again(cited)
    passage = Passage.objects.get()
    assert (passage.state, passage.changed_since, passage.now_reads) == ("present", None, "")


def test_the_changed_page_is_kept_beside_the_baseline(cited, site):
    look_again(cited)
    site.pages["/a"] = article(OPENING, EDITED, CLOSING)
    look_again(cited)
    look_again(cited)
    kinds = list(Snapshot.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["baseline", "change"]


def test_a_page_that_is_gone_is_suspect_first_and_dead_after_three_days(cited, site):
    look_again(cited)
    del site.pages["/a"]
    assert look_again(cited).health == "suspect"
    look_again(cited, hours=30)
    assert look_again(cited, hours=73).health == "dead"
    assert changes("health")[1:] == [("alive", "suspect", False), ("suspect", "dead", True)]


def test_a_page_that_fails_once_is_not_called_dead(cited, site):
    look_again(cited)
    page = site.pages["/a"]
    site.pages["/a"] = status(503)
    assert look_again(cited).health == "suspect"
    site.pages["/a"] = page
    assert look_again(cited).health == "alive"


def test_a_private_address_is_refused_and_never_touched(settings, site):
    settings.LINKCHECK_ALLOWED_NETWORKS = []
    link = actions.ensure_link(site.url("/a"))
    assert check_links([link]) == 1
    link.refresh_from_db()
    assert (link.health, link.outcome) == ("quarantined", "refused")
    assert site.requests == []


def test_a_private_address_under_a_prefix_of_our_own_network_is_refused(settings):
    private = "2a01:db8:64::10.0.0.1"
    assert network_policy().refusal(private, 443) is None  # nobody could know
    settings.LINKCHECK_NAT64_PREFIXES = ["2a01:db8:65::/96", " 2a01:db8:64::/96"]
    assert network_policy().refusal(private, 443) is not None


def test_robots_are_asked_once_a_day_and_obeyed(cited, site):
    robots = "User-agent: *\nDisallow: /private"
    site.pages["/robots.txt"] = content(robots, content_type="text/plain")
    site.pages["/private"] = article(OPENING, SAID, CLOSING)
    look_again(cited)
    private = actions.ensure_link(site.url("/private"))
    check_links([private])
    private.refresh_from_db()
    assert private.outcome == "robots"
    assert site.asked("/private") == 0
    assert site.asked("/robots.txt") == 1
    Host.objects.update(robots_fetched_at=timezone.now() - timedelta(hours=25))
    check_links([private])
    assert site.asked("/robots.txt") == 2


def test_a_host_that_asks_for_time_is_given_it(cited, site):
    site.pages["/a"] = status(429, Retry_After="120")
    Link.objects.update(next_look_at=timezone.now())
    check_due()
    cited.refresh_from_db()
    assert cited.health == "new"
    assert Host.objects.get().not_before > timezone.now() + timedelta(seconds=60)
    Link.objects.update(next_look_at=timezone.now())
    assert check_due() == 0


def test_the_last_looks_are_kept_and_those_behind_a_transition(cited):
    look_again(cited)
    link = Link.objects.get()
    Look.objects.bulk_create(
        Look(link=link, at=timezone.now(), outcome="ok", rule="r", final_url="u", elapsed_ms=1)
        for _ in range(30)
    )
    look_again(cited)
    assert link.looks.count() == 21
    assert link.looks.filter(transitions__isnull=False).exists()


def test_check_now_is_done_at_the_next_tick_and_once(cited, site):
    look_again(cited)
    actions.check_now(by=reporter(), links=[cited])
    Host.objects.update(not_before=None)
    assert check_due() == 1
    assert check_due() == 0


def test_words_cited_after_the_baseline_are_found_though_the_page_is_unchanged(site):
    site.pages["/a"] = unless_modified(site.pages["/a"], '"one"')
    filed = source(TEXT, address=site.url("/a"))
    look_again(filed.link)
    passage = actions.quote(text=filed.latest_text, exact=WORDS)
    link = look_again(filed.link)
    assert link.outcome == "not_modified"
    passage.refresh_from_db()
    assert passage.last_seen_at is not None


def test_a_page_that_cannot_be_recorded_is_put_off_and_holds_up_no_other(cited, site, monkeypatch):
    site.pages["/b"] = article(CLOSING, SAID, OPENING)
    second = source(TEXT, address=site.url("/b")).link
    Link.objects.update(next_look_at=timezone.now() - timedelta(hours=1))

    def too_long_for(link, result, at):
        look = look_row(link, result, at)
        if link == cited and result.outcome == "ok":
            look.content_type = "x" * 201
        return look

    monkeypatch.setattr(looks, "look_row", too_long_for)
    assert check_due() == 2
    assert check_due() == 0
    second.refresh_from_db()
    assert second.health == "alive"
    cited.refresh_from_db()
    assert (cited.health, cited.outcome) == ("new", "checker_fault")
    assert cited.next_look_at > timezone.now()


def test_characters_the_database_does_not_take_are_no_obstacle(cited, site):
    site.pages["/a"] = content(
        f"<html><head><title>A\x00 title &#0;</title></head><body><article><p>{OPENING}\x00</p>"
        f"<p>{SAID}</p><p>{CLOSING}</p></article></body></html>",
        headers={"ETag": '"\\u0000"'},
    )
    assert look_again(cited).health == "alive"


def test_recording_a_look_does_not_verify_the_words_again(cited):
    with CaptureQueriesContext(connection) as queries:
        look_again(cited)
    updates = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "sources_passage"')]
    assert updates
    assert not any('"exact"' in sql.partition(" WHERE ")[0] for sql in updates)
