from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from factcheck import actions
from factcheck.health import link_state, offer_archived, overall, passage_state, refresh_last_looked
from factcheck.models import Change, Check
from sources.models import Link, Passage
from tests.factories import link, published_claim, publisher, transition

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


@pytest.mark.parametrize("health", ["new", "alive", "suspect", "unverifiable", "quarantined"])
def test_an_archived_copy_is_offered_only_when_the_page_is_gone(health):
    made = {"archived_url": "https://archive.example.org/1", "archived_at": NOW}
    state = link_state(Link(health=health, **made))
    assert (state["archived_url"], state["archived_at"]) == ("", None)
    state = link_state(Link(health="dead", **made))
    assert state["archived_url"] == made["archived_url"]
    assert state["archived_at"] == NOW.date().isoformat()


def test_the_day_of_a_copy_is_the_newsrooms(settings):
    settings.TIME_ZONE = "America/Bogota"
    made = datetime(2019, 6, 4, 3, tzinfo=UTC)
    state = link_state(Link(health="dead", archived_url="https://a.example.org/", archived_at=made))
    assert state["archived_at"] == "2019-06-03"


@pytest.mark.django_db
def test_a_copy_found_after_the_page_died_is_offered_once():
    claim = published_claim()
    link = Link.objects.get(evidence__claim=claim)
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead", before="suspect")
    actions.open_reviews()
    version = Check.objects.get(claim=claim).evidence_version
    assert offer_archived() == 0
    copy = "https://archive.example.org/1"
    Link.objects.filter(pk=link.pk).update(archived_url=copy, archived_at=NOW)
    before = Change.objects.count()
    assert (offer_archived(), offer_archived()) == (1, 0)
    check = Check.objects.get(claim=claim)
    assert copy in [row["archived_url"] for row in check.evidence_state["links"]]
    assert check.evidence_version == version + 1
    assert Change.objects.count() == before + 1


@pytest.mark.django_db
def test_a_copy_of_a_page_that_works_is_offered_to_nobody():
    claim = published_claim()
    Link.objects.filter(evidence__claim=claim).update(archived_url="https://a.example.org/1")
    assert offer_archived() == 0


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
