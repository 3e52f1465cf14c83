from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from factcheck import actions
from factcheck.models import Change, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from factcheck.outbox import announce
from factcheck.webhooks import delivering
from factcheck.webhooks.answers import answer_in
from factcheck.webhooks.delivering import deliver_due
from factcheck.webhooks.recording import record_attempt
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.fetch import Limits
from sources.linkcheck.guard import SystemLookup
from tests.factcheck.webhooks.partner import (
    Kind,
    a_check,
    changed,
    open_to,
    pass_by,
)
from tests.factories import publisher
from tests.support.queries import sql_sent
from tests.support.receiver import Receiver
from tests.support.website import RawSite, after, status

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


def test_who_is_slow_holds_up_nobody_else(
    receiver: Receiver, endpoint: WebhookEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "LIMITS", Limits(deadline_s=0.5, body=1024))
    with Receiver() as slow:
        open_to(slow)
        slow.answers = [after(1, status(204))]
        for _ in range(3):
            a_check()
        deliver_due()
    assert len(receiver.messages) == 3
    assert len(slow.ids) == 1
    assert WebhookAttempt.objects.get(status=None).problem == "There was no answer in time."


def test_a_mistake_of_ours_with_one_rests_it_and_spares_the_others(
    endpoint: WebhookEndpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(message: WebhookDelivery, *rest: Any) -> bool:
        if message.endpoint_id == endpoint.pk:
            raise ZeroDivisionError
        return record_attempt(message, *rest)

    with Receiver() as other:
        open_to(other)
        monkeypatch.setattr(delivering, "record_attempt", broken)
        a_check()
        assert deliver_due() == 2
        assert deliver_due() == 0
        assert len(other.messages) == 1
    monkeypatch.undo()
    pass_by(timedelta(minutes=2))
    deliver_due()
    assert receiver.ids == [receiver.ids[0]] * 2


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
    private = WebhookAttempt.objects.latest("pk").problem
    assert "nowhere public" in private
    unknown = answer_in(Fetched(endpoint.url, endpoint.url, fault=Fault.NAME_UNKNOWN))
    assert unknown.problem == private  # or the log would tell which names we have
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


def test_a_message_costs_the_same_however_many_there_are(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    checks = [a_check() for _ in range(3)]
    deliver_due()

    def cost_of(messages: int) -> int:
        for check in checks[:messages]:
            changed(check)
        with sql_sent() as statements:
            deliver_due()
        return len(statements)

    one, two, three = cost_of(1), cost_of(2), cost_of(3)
    assert len(receiver.messages) == 3 + 6
    assert three - two == two - one
    assert one <= 25
