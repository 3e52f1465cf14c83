from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.audit.trail import events_of
from newsroom.refusals import NotAllowed, NotReady, Refusal
from sources import actions
from sources.models import Link
from tests.factories import editor, link, publisher, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def test_published_links_are_never_watched_less():
    watched = link()
    actions.watch(links=[watched], cadence=Link.Cadence.PUBLISHED)
    actions.watch(links=[watched], cadence=Link.Cadence.DRAFT)
    watched.refresh_from_db()
    assert watched.cadence == Link.Cadence.PUBLISHED


def test_check_now_makes_a_link_due():
    watched = link()
    assert watched not in Link.objects.due()
    actions.check_now(by=reporter(), links=[watched])
    assert watched in Link.objects.due()


@pytest.mark.parametrize(
    "act",
    [
        lambda links: actions.check_now(by=reporter(), links=links),
        lambda links: actions.watch(links=links, cadence=Link.Cadence.PUBLISHED),
        lambda links: actions.ease(links=links, cadence=Link.Cadence.NONE),
    ],
    ids=["check now", "watch", "ease"],
)
def test_links_are_locked_in_the_order_in_which_looks_are_recorded(act):
    links = [link(f"https://a.example.org/{n}") for n in range(3)]
    with sql_sent() as sent:
        act(links[::-1])
    of_links = [sql for sql in sent if '"sources_link"' in sql]
    assert "ORDER BY 1 ASC FOR NO KEY UPDATE" in of_links[0]


def test_vouching_for_a_page_is_an_editors_word_and_ends():
    watched = link()
    with pytest.raises(NotAllowed):
        actions.mark_seen(by=reporter(), link=watched)
    actions.mark_seen(by=editor(), link=watched, note="Read it in the library.")
    watched.refresh_from_db()
    ninety_days = timezone.now() + timedelta(days=90)
    assert abs(watched.seen_until - ninety_days) < timedelta(minutes=1)
    assert events_of(watched).get(verb="mark seen").note == "Read it in the library."


def test_what_a_publication_cites_is_looked_at_within_a_day_whatever_the_draft_had_planned():
    far = timezone.now() + timedelta(days=14)
    watched = link(cadence="draft", next_look_at=far)
    actions.watch(links=[watched], cadence=Link.Cadence.PUBLISHED)
    watched.refresh_from_db()
    assert watched.next_look_at < timezone.now() + timedelta(days=1, minutes=1)


def quarantined():
    found = link()
    Link.objects.filter(pk=found.pk).update(health=Link.Health.QUARANTINED, next_look_at=None)
    return found


def test_a_released_link_is_looked_at_again_as_if_it_were_new():
    found = quarantined()
    actions.release(by=publisher(), link=found, note="The outlet moved to another provider.")
    found.refresh_from_db()
    assert found.health == Link.Health.NEW
    assert found in Link.objects.due()
    assert events_of(found)[0].note == "The outlet moved to another provider."


def test_only_a_publisher_releases_and_says_why():
    found = quarantined()
    with pytest.raises(NotAllowed):
        actions.release(by=editor(), link=found, note="It is fine.")
    with pytest.raises(Refusal, match="why"):
        actions.release(by=publisher(), link=found, note=" ")
    found.refresh_from_db()
    assert found.health == Link.Health.QUARANTINED


def test_what_is_not_quarantined_is_not_released():
    with pytest.raises(NotReady, match="not quarantined"):
        actions.release(by=publisher(), link=link(), note="It is fine.")
