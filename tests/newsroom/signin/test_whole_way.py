"""A new publisher: from the letter to the desk, with a second factor, and back another day."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from newsroom.accounts.models import User
from newsroom.signin.tasks import send_letters
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import publisher
from tests.newsroom.signin.entering import is_in, send
from tests.support.authenticator import app_of, digits_now
from tests.support.mailbox import mail_server
from tests.support.mailbox import text_of as words_of

pytestmark = pytest.mark.django_db

OWN = "a secret of my own"
TYPED = "typed by the chief"


def follow(client: Client, address: str, **form: str):
    """Open an address, or send a form to it, and go wherever that leads."""
    if form:
        return client.post(address, form, follow=True)
    return client.get(address, follow=True)


def test_a_new_publisher_gets_to_the_desk_and_back_another_day(settings) -> None:
    chief = publisher()
    app_of(chief)
    settings.TWO_FACTOR_IS_MANDATORY = True
    new = {
        "username": "ines",
        "email": "ines@desk.example.org",
        "role": "publisher",
        "password1": TYPED,
        "password2": TYPED,
    }
    with mail_server() as mailbox:
        desk_of(chief).post(reverse("admin:accounts_user_add"), new)
        send_letters()
    (letter,) = mailbox.letters
    (link,) = re.findall(r"https://desk\.example\.org(/\S+)", words_of(letter))

    # A password of her own.
    ines = Client()
    form = ines.get(link).headers["Location"]
    done = follow(ines, form, password1=OWN, password2=OWN)
    assert "The password is set" in text_of(done.content)
    assert not User.objects.get(username="ines").check_password(TYPED)

    # The desk is closed until there is a second factor.
    led = follow(ines, reverse("account_login"), username="ines", password=OWN)
    assert led.redirect_chain[-1][0] == reverse("mfa_index")
    assert "Set one up, and all is open" in text_of(led.content)
    assert not is_in(ines)
    setting_up = reverse("mfa_activate_totp")
    asked = follow(ines, setting_up)
    assert "Confirm that it is you" in text_of(asked.content)
    page = follow(ines, reverse("account_reauthenticate"), password=OWN, next=setting_up)
    (secret,) = html.fromstring(page.content).find_class("secret")
    key = secret.text_content()
    codes = follow(ines, setting_up, code=digits_now(key))
    assert "Each of these codes lets you log in once" in text_of(codes.content)
    assert is_in(ines)

    # Another day, another browser.
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        elsewhere = Client()
        send(elsewhere, "ines", OWN)
        assert not is_in(elsewhere)
        follow(elsewhere, reverse("mfa_authenticate"), code=digits_now(key))
        assert is_in(elsewhere)
