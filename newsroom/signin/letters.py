"""Letters about signing in. They are jobs: nobody waits for a mail server, or learns from it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext_lazy, override

from newsroom.accounts.models import User
from newsroom.jobs.mailing import deliver
from newsroom.jobs.queue import enqueue

KIND = "newsroom.signin_letter"
WELCOME, RESET, CHANGED = "welcome", "reset", "changed"

SUBJECTS = {
    WELCOME: gettext_lazy("Your login at %(site)s"),
    RESET: gettext_lazy("A new password at %(site)s"),
    CHANGED: gettext_lazy("Your login at %(site)s has changed"),
}

CHANGES = {
    "set password": gettext_lazy("A new password was set, by the link in a letter."),
    "change password": gettext_lazy("The password was changed."),
    "add authenticator app": gettext_lazy("An authenticator app was added as a second factor."),
    "remove authenticator app": gettext_lazy("The authenticator app was removed."),
    "add passkey": gettext_lazy("A passkey or security key was added."),
    "remove passkey": gettext_lazy("A passkey or security key was removed."),
    "make recovery codes": gettext_lazy("New recovery codes were made; the old ones are void."),
    "forget second factor": gettext_lazy("A publisher took the second factor off your login."),
    "change address": gettext_lazy("Letters about it go to another address from now on."),
}
"""What is told of, by the verb it is on record as."""


def write_to(person: User | None, about: str, change: str = "", *, former: str = "") -> None:
    """Put a letter in the queue: ``about`` welcome, reset or changed (a verb of ``CHANGES``).

    For nobody too, which is a letter to nobody: the same work, so that it takes the same time.
    It goes to the ``former`` address where one is given: whoever took it away may have the new one.
    """
    payload = {"person": person.pk if person else None, "about": about, "change": change}
    enqueue(kind=KIND, payload=payload | ({"to": former} if former else {}))


def mail_letter(payload: Mapping[str, Any]) -> None:
    """Do the job: write the letter in the person's language and send it (see ``deliver``)."""
    people = User.objects.filter(is_active=True, is_staff=True)
    person = people.filter(pk=payload["person"]).first()
    if person is not None and (to := payload.get("to") or person.email):
        with override(person.language):
            letter = _letter(person, to, payload["about"], payload["change"])
        deliver(letter)


def _letter(person: User, to: str, about: str, change: str) -> EmailMessage:
    site = {"site": " ".join(settings.SITE_NAME.split())}
    text = render_to_string(
        f"signin/mail/{about}.txt",
        {
            **site,
            "name": person.first_name or person.username,
            "username": person.username,
            "change": CHANGES.get(change, ""),
            # A new password would be sent to the address that is not theirs any more.
            "link": settings.SITE_URL + _link(person, about) if to == person.email else "",
        },
    )
    return EmailMessage(
        subject=str(SUBJECTS[about]) % site,
        body=text,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _link(person: User, about: str) -> str:
    """Return where the letter leads. The key is made now: it holds a day, and for one use."""
    if about == CHANGED:
        return reverse("account_reset_password")
    key = {"uidb36": int_to_base36(person.pk), "key": default_token_generator.make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=key)
