from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck import actions
from factcheck.health import link_state, overall, passage_state, refresh_last_looked
from factcheck.models import Check
from sources.models import Link, Passage
from tests.factories import link, published_claim, publisher

NOW = timezone.now()


@pytest.mark.parametrize(
    ("columns", "word"),
    [
        ({"health": "new"}, "unknown"),
        ({"health": "alive"}, "works"),
        ({"health": "suspect"}, "works"),  # seen failing once: readers are not told yet
        ({"health": "dead"}, "gone"),
        ({"health": "unverifiable"}, "unreachable"),
        ({"health": "quarantined"}, "unreachable"),
        ({"health": "alive", "content": "drifted", "drifting_since": NOW}, "works"),
        ({"health": "alive", "content": "drifted", "drift_confirmed_at": NOW}, "changed"),
        ({"health": "alive", "content": "minor"}, "works"),
    ],
)
def test_readers_get_a_word_for_every_state_of_a_page(columns, word):
    assert link_state(Link(**columns))["health"] == word


def test_an_archived_copy_is_offered_only_when_the_page_is_gone():
    copy = "https://archive.example.org/1"
    assert link_state(Link(health="alive", archived_url=copy))["archived_url"] == ""
    assert link_state(Link(health="dead", archived_url=copy))["archived_url"] == copy


@pytest.mark.parametrize(
    ("state", "confirmed_at", "word"),
    [
        ("present", None, "present"),
        ("moved", None, "present"),
        ("edited", None, "present"),
        ("edited", NOW, "edited"),
        ("gone", NOW, "gone"),
    ],
)
def test_readers_are_told_of_changed_words_once_that_is_confirmed(state, confirmed_at, word):
    passage = Passage(state=state, confirmed_at=confirmed_at, now_reads="something else")
    told = passage_state(passage)
    assert told["state"] == word
    assert bool(told["now_reads"]) is (word != "present")


@pytest.mark.parametrize(
    ("links", "passages", "health"),
    [
        ([], [], "good"),
        (["works", "works"], ["present"], "good"),
        (["unknown", "unknown"], ["present"], "unknown"),
        (["works", "changed"], ["present"], "changed"),
        (["works"], ["edited"], "changed"),
        (["changed", "gone"], ["edited"], "broken"),
        (["works"], ["gone"], "broken"),
    ],
)
def test_the_worst_state_sums_it_up(links, passages, health):
    states = [{"health": word} for word in links]
    assert overall(states, [{"state": word} for word in passages]) == health


@pytest.mark.django_db
def test_the_last_look_is_that_at_the_page_looked_at_longest_ago():
    check = Check.objects.get(claim=published_claim())
    earlier = NOW - timedelta(days=2)
    check.links.update(last_looked_at=NOW)
    other = link(last_looked_at=earlier)
    check.links.add(other)
    assert refresh_last_looked() == 1
    check.refresh_from_db()
    assert check.last_looked_at == earlier
    Link.objects.filter(pk=other.pk).update(last_looked_at=NOW)
    assert refresh_last_looked() == 1
    check.refresh_from_db()
    assert check.last_looked_at == NOW


@pytest.mark.django_db
def test_a_check_is_touched_once_a_day():
    check = Check.objects.get(claim=published_claim())
    check.links.update(last_looked_at=NOW)
    assert refresh_last_looked() == 1
    assert refresh_last_looked() == 0


@pytest.mark.django_db
def test_only_checks_whose_pages_were_looked_at_lately_are_asked():
    check = Check.objects.get(claim=published_claim())
    check.links.update(last_looked_at=NOW - timedelta(days=2))
    assert refresh_last_looked() == 0


@pytest.mark.django_db
def test_a_withdrawn_check_is_not_touched():
    published = published_claim()
    actions.withdraw(by=publisher(), claim=published, reason="Misheard.")
    Link.objects.update(last_looked_at=NOW)
    assert refresh_last_looked() == 0
