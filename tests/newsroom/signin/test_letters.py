"""Letters about logins over real SMTP, and what their links do."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.audit.models import Event
from newsroom.jobs.models import Job
from newsroom.signin.letters import CHANGED, KIND, write_to
from newsroom.signin.tasks import send_letters
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import editor, publisher
from tests.newsroom.signin.entering import Browser, is_in, log_in
from tests.support.mailbox import Mailbox, mail_server
from tests.support.mailbox import text_of as words_of

pytestmark = pytest.mark.django_db

NEW = "quite another secret"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as found:
        yield found


def link_in(mailbox: Mailbox, who: User) -> str:
    (letter,) = mailbox.to(who.email)
    link: str
    (link,) = re.findall(r"https://desk\.example\.org(/\S+)", words_of(letter))
    return link


def choose(link: str, password: str = NEW) -> Browser:
    client = Browser()
    form = client.get(link).headers["Location"]
    client.answer = client.post(form, {"password1": password, "password2": password}, follow=True)
    return client


def ask(address: str) -> str:
    response = Client().post(reverse("account_reset_password"), {"email": address}, follow=True)
    return text_of(response.content)


def test_a_forgotten_password_is_set_anew_by_a_link(mailbox: Mailbox) -> None:
    ana = editor()
    open_elsewhere = log_in(ana)
    ask(ana.email.upper())
    assert send_letters() == 1
    link = link_in(mailbox, ana)
    client = choose(link)
    assert "logged out now" in text_of(client.answer.content)
    assert not is_in(open_elsewhere)
    assert not is_in(log_in(ana))
    assert is_in(log_in(ana, NEW))
    assert Event.objects.filter(actor=ana, verb="set password").exists()
    assert send_letters() == 1
    assert "A new password was set" in words_of(mailbox.to(ana.email)[-1])
    assert "used already" in text_of(Client().get(link).content)


def test_asking_says_the_same_whether_or_not_somebody_has_the_address(mailbox: Mailbox) -> None:
    ana = editor()
    assert ask(ana.email) == ask("nobody@desk.example.org")
    assert send_letters() == 2
    assert [letter["To"] for letter in mailbox.letters] == [ana.email]


def test_the_former_address_is_told_and_led_nowhere_that_is_not_its_own(mailbox: Mailbox) -> None:
    ana = editor()
    former = ana.email
    ana.email = "elsewhere@desk.example.org"
    ana.save()
    write_to(ana, CHANGED, "change address", former=former)
    assert send_letters() == 1
    (letter,) = mailbox.letters
    assert letter["To"] == former
    assert "go to another address" in words_of(letter)
    assert "tell a publisher" in words_of(letter)
    assert "https://" not in words_of(letter)


def test_asking_too_often_says_for_how_long_to_wait(mailbox: Mailbox) -> None:
    known, unknown = editor().email, "nobody@desk.example.org"
    for address in (known, unknown):
        for _time in range(5):
            ask(address)
    assert "Wait one minute" in ask(known)
    assert ask(known) == ask(unknown)


def test_the_link_holds_a_day(mailbox: Mailbox) -> None:
    ana = editor()
    now = timezone.now()
    write_to(ana, "reset")
    send_letters()
    link = link_in(mailbox, ana)
    with time_machine.travel(now + timedelta(hours=23)):
        assert Client().get(link).status_code == 302
    with time_machine.travel(now + timedelta(hours=25)):
        assert "older than a day" in text_of(Client().get(link).content)


def test_a_weak_password_is_refused_with_reasons(mailbox: Mailbox) -> None:
    ana = editor()
    write_to(ana, "reset")
    send_letters()
    client = choose(link_in(mailbox, ana), "12345678")
    assert "too common" in text_of(client.answer.content)
    assert is_in(log_in(ana))


def test_a_new_person_is_written_to_and_chooses_a_password(mailbox: Mailbox) -> None:
    form = {
        "username": "ines",
        "email": "ines@desk.example.org",
        "password1": "set by somebody else",
        "password2": "set by somebody else",
        "role": "reporter",
    }
    desk_of(publisher()).post(reverse("admin:accounts_user_add"), form)
    ines = User.objects.get(username="ines")
    assert send_letters() == 1
    choose(link_in(mailbox, ines))
    assert is_in(log_in(ines, NEW))
    assert Event.objects.filter(verb="welcome", target_id=ines.pk).exists()


def test_letters_speak_the_persons_language_and_wait_for_the_server(mailbox: Mailbox) -> None:
    ana = editor(language="es")
    write_to(ana, "changed", "add passkey")
    mailbox.answer = "451 Later"
    send_letters()
    assert not mailbox.letters
    waiting = Job.objects.get(kind=KIND)
    assert waiting.state == Job.State.WAITING
    assert "mail server is away" in waiting.last_error
    mailbox.answer = "250 Taken"
    Job.objects.update(due_at=timezone.now())
    assert send_letters() == 1
    assert mailbox.to(ana.email)


def test_whoever_has_left_by_then_is_not_written_to(mailbox: Mailbox) -> None:
    gone = editor()
    write_to(gone, "reset")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert send_letters() == 1
    assert not mailbox.letters
