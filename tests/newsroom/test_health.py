from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from newsroom.jobs.models import Heartbeat
from newsroom.jobs.queue import beat_heart


def answer(client: Client, path: str) -> tuple[int, str]:
    response = client.get(path)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    return response.status_code, response.content.decode().strip()


def test_a_living_process_says_so_and_touches_nothing(client: Client) -> None:
    assert answer(client, "/healthz") == (200, "The web process is alive.")


@pytest.mark.django_db
def test_ready_when_every_migration_is_applied(client: Client) -> None:
    assert answer(client, "/readyz") == (
        200,
        "The database answers and every migration is applied.",
    )


@pytest.mark.django_db
def test_a_waiting_migration_is_named(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("jobs", "0002_find_jobs")
    status, sentence = answer(client, "/readyz")
    assert status == 503
    assert "jobs.0002_find_jobs" in sentence


@pytest.mark.django_db
def test_a_beating_heart_is_well(client: Client) -> None:
    beat_heart()
    beat_heart("links")
    status, sentence = answer(client, "/healthz/worker")
    assert (status, "came through the queue" in sentence) == (200, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("worker", "links", "status"), [(110, 0, 200), (125, 0, 503), (0, 290, 200), (0, 305, 503)]
)
def test_silence_counts_after_two_minutes_and_among_links_after_five(
    client: Client, worker: int, links: int, status: int
) -> None:
    for name, seconds in (("worker", worker), ("links", links)):
        at = timezone.now() - timedelta(seconds=seconds)
        Heartbeat.objects.create(name=name, at=at)
    assert answer(client, "/healthz/worker")[0] == status


@pytest.mark.django_db
def test_a_queue_of_links_that_nobody_serves_is_said(client: Client) -> None:
    beat_heart()
    status, sentence = answer(client, "/healthz/worker")
    assert status == 503
    assert "“links”" in sentence


@pytest.mark.django_db
def test_a_worker_that_never_lived_is_said(client: Client) -> None:
    Heartbeat.objects.create(name="something else", at=timezone.now())
    status, sentence = answer(client, "/healthz/worker")
    assert status == 503
    assert sentence.startswith("No worker has ever shown life.")


@pytest.mark.parametrize("path", ["/readyz", "/healthz/worker", "/healthz/exports"])
def test_a_database_that_is_down_is_said(
    client: Client,
    path: str,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", 1)
    with django_db_blocker.unblock():
        connection.close()
        status, sentence = answer(client, path)
    assert status == 503
    assert sentence.startswith("The database does not answer")


def test_a_process_lives_although_the_database_is_down(client: Client) -> None:
    assert answer(client, "/healthz")[0] == 200
    assert client.post("/healthz").status_code == 405
