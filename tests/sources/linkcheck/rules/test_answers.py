"""Walls by status, header, mark and title; an article about walls is alive."""

import pytest

from tests.sources.linkcheck.looking import STORY, look
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import Handler, Website, article, content, html, redirect, status

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

AKAMAI = (
    "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have "
    'permission to access "http&#58;&#47;&#47;x" on this server.<P>Reference&#32;&#35;18.2f</BODY>'
)
INCAPSULA = (
    '<html><body><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9">Request '
    "unsuccessful. Incapsula incident ID: 123-456</iframe></body></html>"
)
COOKIE = '<html><script>document.cookie="seen=1; path=/";window.location.reload();</script></html>'


@pytest.mark.parametrize("code", [200, 202, 503])
@pytest.mark.parametrize(
    "body",
    [
        "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>",
        "<title>DDoS-Guard</title><script src='/.well-known/ddos-guard/js-challenge/x'></script>",
        "<title>x</title><script src='https://check.ddos-guard.net/check.js'></script>",
        '<title>Access to this page has been denied</title><div id="px-captcha"></div>',
        AKAMAI,
        INCAPSULA,
        '<title>paper</title><script src="https://ct.captcha-delivery.com/c.js"></script>',
        "<title>You are being redirected...</title><script>sucuri_cloudproxy_js='';</script>",
        "<title>Sucuri WebSite Firewall - Access Denied</title>",
        "<title>Human Verification</title><script>window.gokuProps={}</script>",
        "<title>Making sure you&#39;re not a bot!</title><script id='anubis_challenge'></script>",
        "<title>Vercel Security Checkpoint</title>",
        "<!-- To discuss automated access to Amazon data please contact us. --><p>Sorry.</p>",
        "<title>Request Rejected</title>The requested URL was rejected. Your support ID is: 1",
        "<title>Un momento…</title>",
        "<title>Einen Moment, bitte...</title>",
        "<title>Один момент…</title>",
        "<title>请稍候…</title>",
        "<title>しばらくお待ちください...</title>",
        "<title>لحظة من فضلك...</title>",
        "<title>Zugriff verweigert</title>",
        "<title>Доступ запрещён</title>",
        COOKIE,
    ],
)
def test_a_challenge_is_a_wall_whatever_its_status(site: Website, body: str, code: int) -> None:
    site.pages["/a"] = content(body, code=code)
    result = look(site.url("/a"))
    assert (result.outcome, result.rule) == ("blocked", "challenge-page")
    assert result.text is None


@pytest.mark.parametrize("mark", ["g-recaptcha", "h-captcha", "cf-turnstile"])
def test_a_page_that_is_all_captcha_is_a_wall(site: Website, mark: str) -> None:
    site.pages["/a"] = html(f'<p>Please go on.</p><div class="{mark}"></div>')
    assert look(site.url("/a")).rule == "challenge-page"


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ({"cf-mitigated": "challenge"}, "wall-header"),
        ({"x-amzn-waf-action": "captcha"}, "wall-header"),
        ({"x-datadome": "protected"}, "answered"),
    ],
)
def test_a_wall_may_name_itself_in_a_header(
    site: Website, headers: dict[str, str], rule: str
) -> None:
    site.pages["/a"] = article(*STORY * 2)
    page = content("x" * 10, headers=headers)
    site.pages["/b"] = page
    assert look(site.url("/b")).rule == rule


@pytest.mark.parametrize(
    "location",
    [
        "/.well-known/captcha/?r=a",
        "/showcaptcha?u=1",
        "/sorry/index?continue=a",
        "/cdn-cgi/challenge-platform/x",
    ],
)
def test_a_redirect_to_a_challenge_is_a_wall(site: Website, location: str) -> None:
    site.pages.update({"/a": redirect(location), location.partition("?")[0]: html("Hello")})
    assert look(site.url("/a")).rule == "challenge-address"


@pytest.mark.parametrize(
    "page",
    [
        article(*STORY * 2, title="Just a moment"),
        article(*STORY * 2, '<div class="g-recaptcha"></div>', title="The end of the captcha"),
        article(
            *STORY * 2, "Your support ID is 7, px-captcha, _cf_chl_opt.", title="How walls work"
        ),
        article(*STORY, title="Are you a robot? How captchas shut people out"),
        html("<p>Write to us.</p>" * 30 + '<form><div class="h-captcha"></div></form>'),
        html(
            "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>Short notice."
        ),
    ],
)
def test_pages_about_walls_or_with_a_captcha_in_a_form_are_alive(
    site: Website, page: Handler
) -> None:
    site.pages["/a"] = page
    assert look(site.url("/a")).outcome == "ok"


def test_a_404_behind_a_wall_is_a_wall(site: Website) -> None:
    site.pages["/a"] = status(404, cf_mitigated="challenge")
    assert look(site.url("/a")).outcome == "blocked"
