"""The letter to whom claims were handed: which, by whom, with links to the screens to work on.

Several claims handed over within half a minute are one letter. Whoever switched letters off, takes
a claim themselves or has lost it again by then is not written to. It is in the language of their
desk.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from uuid6 import uuid7

from factcheck.digest.audience import can_be_written_to
from factcheck.digest.letter import headers_of
from factcheck.digest.wording import address_of, plain
from factcheck.models import Claim
from factcheck.permissions import Verb, may
from factcheck.queues import claim_url
from factcheck.workflow import State
from newsroom.accounts.models import User
from newsroom.jobs.mailing import deliver
from newsroom.jobs.queue import Store, close, enqueue, waiting

MAIL_ASSIGNMENT = "factcheck.mail_assignment"
GATHERED_FOR = timedelta(seconds=30)
MOST_CLAIMS = 60
TEMPLATE = "factcheck/mail/assignment.txt"


def tell_assignee(claim: Claim, assignee: User, *, by: User) -> None:
    """Write the job for the letter, in the transaction that hands the claim over."""
    payload = {"letter": str(uuid7()), "claim": claim.pk, "person": assignee.pk, "by": str(by)}
    key = f"{claim.pk}:{assignee.pk}"
    enqueue(kind=MAIL_ASSIGNMENT, key=key, payload=payload, delay=GATHERED_FOR)


def mail_assignment(payload: Mapping[str, Any]) -> Store:
    """Send one letter about this claim and all others that wait for the same person.

    Their jobs are closed with this one; a worker that dies in between repeats the letter.
    """
    others = list(waiting(MAIL_ASSIGNMENT, person=payload["person"])[:MOST_CLAIMS])
    handed = [payload, *(job.payload for job in others)]
    person = can_be_written_to().filter(pk=payload["person"]).first()
    letter = None
    if person:
        with override(person.language):
            letter = write(person, handed)
    if letter:
        deliver(letter)
    return lambda: close(others)


def write(person: User, handed: list[Mapping[str, Any]]) -> EmailMessage | None:
    """Return the letter about the claims that are still theirs, None where none is. One query."""
    by = {row["claim"]: row["by"] for row in handed}
    rows = Claim.objects.filter(pk__in=by, verdict__assignee=person).order_by("pk")
    claims = list(rows.select_related("verdict__rating"))
    if not claims:
        return None
    text = render_to_string(
        TEMPLATE,
        {
            "site_name": plain(settings.SITE_NAME),
            "name": plain(person.first_name or person.username, 80),
            "claims": [
                {
                    "title": plain(claim.statement, 500),
                    "state": claim.verdict.get_state_display(),
                    "rating": plain(str(claim.verdict.rating or _("no rating yet"))),
                    "by": plain(by[claim.pk], 80),
                    "url": screen_for(person, claim),
                }
                for claim in claims
            ],
            "desk": address_of("admin:index"),
        },
    )
    first = plain(claims[0].statement, 80)
    others = ngettext("%d claim", "%d claims", len(claims)) % len(claims)
    subject = _("For you: %s") % (first if len(claims) == 1 else others)
    headers = headers_of(f"assigned.{person.pk}.{handed[0]['letter']}")
    return EmailMessage(subject=subject, body=text, to=[person.email], headers=headers)


def screen_for(person: User, claim: Claim) -> str:
    """Return the whole address of the screen where ``person`` goes on with the claim."""
    is_theirs = claim.verdict.state == State.IN_REVIEW and may(person, Verb.APPROVE)
    return f"{settings.SITE_URL}{claim_url(claim.pk, 'approve' if is_theirs else '')}"
