"""The letter to whom a claim was handed, over real SMTP."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from factcheck import actions, tasks
from factcheck.digest.assignment import MAIL_ASSIGNMENT
from factcheck.models import Claim
from newsroom.accounts.models import User
from newsroom.jobs.models import Job
from newsroom.refusals import Refusal
from tests.factcheck.admin.pages import answers, desk_of
from tests.factories import editor, judged_claim, person, reporter
from tests.support.mailbox import Mailbox, text_of

pytestmark = pytest.mark.django_db


def ring() -> None:
    """Let half a minute pass, and ring the bell."""
    past = timezone.now() - timedelta(minutes=1)
    Job.objects.filter(state=Job.State.WAITING).update(due_at=past)
    tasks.send_letters()


def screen(claim: Claim, act: str = "") -> str:
    name = "admin:factcheck_claim_act" if act else "admin:factcheck_claim_change"
    return settings.SITE_URL + reverse(name, args=[claim.pk, act] if act else [claim.pk])


@pytest.fixture
def ana(db: None) -> User:
    return editor(first_name="Ana")


def test_the_assignee_gets_a_link_to_the_screen_and_the_desk_shows_the_claim(
    mailbox: Mailbox, ana: User
) -> None:
    claim = judged_claim()
    client = desk_of(reporter(first_name="Ben"))
    url = reverse("admin:factcheck_claim_act", args=[claim.pk, "assign"])
    form = answers(client, url, "act-form") | {"assignee": str(ana.pk)}
    assert client.post(url, form).status_code == 302
    ring()
    (letter,) = mailbox.to(ana.email)
    assert letter["Subject"] == f"For you: {claim.statement}"
    assert screen(claim) in text_of(letter)
    assert "From Ben" in text_of(letter)
    desk = desk_of(ana).get(reverse("admin:index")).content.decode()
    assert claim.statement in desk.partition('id="needs-you"')[2].partition("</section>")[0]


def test_what_waits_for_an_approval_leads_to_it(mailbox: Mailbox, ana: User) -> None:
    by = reporter()
    claim = judged_claim(by=by)
    actions.submit(by=by, claim=claim)
    actions.assign(by=by, claim=claim, assignee=ana)
    ring()
    assert screen(claim, "approve") in text_of(mailbox.letters[0])


def test_claims_handed_over_together_are_one_letter(mailbox: Mailbox, ana: User) -> None:
    claims = [judged_claim(statement=f"Claim number {n}") for n in range(3)]
    for claim in claims:
        actions.assign(by=reporter(), claim=claim, assignee=ana)
    ring()
    ring()
    (letter,) = mailbox.letters
    assert letter["Subject"] == "For you: 3 claims"
    assert all(screen(claim) in text_of(letter) for claim in claims)
    assert not Job.objects.filter(kind=MAIL_ASSIGNMENT).exclude(state=Job.State.DONE).exists()


def test_nobody_is_written_to_about_what_they_took_or_lost_again(
    mailbox: Mailbox, ana: User
) -> None:
    mine, lost = judged_claim(), judged_claim()
    actions.assign(by=ana, claim=mine, assignee=ana)
    actions.assign(by=reporter(), claim=lost, assignee=ana)
    actions.assign(by=reporter(), claim=lost, assignee=None)
    ring()
    assert mailbox.letters == []


def test_who_wants_no_letters_gets_none(mailbox: Mailbox, ana: User) -> None:
    User.objects.filter(pk=ana.pk).update(gets_alerts=False)
    actions.assign(by=reporter(), claim=judged_claim(), assignee=ana)
    ring()
    assert mailbox.letters == []


def test_a_claim_is_not_handed_to_somebody_who_cannot_work_on_it() -> None:
    with pytest.raises(Refusal, match="cannot work on claims"):
        actions.assign(by=reporter(), claim=judged_claim(), assignee=person("none"))


def test_a_letter_is_in_the_language_of_whom_it_is_for(mailbox: Mailbox, ana: User) -> None:
    User.objects.filter(pk=ana.pk).update(language="es")
    claim = judged_claim()
    actions.assign(by=reporter(), claim=claim, assignee=ana)
    ring()
    (letter,) = mailbox.letters
    assert "borrador" in text_of(letter).lower()
