"""A worker is killed in the middle of an import; another goes on where it stopped."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from factcheck.actions.importing import open_import
from factcheck.importing.job import start
from factcheck.models import Appearance, Claim, Claimant, ClaimClaimant, ClaimImport
from newsroom.audit.models import Event
from newsroom.jobs.models import Job
from sources.models import Source
from tests.factories import reporter
from tests.support.worker import eventually, running_worker

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

GOOD, BAD = 2_000, 60
QUEUES = "jobs"


def rows() -> list[dict[str, str]]:
    good = [
        {
            "address": f"https://press.example.org/{number}",
            "statement": f"It rained {number} times",
            "claimant": f"Number {number % 7}",
        }
        for number in range(GOOD)
    ]
    bad = [{"address": f"https://press.example.org/no/{n}", "statement": ""} for n in range(BAD)]
    return good + bad


def test_what_a_killed_worker_left_is_imported_and_nothing_is_made_twice(tmp_path: Path) -> None:
    by = reporter()
    batch = open_import(by=by, name="claims.csv", rows=rows())
    start(by=by, batch=batch)
    with running_worker(tmp_path / "killed.log", {}, QUEUES) as worker:

        def it_is_in_the_middle() -> bool:
            return batch.count()["made"] > 200

        eventually(it_is_in_the_middle, seconds=120)
        os.killpg(worker.pid, signal.SIGKILL)
    assert batch.count()["new"] > 0
    # What the end of the dead worker's lease does, without waiting for it.
    Job.objects.filter(state=Job.State.LEASED).update(
        leased_until=timezone.now() - timedelta(minutes=1)
    )
    with running_worker(tmp_path / "next.log", {}, QUEUES):

        def it_is_done() -> bool:
            batch.refresh_from_db()
            return batch.state == ClaimImport.State.DONE

        eventually(it_is_done, seconds=180)
    assert batch.count() == {"new": 0, "known": 0, "wrong": BAD, "made": GOOD}
    for rows_made in (Claim, Source, Appearance, ClaimClaimant):
        assert rows_made.objects.count() == GOOD, rows_made
    assert Claimant.objects.count() == 7
    for verb in ("file", "split"):
        assert Event.objects.filter(verb=verb).count() == GOOD
    assert Event.objects.filter(verb="import").count() == 1
