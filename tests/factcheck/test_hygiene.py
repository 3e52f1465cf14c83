"""What every public answer has, and what no request can make it say."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from tests.factcheck.surface import SAYS_NOTHING, Named, Question, public_addresses
from tests.factories import published_claim

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FRAMED = {"embed"}
"""Addresses that other sites may show in a frame."""

DIFFERS_EACH_TIME = {"check-report"}
"""It has a stamp of its own."""

EVIL = "evil.example.org"
PLANTED = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Forwarded-Port": "666",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Path": "/evil",
    "X-Forwarded-Scheme": "evil",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Ssl": "on",
    "Forwarded": f"host={EVIL};proto=https",
    "X-Host": EVIL,
    "X-HTTP-Host-Override": EVIL,
    "X-Original-URL": "/evil",
    "X-Rewrite-URL": "/evil",
    "X-Original-Host": EVIL,
    "Front-End-Https": "on",
    "X-HTTP-Method-Override": "POST",
    "X-Forwarded-For": f"<{EVIL}>",
    "X-Real-IP": EVIL,
    "Referer": f"https://{EVIL}/",
    "User-Agent": EVIL,
    "Accept-Language": "es",
    "Origin": f"https://{EVIL}",
    "Cookie": f"sessionid={EVIL}; csrftoken={EVIL}; django_language=es; messages={EVIL}",
}
HOSTS = [
    EVIL,
    f"testserver@{EVIL}",
    f"{EVIL}#testserver",
    f"testserver.{EVIL}",
    f"testserver:80@{EVIL}",
    "testserver:evil",
    "testserver/evil",
    'testserver"><script>',
    "testserver, evil.example.org",
    "[::1",
    "",
    "..",
]


@pytest.fixture
def asked() -> list[Question]:
    """One question at each public address, of a check that is there, and of one that is not."""
    claim = published_claim()
    named = Named([claim.slug, "nowhere"], words={"words": "harbour"})
    found: dict[str, Question] = {}
    for address in public_addresses():
        for path in address.paths(named):
            found[path] = Question(address.name, path, is_about_one=False)
    return list(found.values())


def test_every_answer_has_the_headers_that_keep_a_reader_safe(
    client: Client, asked: list[Question]
) -> None:
    for question in asked:
        answer = client.get(question.path)
        policy = answer.headers["Content-Security-Policy"]
        assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE, question.path
        assert "camera=()" in answer.headers["Permissions-Policy"], question.path
        assert "Server" not in answer.headers
        assert "X-Powered-By" not in answer.headers
        if question.name in FRAMED and answer.status_code == 200:
            continue
        assert answer.headers["X-Frame-Options"] == "DENY", question.path
        assert "frame-ancestors 'none'" in policy, question.path


def test_a_page_for_readers_runs_nothing_and_loads_nothing_from_elsewhere(
    client: Client, asked: list[Question]
) -> None:
    for question in asked:
        answer = client.get(question.path)
        is_page = answer["Content-Type"].startswith("text/html")
        if is_page and question.name not in SAYS_NOTHING:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, question.path
            assert "unsafe" not in policy, question.path
            assert "script-src" not in policy, question.path
            assert "http" not in policy, question.path


def test_no_answer_sets_a_cookie_or_varies_by_one(client: Client, asked: list[Question]) -> None:
    for question in (one for one in asked if one.name not in SAYS_NOTHING):
        for method in ("get", "head", "options", "post", "put"):
            told = {"cookie": "sessionid=stale; csrftoken=stale"}
            answer = getattr(client, method)(question.path, headers=told)
            assert not answer.cookies, (method, question.path)
            assert "cookie" not in answer.get("Vary", "").lower(), (method, question.path)


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_ours_is_refused_everywhere(
    client: Client, asked: list[Question], host: str
) -> None:
    for question in asked:
        answer = client.get(question.path, headers={"host": host})
        assert answer.status_code == 400, question.path
        assert EVIL.encode() not in answer.content


@pytest.mark.parametrize("is_behind_a_proxy", [False, True])
def test_nothing_that_a_cache_does_not_see_changes_what_it_would_keep(
    client: Client, asked: list[Question], settings: Settings, is_behind_a_proxy: bool
) -> None:
    if is_behind_a_proxy:  # as in production: the proxy says over what the reader has come
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for question in asked:
        if question.name in DIFFERS_EACH_TIME | SAYS_NOTHING:
            continue
        plain = client.get(question.path)
        planted = client.get(question.path, headers=PLANTED)
        assert planted.status_code == plain.status_code, question.path
        assert planted.content == plain.content, question.path
        assert _kept(planted.headers) == _kept(plain.headers), question.path


def _kept(headers: object) -> dict[str, str]:
    """Return the headers that a cache keeps; what is left of a rate limit is nobody else's."""
    return {k: v for k, v in headers.items() if not k.startswith("RateLimit")}  # type: ignore[attr-defined]


def test_addresses_in_answers_are_those_of_the_site_whatever_its_name_here(
    client: Client, asked: list[Question], settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = [*django_settings.ALLOWED_HOSTS, "other.example.org"]
    for question in asked:
        answer = client.get(question.path, headers={"host": "other.example.org"})
        assert b"other.example.org" not in answer.content, question.path
        assert "other.example.org" not in str(answer.headers), question.path


def test_an_address_without_its_slash_leads_to_a_path_and_never_to_another_host(
    client: Client,
) -> None:
    for path in ("//evil.test", "/\\evil.test", "///evil.test/%2e%2e", "//evil.test/", "/search"):
        answer = client.get("/", PATH_INFO=path)
        where = answer.headers.get("Location", "")
        assert answer.status_code in (301, 404)
        assert not where.startswith(("//", "/\\", "http"))
