"""Use is counted without a query, and written soon after (``test_processes``: and at the end)."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client

from newsroom.api import usage
from newsroom.api.models import KeyUse
from newsroom.api.usage import tally
from tests.factories import bearer, issued

pytestmark = pytest.mark.urls("tests.newsroom.api.addresses")


@pytest.mark.django_db
def test_requests_with_a_key_are_counted_by_day(client: Client) -> None:
    key, secret = issued(rate=3)
    with time_machine.travel("2026-06-01T23:59:00Z", tick=False) as clock:
        client.get("/api/groups/", headers=bearer(secret))
        client.get("/api/groups/?colour=red", headers=bearer(secret))
        clock.shift(120)
        for _ in range(3):
            client.get("/api/groups/", headers=bearer(secret))
    client.get("/api/groups/")
    client.get("/api/groups/", headers=bearer("nk_0"))
    assert not KeyUse.objects.exists()
    tally.write()
    assert list(key.uses.order_by("day").values_list("day", "requests")) == [
        (date(2026, 6, 1), 2),
        (date(2026, 6, 2), 3),
    ]
    assert key.uses.latest("day").last_at == datetime.fromisoformat("2026-06-02T00:01:00Z")


@pytest.mark.django_db
def test_what_was_written_is_added_to_and_not_written_twice() -> None:
    key, _secret = issued()
    for number in (2, 3):
        for _ in range(number):
            tally.count(key.pk)
        tally.write()
        tally.write()
    assert key.uses.get().requests == 5


@pytest.mark.django_db
def test_what_cannot_be_written_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    key, _secret = issued()

    def broken(*_: Any) -> None:
        raise DatabaseError("gone")

    tally.count(key.pk)
    with connection.execute_wrapper(broken):
        tally.write()
    tally.count(key.pk)
    tally.write()
    assert key.uses.get().requests == 2


def test_a_process_that_counted_nothing_ends_without_the_database() -> None:
    tally.write()  # pytest-django would refuse a connection here


@pytest.mark.django_db(transaction=True)
def test_it_is_written_by_itself_a_little_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage, "WRITTEN_AFTER", 0.05)
    key, _secret = issued()
    tally.count(key.pk)
    timer = tally._timer
    timer.join()
    assert key.uses.get().requests == 1
