"""Sessions and passwords of one's own, and what every page about signing in has."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from lxml import html

from newsroom.accounts.models import User
from newsroom.audit.models import Event
from tests.factcheck.admin.pages import text_of
from tests.factories import editor
from tests.factories.people import PASSWORD
from tests.newsroom.signin.entering import is_in, log_in
from tests.support.authenticator import app_of, digits_now, recovery_codes_of

pytestmark = pytest.mark.django_db

SESSIONS = "/admin/sign-in/sessions/"
NEW = "quite another secret"


def test_people_see_where_they_are_logged_in_and_end_the_others() -> None:
    ana, ben = editor(), editor()
    here, there, bens = log_in(ana), log_in(ana), log_in(ben)
    page = html.fromstring(here.get(SESSIONS).content)
    assert len(page.xpath("//table[contains(@class, 'stacks')]/tbody/tr")) == 2
    assert text_of(here.get(SESSIONS).content).count("this one") == 1
    answer = here.post(SESSIONS, follow=True)
    assert "127.0.0.1" in text_of(answer.content)
    assert is_in(here)
    assert not is_in(there)
    assert is_in(bens)
    assert UserSession.objects.filter(user=ana).count() == 1
    assert Event.objects.filter(actor=ana, verb="end sessions").count() == 1


def test_the_login_page_costs_a_stranger_no_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        Client().get(reverse("account_login"))


def test_the_list_of_sessions_costs_a_few_queries_a_session(django_assert_max_num_queries) -> None:
    ana = editor()
    client = log_in(ana)
    with django_assert_max_num_queries(9):
        client.get(SESSIONS)


def test_strangers_are_shown_no_sessions() -> None:
    response = Client().get(SESSIONS)
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one_listed() -> None:
    ana = editor()
    here, there = log_in(ana), log_in(ana)
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    response = here.post(reverse("admin:password_change"), form, follow=True)
    assert response.status_code == 200
    assert is_in(here)
    assert not is_in(there)
    assert here.session.session_key in UserSession.objects.values_list("session_key", flat=True)
    assert Event.objects.filter(actor=ana, verb="change password").count() == 1


def test_a_wrong_old_password_changes_nothing() -> None:
    ana = editor()
    client = log_in(ana)
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert client.post(reverse("admin:password_change"), form).status_code == 200
    assert User.objects.get(pk=ana.pk).check_password(PASSWORD)


def test_whoever_sits_down_at_an_open_session_does_not_guess_the_password() -> None:
    ana = editor()
    client = log_in(ana)
    form = {"old_password": "a guess", "new_password1": NEW, "new_password2": NEW}
    for _time in range(10):
        assert client.post(reverse("admin:password_change"), form).status_code == 200
    right = form | {"old_password": PASSWORD}
    assert client.post(reverse("admin:password_change"), right).status_code == 429
    assert User.objects.get(pk=ana.pk).check_password(PASSWORD)


def test_challenges_for_strangers_are_counted_and_kept_for_minutes() -> None:
    client, address = Client(), reverse("mfa_login_webauthn")
    response = client.get(address, headers={"Accept": "application/json"})
    assert response.json()["request_options"]["publicKey"]["challenge"]
    assert client.session.get_expiry_age() <= 300
    for _time in range(29):
        assert client.get(address, headers={"Accept": "application/json"}).status_code == 200
    refused = client.get(address, headers={"Accept": "application/json"})
    assert refused.status_code == 429
    assert "Wait one minute" in text_of(refused.content)


OUTSIDE = ["account_login", "account_reset_password", "account_reset_password_done"]
INSIDE = [
    "mfa_index",
    "admin:password_change",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_deactivate_totp",
    "usersessions_list",
    "admin:accounts_user_settings",
    "account_reauthenticate",
    "mfa_reauthenticate",
]


def check(page: bytes) -> None:
    """A page has one h1, runs nothing written in it, and names all its fields."""
    tree = html.fromstring(page)
    assert len(tree.findall(".//h1")) == 1
    assert not tree.xpath("//*[@style or @onclick or @onload]|//style")
    for script in tree.iter("script"):
        assert script.get("src", "").startswith("/static/") or "json" in script.get("type", "")
    labels = {label.get("for") for label in tree.iter("label")}
    for field in tree.xpath("//main//input[not(@type='hidden' or @type='submit')]|//main//select"):
        assert field.get("id") in labels, html.tostring(field)
    for link in tree.iter("a", "button"):
        assert link.text_content().strip() or link.get("aria-label"), html.tostring(link)


@pytest.mark.parametrize("name", OUTSIDE)
def test_every_page_for_strangers_is_sound(name: str) -> None:
    response = Client().get(reverse(name))
    assert response.status_code == 200
    check(response.content)
    assert "no-store" in response.headers["Cache-Control"]
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", INSIDE)
def test_every_page_of_ones_own_is_sound(name: str) -> None:
    ana = editor()
    key, _codes = app_of(ana), recovery_codes_of(ana)
    client = log_in(ana)
    second = client.get(client.answer.headers["Location"])
    check(second.content)
    client.post(client.answer.headers["Location"], {"code": digits_now(key)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.get(reverse(name))
    assert response.status_code == 200, response.headers.get("Location")
    assert "no-store" in response.headers["Cache-Control"]
    check(response.content)
