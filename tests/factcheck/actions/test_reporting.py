"""What readers report is taken down once; how to reach them is forgotten."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck import actions, tasks
from factcheck.actions.drafting import LONGEST_TEXT
from factcheck.actions.reporting import CONTACT_KEPT, CONTACT_KEPT_SETTLED
from factcheck.models import Check, ReaderReport
from factcheck.models.reader_report import LONGEST_MESSAGE
from newsroom.audit.trail import events_of
from newsroom.celery import app
from newsroom.refusals import NotReady, Refusal
from tests.factories import editor, published_claim, publisher

pytestmark = pytest.mark.django_db

SAID = {
    "message": "The table says 12,000, see row 4.",
    "evidence_url": "https://port.example.org/table",
    "contact": "reader@mail.example.org",
}


@pytest.fixture
def check(db: None) -> Check:
    return published_claim().check_record


def test_a_report_reaches_the_desk_and_the_trail_tells_nothing_of_what_it_says(
    check: Check,
) -> None:
    report = actions.report_error(check=check, **SAID)
    report.refresh_from_db()
    assert (report.message, report.evidence_url, report.contact) == tuple(SAID.values())
    assert (report.check_record, report.outcome) == (check, "open")
    (event,) = events_of(report)
    assert (event.verb, event.actor) == ("report error", None)
    told = f"{event.note}{event.before}{event.after}"
    assert not any(words in told for words in SAID.values())


def test_a_button_pushed_twice_makes_one_report(check: Check) -> None:
    first = actions.report_error(check=check, **SAID)
    assert actions.report_error(check=check, message=f"  {SAID['message']} ") == first
    actions.report_error(check=check, message="Something else.")
    assert ReaderReport.objects.count() == 2
    ReaderReport.objects.update(received_at=timezone.now() - timedelta(days=2))
    actions.report_error(check=check, **SAID)
    assert ReaderReport.objects.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": " \n\t"},
        {"message": "x" * (LONGEST_MESSAGE + 1)},
        {"message": "x" * (LONGEST_TEXT + 1)},
        {"evidence_url": "javascript:alert(1)"},
        {"evidence_url": "ftp://port.example.org/"},
        {"evidence_url": f"https://port.example.org/{'x' * 2_000}"},
        {"contact": "x" * 255},
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(check: Check, wrong: dict[str, str]) -> None:
    with pytest.raises(Refusal, match=r"\w+.*\."):
        actions.report_error(check=check, **SAID | wrong)
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("wrong", [{"message": " "}, {"evidence_url": "javascript:alert(1)"}])
def test_the_database_refuses_it_too(check: Check, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReaderReport.objects.create(check_record=check, **SAID | wrong)


def test_nothing_is_reported_of_a_check_that_was_withdrawn(check: Check) -> None:
    actions.withdraw(by=publisher(), claim=check.claim, reason="Forged.")
    with pytest.raises(NotReady, match="withdrawn"):
        actions.report_error(check=check, **SAID)


def report_of(check: Check, message: str) -> ReaderReport:
    return actions.report_error(check=check, **SAID | {"message": message})


def test_contacts_are_forgotten_in_time_and_reports_stay(check: Check) -> None:
    new, old, settled, long_settled = (report_of(check, word) for word in "abcd")
    for one in (settled, long_settled):
        actions.settle_report(by=editor(), report=one, outcome="acted_on", note="Thanks.")
    now = timezone.now()
    ReaderReport.objects.filter(pk=old.pk).update(received_at=now - CONTACT_KEPT)
    ReaderReport.objects.filter(pk=long_settled.pk).update(settled_at=now - CONTACT_KEPT_SETTLED)
    for one, age in ((new, CONTACT_KEPT), (settled, CONTACT_KEPT_SETTLED)):
        column = "received_at" if one == new else "settled_at"
        almost = now - age + timedelta(hours=1)
        ReaderReport.objects.filter(pk=one.pk).update(**{column: almost})
    assert tasks.forget_contacts() == 2
    kept = ReaderReport.objects.exclude(contact="").order_by("pk")
    assert list(kept) == [new, settled]
    assert ReaderReport.objects.exclude(message="").count() == 4
    assert tasks.forget_contacts() == 0


def test_the_bell_that_forgets_contacts_is_rung() -> None:
    rung = {bell["task"]: bell["schedule"] for bell in app.conf.beat_schedule.values()}
    assert rung["factcheck.tasks.forget_contacts"] <= timedelta(days=1)
