import os
import subprocess
import sys

import pytest
from celery import Celery

from newsroom.celery import REDIS_OPTIONS, app, transport_options


@pytest.fixture(scope="module")
def loaded() -> Celery:
    app.loader.import_default_modules()
    return app


def test_every_bell_rings_a_task_that_exists(loaded: Celery) -> None:
    bells = {entry["task"] for entry in loaded.conf.beat_schedule.values()}
    assert bells <= set(loaded.tasks)


def test_a_bell_is_void_once_the_next_ones_have_rung(loaded: Celery) -> None:
    for entry in loaded.conf.beat_schedule.values():
        assert 0 < entry["options"]["expires"] <= max(2, entry["schedule"].total_seconds())


def test_every_task_goes_to_a_queue_that_a_worker_hears(loaded: Celery) -> None:
    heard = {queue.name for queue in loaded.conf.task_queues}
    routed = {route["queue"] for route in loaded.conf.task_routes.values()}
    assert {loaded.conf.task_default_queue, *routed} <= heard


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", True),
        ("task_acks_on_failure_or_timeout", True),
        ("worker_prefetch_multiplier", 1),
        ("accept_content", ["json"]),
        ("task_ignore_result", True),
    ],
)
def test_a_worker_may_die_at_any_moment(setting: str, value: object) -> None:
    assert app.conf[setting] == value


def test_a_task_runs_shorter_than_its_message_is_hidden() -> None:
    assert app.conf.task_soft_time_limit < app.conf.task_time_limit
    assert app.conf.task_time_limit < REDIS_OPTIONS["visibility_timeout"]


def test_a_task_that_may_run_longer_takes_its_message_first(loaded: Celery) -> None:
    """The broker would give it to another worker, and to the next, while the first is at work."""
    limits = {name: task.time_limit or 0 for name, task in loaded.tasks.items()}
    long = {name for name, limit in limits.items() if limit >= REDIS_OPTIONS["visibility_timeout"]}
    assert long == {"factcheck.tasks.export_where_needed"}
    assert not any(loaded.tasks[name].acks_late for name in long)


def test_worker_and_beat_refuse_to_boot_with_a_misspelled_setting() -> None:
    booted = subprocess.run(
        [sys.executable, "-c", "import newsroom.celery"],
        env=os.environ | {"BROKER_URI": "redis://localhost"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "BROKER_URI is not a setting. Did you mean BROKER_URL?" in booted.stderr


def test_each_kind_of_broker_gets_its_own_options() -> None:
    assert transport_options("rediss://broker.example.org/0") == REDIS_OPTIONS
    assert "data_folder_in" in transport_options("filesystem://localhost")
    assert transport_options("memory://") == {}
