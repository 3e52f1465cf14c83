import pytest
from django.db.models.functions import Now

from factcheck import actions
from factcheck.watching import adjust_cadences
from sources.actions import ensure_link, watch
from sources.alerting import open_host_alert
from sources.models import Alert, Host, Link
from tests.factories import (
    editor,
    judged_claim,
    link,
    publish,
    published_claim,
    publisher,
    source,
)

pytestmark = pytest.mark.django_db


def cadence(link):
    link.refresh_from_db()
    return link.cadence


def page_of(claim):
    return claim.evidence.get().link


def test_an_incident_of_a_host_nobody_visits_any_more_is_over():
    idle, busy = link("https://idle.example.org/a"), page_of(published_claim())
    for page in (idle, busy):
        Host.objects.filter(pk=page.host_id).update(incident_since=Now())
        open_host_alert(page.host, "5 pages were looked at, and nearly all failed.")
    adjust_cadences()
    assert [alert.host for alert in Alert.objects.open()] == [busy.host]
    assert Host.objects.get(pk=idle.host_id).incident_since is None
    assert Host.objects.get(pk=busy.host_id).incident_since is not None


def test_what_a_standing_check_rests_on_stays_watched_as_published():
    page = page_of(published_claim())
    assert adjust_cadences() == 0
    assert cadence(page) == "published"


def test_a_withdrawn_checks_pages_are_watched_as_a_drafts_for_readers_still_see_its_record():
    claim = published_claim()
    actions.withdraw(by=publisher(), claim=claim, reason="The port corrected its table.")
    adjust_cadences()
    assert cadence(page_of(claim)) == "draft"


def test_a_page_only_an_earlier_version_rests_on_is_watched_as_a_drafts():
    claim = published_claim()
    dropped = page_of(claim)
    dropped.checks.clear()
    adjust_cadences()
    assert cadence(dropped) == "draft"


def test_a_page_nothing_rests_on_any_more_is_no_longer_looked_at():
    claim = judged_claim()
    page = page_of(claim)
    actions.reject(by=editor(), claim=claim, note="Not for us.")
    adjust_cadences()
    assert cadence(page) == "none"
    assert page.next_look_at is None
    assert not Link.objects.due().filter(pk=page.pk).exists()


def test_a_claim_taken_up_again_has_its_pages_watched_again():
    claim = judged_claim()
    actions.reject(by=editor(), claim=claim, note="Not for us.")
    adjust_cadences()
    actions.reopen(by=editor(), claim=claim)
    adjust_cadences()
    assert cadence(page_of(claim)) == "draft"


def test_an_article_nobody_has_split_yet_stays_watched():
    filed = source("The harbour master spoke.", address="https://press.example.org/waiting")
    adjust_cadences()
    assert cadence(filed.link) == "draft"


def test_nothing_changes_twice():
    watch(links=[ensure_link("https://press.example.org/nobody")], cadence=Link.Cadence.DRAFT)
    publish(judged_claim())
    assert adjust_cadences() == 1
    assert adjust_cadences() == 0
