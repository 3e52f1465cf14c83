"""The job that sends one person's letter."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from factcheck.digest.audience import can_be_written_to
from factcheck.digest.letter import write
from newsroom.jobs.mailing import deliver


def mail_digest(payload: Mapping[str, Any]) -> None:
    """Send the letter; the job is done once the mail server has taken it (see ``deliver``).

    It is in the language of the person's desk. A worker that dies in between repeats this one
    letter. Whoever left or wants no alerts any more is not written to.
    """
    person = can_be_written_to().filter(pk=payload["person"]).first()
    letter = None
    if person:
        with override(person.language):
            letter = write(person, payload)
    if letter is not None:
        deliver(letter)
