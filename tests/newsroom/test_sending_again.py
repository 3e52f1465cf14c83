"""A form sent after the login has ended, or begun anew, loses nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from newsroom.accounts.models import Role, User
from sources.models import Source
from tests.factcheck.admin.pages import answers, filled_in, text_of
from tests.factories import PRESS_TEXT, judged_claim, person, reporter
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

ADD = reverse("admin:sources_source_add")
HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = f"{PRESS_TEXT}\n\nمرحبا é 🙂 <b>\"'&amp;"  # noqa: RUF001 - what people write


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def log_in(browser: Client, user: User) -> None:
    login = reverse("admin:login")
    given = {
        "username": user.username,
        "password": PASSWORD,
        "csrfmiddlewaretoken": token(browser, login),
    }
    assert browser.post(login, given).status_code == 302


def token(browser: Client, url: str) -> str:
    page = html.fromstring(browser.get(url, follow=True).content)
    return str(page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0])


def opened(browser: Client) -> dict[str, Any]:
    """Open the form for a source, fill it in, and return what it would send."""
    form = answers(browser, ADD, "source_form")
    form.pop("file", None)
    return form | {"address": TYPED, "csrfmiddlewaretoken": token(browser, ADD), "_save": "Save"}


def left_open(browser: Client) -> dict[str, Any]:
    """Open the form, then let the session end; return what the form would send."""
    log_in(browser, reporter())
    form = opened(browser)
    del browser.cookies["sessionid"]
    return form


def held(content: bytes) -> dict[str, Any]:
    """Return what the page that holds a form would send."""
    page = html.fromstring(content.decode())
    (found,) = page.xpath("//form[@id='sending-again']//input[@name='csrfmiddlewaretoken']/@value")
    return filled_in(content, "sending-again") | {"csrfmiddlewaretoken": found}


def test_what_was_typed_is_sent_again_after_logging_in_in_another_tab(browser: Client) -> None:
    user = reporter()
    log_in(browser, user)
    form = opened(browser)
    del browser.cookies["sessionid"]  # the session has ended

    answer = browser.post(ADD, form)
    assert answer.status_code == 403
    assert "nothing is lost" in text_of(answer.content)
    assert not Source.objects.exists()
    (link,) = html.fromstring(answer.content).xpath("//a[@target='_blank']/@href")
    assert link.startswith(reverse("admin:login"))

    first = held(answer.content)
    log_in(browser, user)  # in another tab: the token is another one by now
    answer = browser.post(ADD, first, headers=HERE)
    assert answer.status_code == 403
    assert "You logged in again" in text_of(answer.content)

    answer = browser.post(ADD, held(answer.content), headers=HERE)
    assert answer.status_code == 302
    retrieval = Source.objects.get().retrievals.get()
    assert retrieval.raw == TYPED


def test_a_form_of_many_rows_is_held_as_well(browser: Client) -> None:
    user = reporter()
    claim = judged_claim(by=user)
    change = reverse("admin:factcheck_claim_change", args=[claim.pk])
    log_in(browser, user)
    form = answers(browser, change, "claim_form")
    form |= {"statement": "Put otherwise, at length", "csrfmiddlewaretoken": token(browser, change)}
    del browser.cookies["sessionid"]
    first = held(browser.post(change, form).content)
    log_in(browser, user)
    second = held(browser.post(change, first, headers=HERE).content)
    answer = browser.post(change, second, headers=HERE)
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert claim.statement == "Put otherwise, at length"


def test_whoever_is_still_logged_in_is_never_asked(browser: Client) -> None:
    log_in(browser, reporter())
    assert browser.post(ADD, opened(browser)).status_code == 302


def test_every_field_is_held_with_every_value(browser: Client) -> None:
    form = left_open(browser) | {"keep": ["1", "2"], "notes": "One\r\nTwo"}
    answer = browser.post(ADD, form)
    found = held(answer.content)
    found.pop("csrfmiddlewaretoken")
    sent = {name: value for name, value in form.items() if name != "csrfmiddlewaretoken"}
    # Line ends of a page are all alike; a browser sends them as it did before.
    assert found == sent | {"notes": "One\nTwo"}


def test_what_another_site_made_up_is_not_one_button_away(browser: Client) -> None:
    log_in(browser, reporter())
    form = opened(browser) | {"csrfmiddlewaretoken": "x" * 64}
    for headers in (
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "https://evil.test"},
        {},
    ):
        answer = browser.post(ADD, form, headers=headers)
        assert answer.status_code == 403
        assert b"sending-again" not in answer.content
        assert not Source.objects.exists()


def test_a_browser_that_tells_only_the_origin_is_believed(browser: Client) -> None:
    log_in(browser, reporter())
    form = opened(browser) | {"csrfmiddlewaretoken": "x" * 64}
    answer = browser.post(ADD, form, headers={"Origin": "http://testserver"})
    assert b"sending-again" in answer.content


def test_passwords_and_files_are_asked_for_anew(browser: Client) -> None:
    upload = SimpleUploadedFile("story.txt", b"words")
    form = left_open(browser) | {"file": upload, "password1": "a secret of mine"}
    answer = browser.post(ADD, form)
    page = html.fromstring(answer.content)
    assert b"a secret of mine" not in answer.content
    assert page.xpath("//form[@id='sending-again']//input[@type='password']/@name") == ["password1"]
    assert page.xpath("//form[@id='sending-again']//input[@type='file']/@name") == ["file"]
    assert page.xpath("//form[@id='sending-again']/@enctype") == ["multipart/form-data"]
    assert "choose story.txt again" in text_of(answer.content)


def test_every_input_of_the_page_has_a_name(browser: Client) -> None:
    form = left_open(browser) | {"file": SimpleUploadedFile("a.txt", b"a"), "password1": "x"}
    page = html.fromstring(browser.post(ADD, form).content)
    labels = set(page.xpath("//label/@for"))
    shown = page.xpath("//form[@id='sending-again']//input[not(@type='hidden' or @type='submit')]")
    assert {one.get("id") for one in shown} == labels


def test_the_page_says_nothing_of_the_newsroom_to_a_stranger(browser: Client) -> None:
    person(Role.EDITOR, first_name="Somebody", last_name="Known")
    answer = browser.post(ADD, {"csrfmiddlewaretoken": token(browser, ADD), "title": "Mine"})
    assert answer.headers["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert b"Somebody" not in answer.content


def test_logging_out_twice_holds_nothing(browser: Client) -> None:
    logout = reverse("admin:logout")
    answer = browser.post(logout, {"csrfmiddlewaretoken": token(browser, ADD)})
    assert answer.status_code == 302
