"""Passkeys, in a real browser with an authenticator that is always willing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.factories import editor
from tests.factories.people import PASSWORD
from tests.support.chromium import Page, browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with browser(tmp_path) as found:
        found.lend_passkeys()
        yield found


def log_in(page: Page, live_server, name: str) -> Page:
    page.open(live_server.url + reverse("account_login"))
    return page.fill(username=name, password=PASSWORD).press("#login-form input[type=submit]")


def add_key(page: Page, live_server, *, passwordless: bool) -> None:
    page.open(live_server.url + reverse("mfa_add_webauthn"))
    page.fill(password=PASSWORD).press("main input[type=submit]")
    if passwordless:
        page.run("document.querySelector('[name=passwordless]').click()")
    page.press("#add-key")
    assert "Recovery codes" in page.text


def log_out(page: Page) -> None:
    page.press("#logout-form button")


def test_a_passkey_stands_for_name_and_password(page: Page, live_server) -> None:
    ana = editor()
    log_in(page, live_server, ana.username)
    add_key(page, live_server, passwordless=True)
    log_out(page)
    Session.objects.all().delete()
    page.open(live_server.url + "/admin/login/?next=/admin/factcheck/claim/")
    page.press("#passkey-login")
    assert page.run("location.pathname") == "/admin/factcheck/claim/"
    assert ana.username in page.text
    last = Session.objects.latest("expire_date")
    assert last.get_decoded()["_auth_user_id"] == str(ana.pk)
    assert last.expire_date > timezone.now() + timedelta(days=7)  # not the challenge's minutes
    assert not [line for line in page.logged if "Content Security Policy" in line]


def test_a_security_key_is_the_second_factor(page: Page, live_server) -> None:
    ana = editor()
    log_in(page, live_server, ana.username)
    add_key(page, live_server, passwordless=False)
    log_out(page)
    log_in(page, live_server, ana.username)
    assert "Second factor" in page.text
    page.press("#use-key")
    assert page.run("location.pathname") == "/admin/"


def test_a_passkey_nobody_has_is_told_of_in_a_sentence(page: Page, live_server) -> None:
    page.open(live_server.url + reverse("account_login"))
    page.run("document.querySelector('#passkey-login').click()")
    page.wait("!document.querySelector('#key-failed').hidden")
    assert "The key was not used" in page.text
