"""Logging in: what strangers read, who is locked out, what is on record."""

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from newsroom.accounts.models import Role, User
from newsroom.audit.models import Event
from newsroom.jobs.models import Job
from newsroom.signin.letters import KIND
from tests.factcheck.admin.pages import text_of
from tests.factories import editor, person, reporter
from tests.factories.people import PASSWORD
from tests.newsroom.signin.entering import is_in, log_in, send

pytestmark = pytest.mark.django_db

LOCKED = "Wait five minutes, then try again"


def words(answer) -> str:
    """The page's words without what was typed, which stands in a field."""
    return text_of(answer.content)


def test_the_right_password_opens_the_desk_and_is_on_record() -> None:
    ana = editor()
    client = log_in(ana)
    assert client.answer.status_code == 302
    assert client.answer.headers["Location"] == reverse("admin:index")
    assert is_in(client)
    assert Event.objects.filter(actor=ana, verb="log in").count() == 1


def test_login_leads_to_where_one_wanted_to_go_but_not_elsewhere() -> None:
    ana = editor()
    there = reverse("admin:sources_link_changelist")
    stranger = Client().get(there)
    page = Client().get(stranger.headers["Location"])
    assert f'name="next" value="{there}"' in page.content.decode()
    assert send(Client(), ana, next=there).headers["Location"] == there
    away = send(Client(), ana, next="https://evil.example.org/")
    assert away.headers["Location"] == reverse("admin:index")


def test_a_wrong_password_says_no_more_than_an_unknown_name() -> None:
    ana = editor()
    wrong, unknown = send(Client(), ana, "wrong"), send(Client(), "nobody", "wrong")
    assert "Please enter the correct username and password" in words(wrong)
    assert words(wrong) == words(unknown)
    assert not Event.objects.filter(verb="log in").exists()


def test_five_failures_lock_a_known_and_an_unknown_name_alike() -> None:
    ana = editor()
    for name in (ana.username, "nobody"):
        for _attempt in range(5):
            assert LOCKED not in words(send(Client(), name, "wrong"))
    known, unknown = send(Client(), ana), send(Client(), "nobody")
    assert LOCKED in words(known)
    assert words(known) == words(unknown)
    assert not is_in(log_in(ana))


def test_the_lock_is_over_when_it_says() -> None:
    ana = editor()
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False) as clock:
        for _attempt in range(5):
            send(Client(), ana, "wrong")
        clock.shift(299)
        assert LOCKED in words(send(Client(), ana))
        clock.shift(2)
        assert is_in(log_in(ana))


def test_somebody_elses_failures_lock_nobody_else() -> None:
    ana, ben = editor(), editor()
    for _attempt in range(6):
        send(Client(), ana, "wrong")
    assert is_in(log_in(ben))


def test_an_address_that_tries_many_names_has_to_wait() -> None:
    for number in range(20):
        send(Client(), f"nobody-{number}", "wrong")
    assert LOCKED in words(send(Client(), editor()))


@pytest.mark.parametrize(("proxies", "said"), [(1, False), (0, True)])
def test_addresses_before_our_own_proxies_are_told_apart(
    settings, proxies: int, said: bool
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    stranger = Client(headers={"X-Forwarded-For": "203.0.113.9"})
    for number in range(20):
        send(stranger, f"nobody-{number}", "wrong")
    colleague = Client(headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.4"})
    assert (LOCKED in words(send(colleague, "somebody", "wrong"))) is said


def test_unknown_names_cost_a_hash_like_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        hashed.append(password)
        return encode(self, password, salt)

    known = editor()
    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    send(Client(), known, "wrong")
    by_known = len(hashed)
    hashed.clear()
    send(Client(), "nobody", "wrong")
    assert len(hashed) == by_known == 1


@pytest.mark.parametrize("column", ["is_active", "is_staff"])
def test_whoever_left_or_has_no_role_is_refused_in_the_same_words(column: str) -> None:
    gone = reporter()
    User.objects.filter(pk=gone.pk).update(**{column: False})
    refused, unknown = send(Client(), gone), send(Client(), "nobody")
    assert words(refused) == words(unknown)


def test_a_session_ends_with_the_role() -> None:
    ana = editor()
    client = log_in(ana)
    User.objects.filter(pk=ana.pk).update(role=Role.NONE, is_staff=False)
    assert not is_in(client)
    assert "Log in to the desk" in words(client.get(reverse("admin:index"), follow=True))


def test_there_is_no_signing_up() -> None:
    for address in ("signup/", "sign-in/signup/", "sign-in/email/", "sign-in/social/"):
        assert Client().get(f"/admin/{address}").status_code in {302, 404}
    before = User.objects.count()
    form = {"username": "eve", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/admin/sign-in/signup/", form)
    assert User.objects.count() == before


def test_the_admins_own_login_is_not_used() -> None:
    """It would count no failures and ask for no second factor."""
    assert reverse("admin:login") == reverse("account_login")
    page = Client().get(reverse("admin:login"))
    assert "account/login.html" in [template.name for template in page.templates]


def test_a_change_of_a_login_is_on_record_and_written_about() -> None:
    ana = person()
    get_adapter().send_notification_mail("mfa/email/totp_activated", ana)
    assert Event.objects.filter(actor=ana, verb="add authenticator app").exists()
    payload = Job.objects.get(kind=KIND).payload
    assert payload == {"person": ana.pk, "about": "changed", "change": "add authenticator app"}
