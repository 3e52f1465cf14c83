"""Apps and recovery codes, from setting them up to logging in with them."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from lxml import html

from newsroom.audit.models import Event
from newsroom.signin.second_factor import factors_of
from tests.factcheck.admin.pages import text_of
from tests.factories import editor
from tests.factories.people import PASSWORD
from tests.newsroom.signin.entering import is_in, log_in
from tests.support.authenticator import app_of, digits_now, recovery_codes_of

pytestmark = pytest.mark.django_db

CODE = "/admin/sign-in/code/"


def confirmed(client: Client, address: str) -> Client:
    """Go to an address that asks for the password once more, and give it."""
    response = client.get(address)
    assert response.status_code == 302, text_of(response.content)
    confirm = response.headers["Location"]
    assert reverse("account_reauthenticate") in confirm
    response = client.post(confirm, {"password": PASSWORD, "next": address})
    assert response.headers["Location"] == address
    return client


def test_setting_up_an_app_gives_recovery_codes_and_is_on_record(
    django_capture_on_commit_callbacks,
) -> None:
    ana = editor()
    client = confirmed(log_in(ana), reverse("mfa_activate_totp"))
    page = client.get(reverse("mfa_activate_totp"))
    key = html.fromstring(page.content).find_class("secret")[0].text_content()
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Incorrect code" in text_of(wrong.content)
    key = html.fromstring(wrong.content).find_class("secret")[0].text_content()
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": digits_now(key)}, follow=True)
    assert len(html.fromstring(done.content).find_class("codes")[0].findall("li")) == 10
    assert factors_of(ana).app
    assert factors_of(ana).codes == 10
    assert Event.objects.filter(actor=ana, verb="add authenticator app").exists()


def test_logging_in_asks_for_the_digits() -> None:
    ana = editor()
    key = app_of(ana)
    client = log_in(ana)
    assert client.answer.headers["Location"] == CODE
    assert not is_in(client)
    assert "Incorrect code" in text_of(client.post(CODE, {"code": "12"}).content)
    assert client.post(CODE, {"code": digits_now(key)}).status_code == 302
    assert is_in(client)


def test_digits_work_once() -> None:
    ana = editor()
    digits = digits_now(app_of(ana))
    assert is_in_with(log_in(ana), digits)
    assert not is_in_with(log_in(ana), digits)


def is_in_with(client: Client, code: str) -> bool:
    client.post(CODE, {"code": code})
    return is_in(client)


def test_a_recovery_code_works_once() -> None:
    ana = editor()
    app_of(ana)
    code = recovery_codes_of(ana)[0]
    assert is_in_with(log_in(ana), code)
    assert not is_in_with(log_in(ana), code)
    assert factors_of(ana).codes == 9


def test_guessing_digits_is_locked_too() -> None:
    ana = editor()
    key = app_of(ana)
    client = log_in(ana)
    for _attempt in range(5):
        client.post(CODE, {"code": "000000"})
    locked = client.post(CODE, {"code": digits_now(key)})
    assert "Wait five minutes" in text_of(locked.content)
    assert not is_in(client)


def test_nobody_gets_to_the_second_step_without_the_first() -> None:
    ana = editor()
    key = app_of(ana)
    response = Client().post(CODE, {"code": digits_now(key)})
    assert response.headers["Location"] == reverse("account_login")


def test_the_second_step_can_be_cancelled() -> None:
    ana = editor()
    app_of(ana)
    client = log_in(ana)
    client.post(reverse("account_logout"))
    assert client.get(CODE).headers["Location"] == reverse("account_login")


def test_removing_the_app_takes_the_recovery_codes_with_it() -> None:
    ana = editor()
    key = app_of(ana)
    recovery_codes_of(ana)
    client = log_in(ana)
    client.post(CODE, {"code": digits_now(key)})
    confirmed(client, reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=ana).exists()
    assert Event.objects.filter(actor=ana, verb="remove authenticator app").exists()
