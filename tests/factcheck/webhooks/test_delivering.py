from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from factcheck import actions
from factcheck.models import Change, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from factcheck.outbox import announce
from factcheck.webhooks import delivering
from factcheck.webhooks.delivering import deliver_due
from factcheck.webhooks.recording import record_attempt
from factcheck.webhooks.schedule import WAITS
from newsroom.audit.models import Event
from newsroom.jobs import queue
from sources.linkcheck.fetch import Limits
from sources.linkcheck.guard import SystemLookup
from tests.factcheck.webhooks.partner import (
    Kind,
    a_check,
    changed,
    open_to,
    pass_by,
    try_again,
)
from tests.factories import publisher
from tests.support.queries import sql_sent
from tests.support.receiver import Receiver
from tests.support.website import RawSite, after, closed_port, content, redirect, status

pytestmark = pytest.mark.django_db

State = WebhookDelivery.State


def states() -> list[str]:
    return list(WebhookDelivery.objects.order_by("pk").values_list("state", flat=True))


def test_a_change_is_told_signed_thin_and_once(
    endpoint: WebhookEndpoint, receiver: Receiver, settings: Any
) -> None:
    check = a_check()
    assert deliver_due() == 1
    assert deliver_due() == 0
    (message,) = receiver.messages
    change = Change.objects.get()
    assert message["type"] == "check.published"
    assert message["timestamp"] == change.at.isoformat().replace("+00:00", "Z")
    assert message["data"] == {
        "id": str(check.public_id),
        "slug": check.slug,
        "url": f"{settings.SITE_URL}/checks/{check.slug}/",
        "api_url": f"{settings.SITE_URL}/api/v1/checks/{check.slug}/",
        "sequence": change.sequence,
        "version": 1,
    }
    delivery = WebhookDelivery.objects.get()
    assert receiver.ids == [str(delivery.public_id)]
    assert delivery.state == State.DELIVERED
    endpoint.refresh_from_db()
    assert endpoint.last_delivered_at is not None


def test_the_request_is_plain_and_says_who_we_are(
    endpoint: WebhookEndpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with RawSite() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        a_check()
        deliver_due()
        assert proxy.connections == 0
    (request,) = receiver.requests
    assert (request.method, request.headers["Content-Type"]) == ("POST", "application/json")
    assert "-webhooks/1.0 (+https://desk.example.org/" in request.headers["User-Agent"]
    assert "Cookie" not in request.headers


@pytest.mark.parametrize("kind", [Kind.CORRECTED, Kind.EVIDENCE_CHANGED])
def test_corrections_and_changed_evidence_are_told(
    endpoint: WebhookEndpoint, receiver: Receiver, kind: Change.Kind
) -> None:
    check = a_check()
    deliver_due()
    number = changed(check, kind)
    deliver_due()
    assert receiver.told[1:] == [(f"check.{kind}", number)]


def test_a_withdrawal_is_told_without_a_version(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    check = a_check()
    actions.withdraw(by=publisher(), claim=check.claim, reason="Forged.")
    deliver_due()
    (message,) = receiver.messages
    assert (message["type"], message["data"]["version"]) == ("check.withdrawn", None)


def test_what_is_rolled_back_is_never_told(endpoint: WebhookEndpoint, receiver: Receiver) -> None:
    check = a_check()
    deliver_due()
    with transaction.atomic():
        announce(check, Kind.CORRECTED)
        transaction.set_rollback(True)
    assert deliver_due() == 0
    assert len(receiver.messages) == 1


def test_a_newer_change_of_a_check_takes_the_place_of_one_that_waits(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    first, other = a_check(), a_check()
    receiver.answers = [500]
    deliver_due()
    newest = changed(first, Kind.CORRECTED)
    pass_by(timedelta(minutes=1))
    deliver_due()
    assert states() == [State.SUPERSEDED, State.DELIVERED, State.DELIVERED]
    numbers = [number for _kind, number in receiver.told]
    assert sorted(numbers) == [2, newest], (other, receiver.told)


def test_what_is_overtaken_while_it_is_sent_is_not_tried_again(
    endpoint: WebhookEndpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = a_check()
    record = record_attempt

    def overtaken(*args: Any) -> bool:
        monkeypatch.setattr(delivering, "record_attempt", record)
        changed(check, Kind.CORRECTED)
        WebhookDelivery.objects.update(state=State.SUPERSEDED, finished_at="2026-01-01T00:00Z")
        return record(*args)

    receiver.answers = [400]
    monkeypatch.setattr(delivering, "record_attempt", overtaken)
    deliver_due()
    pass_by(timedelta(days=1))
    deliver_due()
    assert receiver.told == [("check.corrected", 2)]
    assert states() == [State.SUPERSEDED, State.DELIVERED]


def test_only_the_wanted_kinds_are_told(receiver: Receiver) -> None:
    open_to(receiver, kinds=[Kind.WITHDRAWN])
    check = a_check()
    assert deliver_due() == 0
    actions.withdraw(by=publisher(), claim=check.claim, reason="Forged.")
    deliver_due()
    assert [kind for kind, _number in receiver.told] == ["check.withdrawn"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (400, "It answered with an error."),
        (500, "It answered with an error."),
        (redirect("/elsewhere", 307), "It redirects."),
        (redirect("/elsewhere", 301), "It redirects."),
        (status(304), "It redirects."),
    ],
)
def test_only_a_status_in_the_two_hundreds_is_success(
    endpoint: WebhookEndpoint, receiver: Receiver, answer: Any, problem: str
) -> None:
    receiver.answers = [answer]
    a_check()
    deliver_due()
    attempt = WebhookAttempt.objects.get()
    assert attempt.problem.startswith(problem)
    assert states() == [State.WAITING]
    assert receiver.asked("/elsewhere") == 0
    endpoint.refresh_from_db()
    assert endpoint.failing_since is not None
    pass_by(timedelta(hours=1))
    deliver_due()
    assert states() == [State.DELIVERED]
    assert len(set(receiver.ids)) == 1, "the webhook-id is that of the message"
    endpoint.refresh_from_db()
    assert endpoint.failing_since is None


def test_an_answer_is_kept_short_in_one_line_and_without_tricks(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    body = b"<script>\n\x00\xff\xe2\x80\xae" + b"x" * 5_000_000
    receiver.answers = [content(body, code=500)]
    a_check()
    deliver_due()
    attempt = WebhookAttempt.objects.get()
    assert attempt.answer.startswith("<script> \N{REPLACEMENT CHARACTER}x")
    assert len(attempt.answer) <= 200
    assert attempt.status == 500


def test_retry_after_is_respected(endpoint: WebhookEndpoint, receiver: Receiver) -> None:
    receiver.answers = [status(503, Retry_After="7200")]
    a_check()
    deliver_due()
    other = a_check()
    pass_by(timedelta(hours=1, minutes=58))
    assert deliver_due() == 0, "it asked for two hours, whatever else there is"
    pass_by(timedelta(minutes=3))
    assert deliver_due() == 2
    assert receiver.messages[-1]["data"]["slug"] == other.slug


def test_what_is_down_is_left_alone_for_a_moment(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    for _ in range(3):
        a_check()
    receiver.answers = [500, 500]
    assert deliver_due() == 1, "the others would fail as well"
    pass_by(timedelta(minutes=1))
    assert deliver_due() == 1


def test_a_message_that_is_refused_does_not_hold_up_the_others(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    for _ in range(3):
        a_check()
    receiver.answers = [422]
    assert deliver_due() == 3
    assert states() == [State.WAITING, State.DELIVERED, State.DELIVERED]


def test_gone_switches_off_at_once_and_the_contact_hears(
    receiver: Receiver, mailoutbox: list[Any]
) -> None:
    endpoint = open_to(receiver)
    receiver.answers = [410]
    a_check()
    deliver_due()
    endpoint.refresh_from_db()
    assert endpoint.disabled_because == WebhookEndpoint.Cause.GONE
    changed(a_check())
    pass_by(timedelta(days=1))
    assert deliver_due() == 0
    queue.work(kind="factcheck.mail_webhook")
    (letter,) = mailoutbox
    assert letter.to == ["desk@partner.example.org"]
    assert receiver.hook in letter.body
    assert "it answered 410: gone" in letter.body
    assert Event.objects.filter(verb="switch off webhook", note="gone", actor=None).exists()


def test_three_days_without_success_switch_off_and_nothing_is_lost(
    receiver: Receiver, mailoutbox: list[Any]
) -> None:
    endpoint = open_to(receiver)
    a_check()
    receiver.answers = [500] * 100
    deliver_due()
    waited = timedelta(0)
    for _ in WAITS:
        endpoint.refresh_from_db()
        assert endpoint.is_enabled
        waited += try_again()
    assert timedelta(days=3) < waited < timedelta(days=4)
    endpoint.refresh_from_db()
    assert endpoint.disabled_because == WebhookEndpoint.Cause.FAILING
    assert WebhookAttempt.objects.count() == len(WAITS) + 1
    assert len(set(receiver.ids)) == 1
    queue.work(kind="factcheck.mail_webhook")
    assert "nothing got through for three days" in mailoutbox[0].body
    receiver.answers = []
    missed = a_check()
    changed(missed)
    actions.enable_webhook(by=publisher(), endpoint=endpoint)
    deliver_due()
    assert receiver.told == [("check.published", 1), ("check.evidence_changed", 3)]


def test_a_message_that_nobody_wants_is_given_up_while_others_get_through(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    hated = a_check()

    async def picky(request: Any) -> Any:
        text = await request.text()
        is_hated = f'"{hated.slug}"' in text
        return await status(400 if is_hated else 204)(request)

    receiver.answers = [picky] * 20
    deliver_due()
    a_check()
    for _ in WAITS:
        assert states()[0] == State.WAITING
        try_again()
    endpoint.refresh_from_db()
    assert endpoint.is_enabled
    assert states() == [State.GIVEN_UP, State.DELIVERED]


def test_nobody_at_the_address_is_told_in_words(
    receiver: Receiver, endpoint: WebhookEndpoint
) -> None:
    WebhookEndpoint.objects.update(url=f"http://127.0.0.1:{closed_port()}/")
    a_check()
    deliver_due()
    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, attempt.problem) == (None, "No connection could be made.")


def test_who_is_slow_holds_up_nobody_else(
    receiver: Receiver, endpoint: WebhookEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "LIMITS", Limits(deadline_s=0.5, body=1024))
    with Receiver() as slow:
        open_to(slow)
        slow.answers = [after(1, status(204))]
        for _ in range(5):
            a_check()
        deliver_due()
    assert len(receiver.messages) == 5
    assert len(slow.ids) == 1
    assert WebhookAttempt.objects.get(status=None).problem == "There was no answer in time."


def test_a_name_that_leads_inside_by_now_is_not_connected_to(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = ["127.0.0.1"]

    async def resolve(_self: SystemLookup, _host: str, _port: int) -> list[str]:
        return places

    monkeypatch.setattr(SystemLookup, "__call__", resolve)
    endpoint = open_to(receiver)
    WebhookEndpoint.objects.update(url=f"http://rebind.test:{receiver.port}/hook")
    a_check()
    receiver.answers = [500]
    deliver_due()
    assert len(receiver.ids) == 1
    with RawSite(host="127.0.0.9") as trap:
        WebhookEndpoint.objects.update(url=f"http://rebind.test:{trap.port}/hook")
        places[:] = ["127.0.0.9"]
        pass_by(timedelta(days=1))
        assert deliver_due() == 1
        assert trap.connections == 0
    assert WebhookAttempt.objects.latest("pk").problem == (
        "The address leads where webhooks are never sent."
    )
    assert endpoint.url


def test_without_https_nothing_is_sent_where_it_is_needed(
    endpoint: WebhookEndpoint, receiver: Receiver, settings: Any
) -> None:
    settings.WEBHOOKS_NEED_HTTPS = True
    a_check()
    deliver_due()
    assert receiver.requests == []
    assert WebhookAttempt.objects.get().problem == "The address must begin with https://."


def test_both_secrets_sign_while_the_old_one_is_valid(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    (old,) = receiver.secrets
    new = actions.rotate_secret(by=publisher(), endpoint=endpoint)
    a_check()
    deliver_due()
    assert len(receiver.messages) == 1, "who has the old one alone can verify"
    receiver.secrets = [new]
    a_check()
    deliver_due()
    assert len(receiver.messages) == 2
    WebhookEndpoint.objects.update(old_secret_until="2026-01-01T00:00Z")
    receiver.secrets = [old]
    a_check()
    deliver_due()
    assert len(receiver.messages) == 2, "the old one is over"


def test_a_secret_that_cannot_be_read_is_told_and_nothing_is_sent(
    endpoint: WebhookEndpoint, receiver: Receiver, settings: Any
) -> None:
    settings.SECRET_KEY = "another"
    a_check()
    deliver_due()
    assert receiver.requests == []
    assert "rotate it" in WebhookAttempt.objects.get().problem


def test_a_message_costs_the_same_however_many_there_are(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    def cost_of(messages: int) -> int:
        for _ in range(messages):
            a_check()
        with sql_sent() as statements:
            deliver_due()
        return len(statements)

    one, two, four = cost_of(1), cost_of(2), cost_of(4)
    assert len(receiver.messages) == 7
    assert four - two == 2 * (two - one)
    assert one <= 25
