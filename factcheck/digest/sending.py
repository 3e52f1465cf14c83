"""Send a letter, or try later; the job that sends one person's alerts."""

import smtplib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.core.mail import EmailMessage
from django.utils.translation import override

from factcheck.digest.audience import can_be_written_to
from factcheck.digest.letter import write
from newsroom.jobs.queue import Postponed

TRY_AGAIN = timedelta(minutes=1)


def mail_digest(payload: Mapping[str, Any]) -> None:
    """Send the letter; whoever left or wants no alerts any more is not written to.

    A worker that dies in between repeats this one letter.
    """
    person = can_be_written_to().filter(pk=payload["person"]).first()
    with override("en"):
        letter = write(person, payload) if person else None
    if letter is not None:
        deliver(letter)


def deliver(letter: EmailMessage) -> None:
    """Hand the letter to the mail server; the job is done once the server has taken it.

    A server that is away, turns us away or asks to try later postpones the job for as long as
    it takes. A letter it refuses fails the job, which is set aside in the end for people to see.
    """
    try:
        letter.send()
    except (OSError, smtplib.SMTPException, SoftTimeLimitExceeded) as error:
        if _is_about_the_letter(error):
            raise
        reason = f"The mail server is away: {type(error).__name__}: {error}"
        raise Postponed(reason, after=TRY_AGAIN) from error


def _is_about_the_letter(error: Exception) -> bool:
    """Tell a letter or an address refused for good from a server that will not talk to us now."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, smtplib.SMTPNotSupportedError)
