"""Whoever operates this sees whether exports for partners are made."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.exporting.keeping import EVERY
from factcheck.models import Export, ExportAttempt

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def made(age: timedelta) -> None:
    at = timezone.now() - age
    Export.objects.create(made_at=at, sequence=0, mark="0" * 32, checks=0, files=[])


def tried(age: timedelta, error: str = "") -> datetime:
    return ExportAttempt.objects.create(at=timezone.now() - age, error=error).at


def said(client: Client) -> tuple[int, str]:
    response = client.get("/healthz/exports")
    return response.status_code, response.content.decode()


def test_it_is_well_when_one_was_made_lately(client: Client) -> None:
    made(EVERY + HOUR)
    assert said(client)[0] == 200


@pytest.mark.parametrize("is_old", [True, False])
def test_nobody_making_any_is_an_alarm(client: Client, is_old: bool) -> None:
    if is_old:
        made(2 * EVERY + HOUR)
        tried(EVERY + HOUR)  # killed, and no worker has come after it
    status, sentence = said(client)
    assert status == 503
    assert "Is there a worker for the queue “exports”?" in sentence


def test_one_that_is_under_way_is_none(client: Client) -> None:
    began = tried(HOUR)
    assert said(client) == (200, f"An export was begun at {began:%Y-%m-%d %H:%M} UTC.\n")


@pytest.mark.parametrize(
    ("errors", "failed"),
    [(["OSError"], "1 (OSError)"), (["", ""], "1 (the worker was stopped)"),
     (["", "OSError", ""], "2 (OSError)")],
)  # fmt: skip
def test_failures_are_counted_and_named(client: Client, errors: list[str], failed: str) -> None:
    made(HOUR)
    for number, error in enumerate(errors):
        tried(number * HOUR, error)
    status, sentence = said(client)
    assert status == 503
    assert f"times in a row: {failed}" in sentence
