"""Hand a letter to the mail server, from a job."""

import smtplib
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.core.mail import EmailMessage

from newsroom.jobs.queue import Postponed

TRY_AGAIN = timedelta(minutes=1)


def deliver(letter: EmailMessage) -> None:
    """Send the letter; return once the mail server has taken it.

    Raises ``Postponed`` for a server that is away, turns us away or asks to try later, for as
    long as it takes. What it refuses for good is raised as it comes: the job fails, and is set
    aside in the end for people to see.
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
