"""Settle what readers reported: answered, closed, or a reason to look at the check again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.actions.rechecking import send_back
from factcheck.models import Change, Check, ReaderReport, Review
from factcheck.outbox import announce
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotReady, Refusal

Outcome = ReaderReport.Outcome


@transaction.atomic
def settle_report(*, by: User, report: ReaderReport, outcome: str, note: str) -> ReaderReport:
    """Say that a report was answered, or that there is nothing to do, and what came of it.

    Raises ``Refusal`` without a note or for another outcome, ``NotReady`` when it is settled.
    """
    require(by, Verb.ANSWER_READERS)
    if outcome not in (Outcome.ACTED_ON, Outcome.DISMISSED):
        raise Refusal(_("A report is settled as answered or as closed."))
    return _settle(by, _lock(report, note), outcome, note)


@transaction.atomic
def review_reported(*, by: User, report: ReaderReport, note: str) -> Review:
    """Put the check under re-review because of a report; one that is, gets the report as a reason.

    Readers see at once that the check is looked at again. Raises ``NotReady`` when the check was
    withdrawn or the report is settled, and ``Refusal`` without a note.
    """
    require(by, Verb.ANSWER_READERS)
    check = Check.objects.select_for_update(of=("self",)).get(pk=report.check_record_id)
    report = _lock(report, note)
    if check.is_withdrawn:
        raise NotReady(_("This check was withdrawn: there is nothing left to look at again."))
    was_sent_back = check.under_review_since is not None
    review = send_back(check, by=by, note=note.strip())
    report.review = review
    _settle(by, report, Outcome.ACTED_ON, note)
    if not was_sent_back:
        announce(check, Change.Kind.REVIEW_CHANGED)
    return review


def _lock(report: ReaderReport, note: str) -> ReaderReport:
    if not note.strip():
        raise Refusal(_("Say what came of it, for your colleagues."))
    report = ReaderReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.outcome != Outcome.OPEN:
        raise NotReady(_("This report is settled already: %s.") % report.get_outcome_display())
    return report


def _settle(by: User, report: ReaderReport, outcome: str, note: str) -> ReaderReport:
    report.outcome, report.note = outcome, note.strip()
    report.settled_by, report.settled_at = by, timezone.now()
    report.save()
    record(actor=by, verb="settle report", target=report, after=outcome, note=note.strip())
    return report
