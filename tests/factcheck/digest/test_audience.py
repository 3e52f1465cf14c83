"""Who hears of which alert."""

import pytest

from factcheck import actions
from factcheck.digest.audience import audience_of
from factcheck.models import Claim
from newsroom.accounts.models import User
from sources.alerting import open_host_alert, open_network_alert
from sources.models import Alert
from tests.factcheck.digest.events import page_of, page_turns, words_turn
from tests.factories import editor, judged_claim, link, published_claim, publisher, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def hears(*alerts: Alert) -> dict[int, dict[int, set[int]]]:
    return {person: dict(told.claims) for person, told in audience_of(alerts).items()}


def silence() -> None:
    """Let those who made the claim, each step by somebody new, be out of the picture."""
    User.objects.update(gets_alerts=False)


def test_everybody_who_decides_hears_of_a_published_claim_nobody_is_assigned_to() -> None:
    claim = published_claim()
    silence()
    one, two, _other = editor(), publisher(), reporter()
    alert = words_turn(claim)
    assert hears(alert) == {person.pk: {claim.pk: {alert.pk}} for person in (one, two)}


def test_the_assignee_alone_hears_of_a_published_claim() -> None:
    claim = published_claim()
    silence()
    mine, _other = reporter(), editor()
    claim.verdict.assignee = mine
    claim.verdict.save()
    assert list(hears(page_turns(page_of(claim), "dead"))) == [mine.pk]


@pytest.mark.parametrize(
    "columns", [{"is_active": False}, {"gets_alerts": False}, {"email": ""}, {"is_staff": False}]
)
def test_an_assignee_who_cannot_be_written_to_keeps_nothing_from_the_desk(
    columns: dict[str, object],
) -> None:
    claim = published_claim()
    silence()
    gone, there = reporter(), editor()
    claim.verdict.assignee = gone
    claim.verdict.save()
    User.objects.filter(pk=gone.pk).update(**columns)
    assert list(hears(page_turns(page_of(claim), "dead"))) == [there.pk]


def test_a_draft_concerns_its_assignee_or_else_its_author() -> None:
    author, other, _desk = reporter(), reporter(), editor()
    draft = judged_claim(by=author)
    alert = page_turns(page_of(draft), "dead")
    assert list(hears(alert)) == [author.pk]
    actions.assign(by=author, claim=draft, assignee=other)
    assert list(hears(alert)) == [other.pk]


def test_words_concern_the_claims_that_cite_them_and_pages_all_that_rest_on_them() -> None:
    one, two = published_claim(), published_claim(statement="Another claim")
    shared = page_of(one)
    two.check_record.links.add(shared)
    silence()
    person = editor()
    words, page = words_turn(one), page_turns(shared, "dead")
    assert hears(words, page) == {person.pk: {one.pk: {words.pk, page.pk}, two.pk: {page.pk}}}


def test_what_was_withdrawn_or_parked_concerns_nobody() -> None:
    public, draft = published_claim(), judged_claim()
    actions.withdraw(by=publisher(), claim=public, reason="Forged.")
    actions.park(by=reporter(), claim=draft, note="Later.")
    alerts = [page_turns(page_of(claim), "dead") for claim in Claim.objects.all()]
    assert hears(*alerts) == {}


def test_operators_hear_of_hosts_the_network_and_refused_addresses() -> None:
    editor()
    operator = publisher(is_superuser=True)
    page = link()
    refused = page_turns(page, "quarantined")
    open_host_alert(page.host, "5 of 5 pages do not answer")
    open_network_alert("No canary answers.")
    told = audience_of(Alert.objects.all())
    assert list(told) == [operator.pk]
    assert told[operator.pk].machine == set(Alert.objects.values_list("pk", flat=True))
    assert refused.pk in told[operator.pk].machine


def test_a_newsroom_without_superusers_has_its_publishers_for_operators() -> None:
    chief, _other = publisher(), editor()
    open_network_alert("No canary answers.")
    assert list(audience_of(Alert.objects.all())) == [chief.pk]


def test_the_audience_costs_the_same_at_any_size() -> None:
    alerts = [words_turn(published_claim())]
    with sql_sent() as few:
        audience_of(alerts)
    for number in range(4):
        claim = published_claim(statement=f"Claim {number}")
        alerts += [words_turn(claim), page_turns(page_of(claim), "dead")]
    with sql_sent() as many:
        audience_of(alerts)
    assert len(few) <= len(many) <= 9
