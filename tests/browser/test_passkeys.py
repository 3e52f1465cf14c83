"""Passkeys, with an authenticator whose owner is always there."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Entering
from tests.factories import editor
from tests.factories.people import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(enter: Entering, live_server: LiveServer) -> Iterator[Page]:
    """Open a window whose browser has an authenticator."""
    window = enter(live_server.url)
    page = window.new_page()
    debugger = window.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    window.close()


def log_in(page: Page, name: str) -> None:
    page.goto(reverse("account_login"))
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("#login-form input[type=submit]").click()


def add_key(page: Page, *, passwordless: bool) -> None:
    page.goto(reverse("mfa_add_webauthn"))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main input[type=submit]").click()
    if passwordless:
        page.locator("[name=passwordless]").check()
    page.locator("#add-key").click()
    expect(page.get_by_role("main")).to_contain_text("Recovery codes")


def log_out(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#logout-form button").click()


def test_a_passkey_stands_for_name_and_password(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    ana = editor()
    log_in(page, ana.username)
    add_key(page, passwordless=True)
    log_out(page)
    Session.objects.all().delete()
    page.goto("/admin/login/?next=/admin/factcheck/claim/")
    page.locator("#passkey-login").click()
    page.wait_for_url("**/admin/factcheck/claim/")
    expect(page.locator("#user-tools")).to_contain_text(ana.username)
    last = Session.objects.latest("expire_date")
    assert last.get_decoded()["_auth_user_id"] == str(ana.pk)
    assert last.expire_date > timezone.now() + timedelta(days=7)  # not the challenge's minutes
    assert not [line for line in complaints if "Content Security Policy" in line]


def test_a_security_key_is_the_second_factor(page: Page) -> None:
    ana = editor()
    log_in(page, ana.username)
    add_key(page, passwordless=False)
    log_out(page)
    log_in(page, ana.username)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")
    page.locator("#use-key").click()
    page.wait_for_url("**/admin/")


def test_a_passkey_nobody_has_is_told_of_in_a_sentence(page: Page) -> None:
    page.goto(reverse("account_login"))
    page.locator("#passkey-login").click()
    expect(page.locator("#key-failed")).to_contain_text("The key was not used")
