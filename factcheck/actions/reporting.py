"""Take down what readers report, and forget how to reach them when that is over."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from factcheck.actions.drafting import save_valid
from factcheck.models import Check, ReaderReport
from newsroom.audit.trail import record
from newsroom.refusals import NotReady

SAME_WITHIN = timedelta(days=1)
CONTACT_KEPT = timedelta(days=90)
"""So long a contact is kept at most, from when the report came in."""

CONTACT_KEPT_SETTLED = timedelta(days=30)
"""So long after the report was settled. The form tells readers both."""


@transaction.atomic
def report_error(
    *, check: Check, message: str, evidence_url: str = "", contact: str = ""
) -> ReaderReport:
    """Take down what a reader, whoever it is, says of a check; the desk finds it there.

    The same words about the same check within a day are one report: a button pushed twice. What
    was written stays out of the audit trail, which is kept for ever. Raises ``Refusal`` for what
    cannot be kept, ``NotReady`` when the check was withdrawn.
    """
    check = Check.objects.select_for_update(of=("self",)).get(pk=check.pk)  # one at a time
    if check.is_withdrawn:
        raise NotReady(_("This check was withdrawn: there is nothing left to report."))
    report = ReaderReport(
        check_record=check,
        message=message.strip(),
        evidence_url=evidence_url.strip(),
        contact=contact.strip(),
    )
    lately = check.reader_reports.filter(received_at__gt=Now() - SAME_WITHIN)
    if known := lately.filter(message=report.message).first():
        return known
    save_valid(report)
    record(actor=None, verb="report error", target=report)
    return report


@transaction.atomic
def forget_contacts() -> int:
    """Forget the contacts of reports that came in, or were settled, long enough ago.

    Returns of how many. The reports themselves stay.
    """
    over = Q(received_at__lt=Now() - CONTACT_KEPT)
    over |= Q(settled_at__lt=Now() - CONTACT_KEPT_SETTLED)
    return ReaderReport.objects.exclude(contact="").filter(over).update(contact="")
