from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck import actions
from factcheck.actions.replaying import MOST_CHANGES
from factcheck.models import WebhookDelivery, WebhookEndpoint
from factcheck.webhooks import forgetting
from factcheck.webhooks.delivering import deliver_due
from factcheck.webhooks.forgetting import KEPT, forget_messages
from newsroom.refusals import NotReady, Refusal
from tests.factcheck.webhooks.partner import Kind, a_check, changed
from tests.factories import editor
from tests.support.receiver import Receiver

pytestmark = pytest.mark.django_db


def test_a_test_says_that_it_is_one(endpoint: WebhookEndpoint, receiver: Receiver) -> None:
    actions.send_test(by=editor(), endpoint=endpoint)
    with pytest.raises(NotReady, match="waiting"):
        actions.send_test(by=editor(), endpoint=endpoint)
    deliver_due()
    (message,) = receiver.messages
    assert (message["type"], message["data"]) == (
        "webhook.test",
        {"webhook": str(endpoint.public_id)},
    )


def test_a_message_is_sent_again_as_a_new_one(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    a_check()
    deliver_due()
    message = WebhookDelivery.objects.get()
    again = actions.replay_message(by=editor(), message=message)
    with pytest.raises(NotReady, match="waiting"):
        actions.replay_message(by=editor(), message=message)
    deliver_due()
    assert receiver.told == [("check.published", 1)] * 2
    assert receiver.ids == [str(message.public_id), str(again.public_id)]


def test_a_stretch_is_sent_again_one_message_a_check(
    endpoint: WebhookEndpoint, receiver: Receiver
) -> None:
    check = a_check()
    other = a_check()
    newest = changed(check, Kind.CORRECTED)
    deliver_due()
    receiver.messages.clear()
    assert actions.replay_changes(by=editor(), endpoint=endpoint, since=1, until=99) == 2
    assert actions.replay_changes(by=editor(), endpoint=endpoint, since=1, until=99) == 0
    last = changed(other)
    deliver_due()
    numbers = [number for _kind, number in receiver.told]
    assert sorted(numbers) == [newest, last], "what is newer took the place of what was old"


@pytest.mark.parametrize(("since", "until"), [(5, 4), (1, MOST_CHANGES + 1)])
def test_a_stretch_has_a_beginning_and_an_end(
    endpoint: WebhookEndpoint, since: int, until: int
) -> None:
    with pytest.raises(Refusal):
        actions.replay_changes(by=editor(), endpoint=endpoint, since=since, until=until)


def test_messages_are_forgotten_after_some_weeks(
    endpoint: WebhookEndpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = a_check()
    a_check()
    deliver_due()
    waits = WebhookDelivery.objects.create(endpoint=endpoint)
    WebhookDelivery.objects.update(created_at=timezone.now() - KEPT - timedelta(hours=1))
    monkeypatch.setattr(forgetting, "AT_ONCE", 1)
    forget_messages()
    assert WebhookDelivery.objects.get() == waits, "somebody may switch it on again"
    newest = changed(check)
    deliver_due()
    forget_messages()
    assert WebhookDelivery.objects.filter(change=newest).exists()
