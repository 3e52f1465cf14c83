import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from newsroom.jobs import queue
from newsroom.jobs.models import Heartbeat, Job
from newsroom.refusals import Refusal

done: list[str] = []


def noting(payload):
    return lambda: done.append(payload["name"])


def failing(payload):
    raise ValueError("No such luck.")


def too_early(payload):
    raise queue.Postponed("The mail server is away.", after=timedelta(minutes=1))


def slow_and_robbed(payload):
    """Lose the lease while working, as a worker does that was frozen for too long."""
    Job.objects.update(lease_token=None, leased_until=None, state=Job.State.WAITING)
    return lambda: done.append("stale")


@pytest.fixture(autouse=True)
def handlers(monkeypatch):
    done.clear()
    paths = {
        "test.note": "noting",
        "test.fail": "failing",
        "test.wait": "too_early",
        "test.rob": "slow_and_robbed",
    }
    for kind, name in paths.items():
        monkeypatch.setitem(queue._handlers, kind, f"{__name__}.{name}")


def enqueue(kind="test.note", name="a", **options):
    queue.enqueue(kind=kind, payload={"name": name}, **options)


def make_due():
    Job.objects.update(due_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.django_db
def test_a_job_is_done_once():
    enqueue()
    assert queue.work() == 1
    assert queue.work() == 0
    assert done == ["a"]
    assert Job.objects.get().state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_no_job():
    def act():
        with transaction.atomic():
            enqueue()
            raise Refusal("Changed my mind.")

    with pytest.raises(Refusal):
        act()
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_an_open_job_with_the_same_key_is_not_written_twice():
    enqueue(key="one")
    enqueue(key="one")
    enqueue(key="two")
    assert Job.objects.count() == 2
    queue.work()
    enqueue(key="one")
    assert Job.objects.count() == 3


@pytest.mark.django_db
def test_a_job_waits_until_it_is_due():
    enqueue(delay=timedelta(hours=1))
    assert queue.work() == 0
    make_due()
    assert queue.work() == 1


@pytest.mark.django_db
def test_a_kind_nobody_handles_is_refused_when_it_is_written():
    with pytest.raises(LookupError, match=r"test\.unknown"):
        enqueue(kind="test.unknown")


@pytest.mark.django_db
def test_a_failing_job_is_set_aside_after_three_tries_and_others_go_on():
    enqueue(kind="test.fail")
    enqueue(name="b")
    for _ in range(queue.MAX_ATTEMPTS):
        queue.work()
        make_due()
    assert queue.work() == 0
    job = Job.objects.get(kind="test.fail")
    assert (job.state, job.attempts) == ("set_aside", queue.MAX_ATTEMPTS)
    assert job.last_error == "ValueError: No such luck."
    assert done == ["b"]


@pytest.mark.django_db
def test_a_postponed_job_is_tried_again_however_often_it_takes():
    enqueue(kind="test.wait")
    for _ in range(queue.MAX_ATTEMPTS + 2):
        assert queue.work() == 1
        assert queue.work() == 0  # not before the while is over
        make_due()
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("waiting", 0)
    assert job.last_error == "The mail server is away."


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_stores_nothing():
    enqueue(kind="test.rob")
    queue.work(limit=1)
    assert done == []
    assert Job.objects.get().state == "waiting"


@pytest.mark.django_db
def test_the_jobs_of_a_silent_worker_are_given_back():
    enqueue()
    job = queue.lease()
    assert queue.lease() is None
    assert queue.reap() == 0
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(minutes=1))
    assert queue.reap() == 1
    assert queue.work() == 1
    assert done == ["a"]


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_set_aside():
    enqueue()
    for _ in range(queue.MAX_ATTEMPTS):
        queue.lease()
        Job.objects.update(leased_until=timezone.now() - timedelta(minutes=1))
        queue.reap()
    assert Job.objects.get().state == "set_aside"


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_do_every_job_once():
    for number in range(30):
        enqueue(name=str(number))

    def work():
        try:
            queue.work(limit=30)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done, key=int) == [str(number) for number in range(30)]


@pytest.mark.django_db
def test_the_heart_beats():
    queue.beat_heart()
    first = Heartbeat.objects.get().at
    queue.beat_heart()
    assert Heartbeat.objects.get().at >= first


@pytest.mark.django_db
def test_jobs_done_long_ago_are_forgotten_and_those_set_aside_are_not():
    long_ago = timezone.now() - timedelta(days=31)
    Job.objects.bulk_create(
        Job(kind="test.note", state=state, finished_at=finished)
        for state, finished in (
            ("done", long_ago),
            ("done", timezone.now()),
            ("set_aside", long_ago),
        )
    )
    assert queue.forget() == 1
    assert set(Job.objects.values_list("state", flat=True)) == {"done", "set_aside"}
