"""Doors in front of a live page: it is alive, and what stands in its place is not read."""

import pytest

from tests.sources.linkcheck.looking import STORY, look
from tests.sources.linkcheck.network import LOOPBACK, Names
from tests.support.website import Handler, Website, article, html, redirect

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

FORM = '<form><input name="user"><input type="password" name="word"></form>'


@pytest.mark.parametrize(
    ("location", "rule", "access"),
    [
        ("/login?next=/a", "login-page", "login"),
        ("/users/sign_in", "login-page", "login"),
        ("/iniciar-sesion", "login-page", "login"),
        ("/anmelden.html", "login-page", "login"),
        ("/cookie-consent?to=/a", "consent-wall", "login"),
        ("/age-check", "consent-wall", "login"),
        ("/subscribe?from=a", "subscription-page", "paywall"),
    ],
)
def test_who_is_sent_to_a_door_has_not_seen_the_page(
    site: Website, location: str, rule: str, access: str
) -> None:
    site.pages.update({"/a": redirect(location), location.partition("?")[0]: html("Hello")})
    result = look(site.url("/a"))
    assert (result.outcome, result.rule, result.access) == ("ok", rule, access)
    assert (result.text, result.body_sha256, result.permanent_redirect) == (None, None, None)


@pytest.mark.parametrize(
    ("host", "rule"),
    [("consent.example.test", "consent-wall"), ("login.example.test", "login-page")],
)
def test_doors_are_known_by_their_host(site: Website, host: str, rule: str) -> None:
    site.pages.update({"/a": redirect(f"http://{host}:{site.port}/x"), "/x": html("Hello")})
    assert look(site.url("/a"), Names.here(host)).rule == rule


@pytest.mark.parametrize("title", ["Log in | Paper", "Iniciar sesión", "ログイン", "Вход"])
def test_a_login_form_in_the_pages_place_is_a_door(site: Website, title: str) -> None:
    site.pages["/a"] = html(FORM, title=title)
    result = look(site.url("/a"))
    assert (result.outcome, result.rule, result.access) == ("ok", "login-form", "login")


@pytest.mark.parametrize(
    ("page", "outcome", "rule"),
    [
        (html("<p>This content is not available in your country.</p>"), "blocked", "region-notice"),
        (html("<p>Este contenido no está disponible en su país.</p>"), "blocked", "region-notice"),
        (html("<h1>Back soon</h1>", title="Under maintenance"), "server", "maintenance-notice"),
        (html("<p>Wartungsarbeiten</p>"), "server", "maintenance-notice"),
        (html("<p>Maintenance of the bridge begins on Monday, it said.</p>"), "ok", "answered"),
        (html(FORM + "<p>A notice beside the form of our readers.</p>"), "ok", "answered"),
        (article(*STORY * 2, title="Log in | Paper"), "ok", "answered"),
    ],
)
def test_notices_in_the_pages_place_are_told_from_pages(
    site: Website, page: Handler, outcome: str, rule: str
) -> None:
    site.pages["/a"] = page
    result = look(site.url("/a"))
    assert (result.outcome, result.rule) == (outcome, rule)
