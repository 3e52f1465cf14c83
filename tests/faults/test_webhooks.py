"""A worker is killed while it sends a webhook: nothing is lost, and it has one effect."""

import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from django.core.management.utils import get_random_secret_key
from django.utils import timezone

from factcheck.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from newsroom import embedded
from tests.factcheck.webhooks.partner import a_check, open_to
from tests.support.receiver import Receiver
from tests.support.website import hanging
from tests.support.worker import eventually, running_worker

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

QUEUES = "webhooks"
AT_ONCE = 20


@pytest.fixture
def workers_key(settings: Any) -> None:
    """Seal secrets with the key that the workers of this machine have."""
    settings.SECRET_KEY = embedded.kept("secret-key", get_random_secret_key)


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    with Receiver() as site:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [site.port]
        yield site


def surroundings(receiver: Receiver) -> dict[str, str]:
    return {
        "LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8",
        "LINKCHECK_ALLOWED_PORTS": str(receiver.port),
    }


def test_a_killed_worker_loses_nothing_and_sends_nothing_under_two_names(
    workers_key: None, receiver: Receiver, tmp_path: Path
) -> None:
    open_to(receiver)
    taken = threading.Event()

    async def take_and_hang(request: web.Request) -> web.StreamResponse:
        receiver.messages.append(await request.json())
        taken.set()
        return await hanging()(request)

    receiver.answers = [take_and_hang]
    numbers = [a_check().changes.get().sequence for _ in range(AT_ONCE)]
    with running_worker(tmp_path / "killed.log", surroundings(receiver), QUEUES) as worker:
        assert taken.wait(60)
        os.killpg(worker.pid, signal.SIGKILL)
    assert not WebhookAttempt.objects.exists()
    # What the end of the dead worker's lease does, without waiting for it.
    WebhookEndpoint.objects.update(leased_until=timezone.now() - timedelta(minutes=1))
    with running_worker(tmp_path / "next.log", surroundings(receiver), QUEUES):

        def all_is_delivered() -> bool:
            return not WebhookDelivery.objects.waiting().exists()

        eventually(all_is_delivered)
    assert receiver.ids[0] == receiver.ids[1], "it is the same message"
    assert len(set(receiver.ids)) == AT_ONCE
    told = dict(zip(receiver.ids, receiver.messages, strict=True))
    assert sorted(one["data"]["sequence"] for one in told.values()) == numbers
    assert WebhookAttempt.objects.count() == AT_ONCE


def test_two_workers_tell_each_change_once(
    workers_key: None, receiver: Receiver, tmp_path: Path
) -> None:
    open_to(receiver)
    where = surroundings(receiver)
    with (
        running_worker(tmp_path / "one.log", where, QUEUES),
        running_worker(tmp_path / "two.log", where, QUEUES),
    ):
        numbers = [a_check().changes.get().sequence for _ in range(AT_ONCE)]

        def all_is_told() -> bool:
            return len(receiver.messages) >= AT_ONCE

        eventually(all_is_told)
    assert [number for _kind, number in receiver.told] == numbers
