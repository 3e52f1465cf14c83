from datetime import timedelta
from typing import Any

import pytest

from factcheck import actions
from factcheck.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from factcheck.webhooks.delivering import deliver_due
from factcheck.webhooks.schedule import WAITS
from newsroom.audit.models import Event
from newsroom.jobs import queue
from tests.factcheck.webhooks.partner import (
    a_check,
    changed,
    open_to,
    pass_by,
    try_again,
)
from tests.factories import publisher
from tests.support.receiver import Receiver
from tests.support.website import closed_port, content, redirect, status

pytestmark = pytest.mark.django_db

State = WebhookDelivery.State


def states() -> list[str]:
    return list(WebhookDelivery.objects.order_by("pk").values_list("state", flat=True))


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


def test_a_secret_that_cannot_be_read_is_told_and_nothing_is_sent(
    endpoint: WebhookEndpoint, receiver: Receiver, settings: Any
) -> None:
    settings.SECRET_KEY = "another"
    a_check()
    deliver_due()
    assert receiver.requests == []
    assert "rotate it" in WebhookAttempt.objects.get().problem
