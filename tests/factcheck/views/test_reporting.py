"""A reader reports an error: no script, no cookie, no account, and nothing typed is lost."""

from contextlib import closing
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from lxml import html
from pytest_django import Settings

from factcheck.models import Check, ReaderReport
from factcheck.views import reporting
from tests.factcheck.views.reader import address, text, withdraw
from tests.factories import STATEMENT, claim, published_claim
from tests.support.queries import sql_sent
from tests.support.windows import pass_time

pytestmark = pytest.mark.django_db

NOON = "2026-06-01T12:00:00Z"
HERE = {"Origin": "http://testserver"}
TYPED = {
    "message": "Not so: row 4 says 12,000.\nمرحبا é 🙂 <b>\"'&amp;</textarea>",  # noqa: RUF001
    "evidence_url": "https://port.example.org/table?a=1&b=2",
    "contact": "reader@mail.example.org",
}


@pytest.fixture
def reader() -> Client:
    """Somebody whose browser is asked for every token Django would want."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def form() -> str:
    return f"{address(published_claim())}report/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def fields(content: bytes) -> dict[str, str]:
    """Return what the form on a page would send."""
    (found,) = (one for one in html.fromstring(content).forms if one.method == "POST")
    return {
        name: (value or "").removeprefix("\n").replace("\r\n", "\n")
        for name, value in found.fields.items()
    }


def opened(reader: Client, form: str, clock: Any) -> dict[str, str]:
    """Open the form, take a minute to fill it in; return what it would send."""
    sent = fields(reader.get(form).content) | TYPED
    clock.shift(60)
    return sent


def stays(answer: Any, status: int, *said: str) -> dict[str, str]:
    """Say that everything typed is back on the page, with ``said``; return what it would send."""
    assert answer.status_code == status
    again = fields(answer.content)
    assert {name: again[name] for name in TYPED} == TYPED
    page = " ".join(html.fromstring(answer.content).text_content().split())
    for sentence in said:
        assert sentence in page
    return again


def test_the_verdict_page_leads_to_the_form_and_the_form_to_thanks(
    reader: Client, form: str, clock: Any
) -> None:
    page = html.fromstring(reader.get(form.removesuffix("report/")).content)
    assert page.xpath("//a[normalize-space()='Report an error']/@href") == [form]
    answer = reader.post(form, opened(reader, form, clock), headers=HERE)
    assert (answer.status_code, answer["Location"]) == (302, f"{form}thanks/")
    thanks = text(reader, answer["Location"])
    assert "Thank you" in thanks
    assert STATEMENT in thanks
    (report,) = ReaderReport.objects.all()
    kept = (report.message.replace("\r\n", "\n"), report.evidence_url, report.contact)
    assert kept == tuple(TYPED.values())
    assert report.check_record == Check.objects.get()


def test_neither_form_nor_answer_sets_or_varies_by_a_cookie_and_none_is_kept(
    reader: Client, form: str, clock: Any
) -> None:
    shown = reader.get(form, headers={"cookie": "sessionid=stale"})
    sent = reader.post(form, opened(reader, form, clock), headers=HERE)
    wrong = reader.post(form, {}, headers=HERE)
    for answer in (shown, sent, wrong):
        assert not answer.cookies
        assert "Vary" not in answer.headers
        assert answer["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "form-action 'self'" in answer["Content-Security-Policy"]
    assert b"<script" not in shown.content
    assert b'content="noindex"' in shown.content


def test_every_field_has_its_label_and_says_what_becomes_of_a_contact(
    reader: Client, form: str
) -> None:
    page = html.fromstring(reader.get(form).content)
    shown = page.xpath("//form[@method='post']//*[self::textarea or self::input[not(@type)] or "
                       "self::input[@type='text']][not(ancestor::*[@hidden])]")  # fmt: skip
    assert [one.get("name") for one in shown] == list(TYPED)
    for one in shown:
        assert page.xpath(f"//label[@for='{one.get('id')}']")
        assert one.get("name") == "contact" or one.get("maxlength") is None  # would cut a paste
    (contact,) = (one for one in shown if one.get("name") == "contact")
    (help_text,) = page.xpath(f"//*[@id='{contact.get('aria-describedby')}']")
    assert "30 days" in help_text.text_content()
    assert "90 days" in help_text.text_content()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"message": " \n "}, "This field is required."),
        ({"message": "x" * 5_001}, "at most 5000 characters (it has 5001)"),
        ({"message": "null \0 byte"}, "Null characters are not allowed."),
        ({"evidence_url": "javascript:alert(document.domain)"}, "http:// or https://"),
        ({"evidence_url": "ftp://port.example.org/table"}, "http:// or https://"),
        ({"evidence_url": "https://port.example.org/<script>"}, "http:// or https://"),
        ({"evidence_url": "data:text/html,<script>alert(1)</script>"}, "http:// or https://"),
        ({"evidence_url": f"https://port.example.org/{'x' * 3_000}"}, "http:// or https://"),
        ({"contact": "x" * 255}, "at most 254 characters (it has 255)"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_everything_typed_stays(
    reader: Client, form: str, clock: Any, wrong: dict[str, str], said: str
) -> None:
    sent = opened(reader, form, clock) | wrong
    answer = reader.post(form, sent, headers=HERE)
    assert answer.status_code == 422
    page = html.fromstring(answer.content.replace(b"\0", b" "))
    ((name, _value),) = wrong.items()
    (field,) = page.xpath(f"//form//*[@name='{name}']")
    (error,) = page.xpath(f"//*[@id='id_{name}_error']")
    assert said in error.text_content()
    assert error.get("id") in field.get("aria-describedby")
    assert field.get("aria-invalid") == "true"
    assert page.xpath("//*[@role='alert']")
    again = fields(answer.content)
    for other in set(TYPED) - {name}:
        assert again[other] == TYPED[other]
    if "\0" not in sent[name] and sent[name].strip():
        assert again[name] == sent[name]
    assert not ReaderReport.objects.exists()


def test_an_address_typed_without_its_beginning_is_completed(
    reader: Client, form: str, clock: Any
) -> None:
    sent = opened(reader, form, clock) | {"evidence_url": "port.example.org/table"}
    assert reader.post(form, sent, headers=HERE).status_code == 302
    assert ReaderReport.objects.get().evidence_url == "https://port.example.org/table"


def test_a_page_open_for_too_long_comes_back_filled_and_can_be_sent(
    reader: Client, form: str, clock: Any
) -> None:
    sent = opened(reader, form, clock)
    clock.shift(reporting.LATEST)
    again = stays(reader.post(form, sent, headers=HERE), 422, "Nothing is lost")
    assert again["stamp"] != sent["stamp"]
    clock.shift(5)
    assert reader.post(form, again, headers=HERE).status_code == 302
    assert ReaderReport.objects.count() == 1


@pytest.mark.parametrize("made_up", ["", "x", "a:b:c", "x" * 100_000, "é☃"])
def test_a_stamp_that_is_none_comes_back_with_a_good_one(
    reader: Client, form: str, clock: Any, made_up: str
) -> None:
    sent = opened(reader, form, clock) | {"stamp": made_up}
    again = stays(reader.post(form, sent, headers=HERE), 422)
    clock.shift(5)
    assert reader.post(form, again, headers=HERE).status_code == 302


def test_a_stamp_is_good_for_one_check_alone(reader: Client, form: str, clock: Any) -> None:
    other = f"{address(published_claim(statement='Bread costs twice what it did'))}report/"
    stamp = opened(reader, other, clock)["stamp"]
    stays(reader.post(form, opened(reader, form, clock) | {"stamp": stamp}, headers=HERE), 422)
    assert not ReaderReport.objects.exists()


def test_what_is_sent_at_once_waits_and_the_same_page_is_good_then(
    reader: Client, form: str, clock: Any
) -> None:
    sent = fields(reader.get(form).content) | TYPED
    again = stays(reader.post(form, sent, headers=HERE), 422, "That was very quick.")
    assert again["stamp"] == sent["stamp"]
    clock.shift(reporting.SOONEST)
    assert reader.post(form, again, headers=HERE).status_code == 302


def test_a_machine_fills_in_what_nobody_sees(reader: Client, form: str, clock: Any) -> None:
    page = html.fromstring(reader.get(form).content)
    assert page.xpath("//*[@hidden]//input[@name='website']")
    sent = opened(reader, form, clock) | {"website": "https://spam.example.org/"}
    again = stays(reader.post(form, sent, headers=HERE), 422, "has to stay empty")
    assert again["website"] == ""
    assert not ReaderReport.objects.exists()
    assert reader.post(form, again, headers=HERE).status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"Origin": "https://evil.example.org"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example.org"},
        {"Origin": "https://testserver"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    ],
)
def test_what_another_site_made_up_is_refused_and_not_shown(
    reader: Client, form: str, clock: Any, elsewhere: dict[str, str]
) -> None:
    answer = reader.post(form, opened(reader, form, clock), headers=elsewhere)
    assert answer.status_code == 403
    assert b"12,000" not in answer.content
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("told", [{"Sec-Fetch-Site": "same-origin"}, HERE, {}])
def test_our_own_page_is_believed_and_so_is_who_is_no_browser(
    reader: Client, form: str, clock: Any, told: dict[str, str]
) -> None:
    assert reader.post(form, opened(reader, form, clock), headers=told).status_code == 302


def test_one_network_sends_so_many_an_hour_and_the_rest_is_not_lost(
    reader: Client, form: str, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "FROM_ONE_NETWORK", 2)
    sent = opened(reader, form, clock)
    for number in range(2):
        made_up = {**HERE, "X-Forwarded-For": f"203.0.113.{number}"}
        one = sent | {"message": f"Number {number}"}
        assert reader.post(form, one, headers=made_up).status_code == 302
    refused = reader.post(form, sent, headers={**HERE, "X-Forwarded-For": "203.0.113.9"})
    again = stays(refused, 429, "send yours again in")
    assert ReaderReport.objects.count() == 2
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post(form, sent, headers=HERE).status_code == 302
    clock.shift(int(refused["Retry-After"]))
    pass_time(int(refused["Retry-After"]))
    assert reader.post(form, again, headers=HERE).status_code == 302


def test_reports_of_one_check_are_counted_together_wherever_they_come_from(
    reader: Client, form: str, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "ABOUT_ONE_CHECK", 2)
    sent = opened(reader, form, clock)
    statuses = [
        Client(REMOTE_ADDR=f"203.0.113.{number}")
        .post(form, sent | {"message": f"Number {number}"}, headers=HERE)
        .status_code
        for number in range(3)
    ]
    assert statuses == [302, 302, 429]


def test_one_person_on_six_networks_does_not_use_up_what_there_is_for_everybody(
    reader: Client, form: str, clock: Any
) -> None:
    sent = opened(reader, form, clock)

    def status(address: str, message: str) -> int:
        said = sent | {"message": message}
        return Client(REMOTE_ADDR=address).post(form, said, headers=HERE).status_code

    for network in range(6):
        tried = [status(f"203.0.113.{network}", f"{network} {number}") for number in range(10)]
        assert tried == [302] * 3 + [429] * 7
    assert status("198.51.100.7", "Mine") == 302


def test_behind_our_own_proxy_it_is_the_readers_network_that_counts(
    reader: Client, form: str, clock: Any, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.REST_FRAMEWORK = {**django_settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    monkeypatch.setattr(reporting, "FROM_ONE_NETWORK", 1)
    sent = opened(reader, form, clock)

    def status(forwarded: str) -> int:
        told = {**HERE, "X-Forwarded-For": forwarded}
        return reader.post(form, sent | {"message": forwarded}, headers=told).status_code

    assert status("203.0.113.1") == 302
    assert status("198.51.100.1, 203.0.113.1") == 429, "what the reader made up is not believed"
    assert status("2001:db8::1") == 302
    assert status("2001:db8::ffff") == 429, "one line has a whole /64"
    assert status("2001:db8:0:1::1") == 302


def test_of_a_withdrawn_check_there_is_the_notice_and_nothing_is_taken_down(
    reader: Client, clock: Any
) -> None:
    made = published_claim()
    form = f"{address(made)}report/"
    sent = opened(reader, form, clock)
    withdraw(made)
    for answer in (
        reader.get(form),
        reader.get(f"{form}thanks/"),
        reader.post(form, sent, headers=HERE),
    ):
        assert answer.status_code == 410
        assert b"We quoted the wrong person." in answer.content
        assert STATEMENT.encode() not in answer.content
    assert not ReaderReport.objects.exists()


def test_of_a_draft_there_is_no_form(reader: Client) -> None:
    draft = f"{address(claim())}report/"
    for path in (draft, f"{draft}thanks/"):
        hidden, missing = reader.get(path), reader.get("/checks/nowhere/report/")
        assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert reader.post(draft, TYPED, headers=HERE).status_code == 404


def test_the_form_costs_one_query_and_a_report_a_few(reader: Client, form: str, clock: Any) -> None:
    sent = opened(reader, form, clock)
    with sql_sent() as asked:
        reader.get(form)
    assert len(asked) == 1
    with sql_sent() as asked:
        reader.post(form, sent, headers=HERE)
    assert len(asked) <= 12


def test_the_form_is_there_in_spanish(reader: Client, form: str, clock: Any) -> None:
    sent = opened(reader, f"/es{form}", clock)
    answer = reader.post(f"/es{form}", sent, headers=HERE)
    assert answer["Location"] == f"/es{form}thanks/"
    assert 'lang="es"' in text(reader, answer["Location"])


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_taken_down_just_now_is_not_lost(
    reader: Client, form: str, clock: Any
) -> None:
    sent = opened(reader, form, clock)
    with connection.cursor() as cursor, closing(connection.copy()) as at_work:
        cursor.execute("SET lock_timeout = '50ms'")
        at_work.set_autocommit(False)
        at_work.cursor().execute("SELECT FROM factcheck_check FOR UPDATE")
        again = stays(reader.post(form, sent, headers=HERE), 503, "Nothing is lost")
        at_work.rollback()
        assert reader.post(form, again, headers=HERE).status_code == 302
        cursor.execute("RESET lock_timeout")
    assert ReaderReport.objects.get().message == TYPED["message"]
