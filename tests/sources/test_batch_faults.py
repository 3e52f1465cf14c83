"""What goes wrong at one host, or ends a batch early, harms no other host."""

import signal
import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import timezone

from sources.bodies import keep_body
from sources.checking import check_due
from sources.models import Alert, Host, Link, Look, Snapshot
from sources.models.snapshot import snapshot_storage
from sources.visiting import Visit
from tests.sources.due_pages import HOSTS, PATHS, be_due_again, due, host_of
from tests.support.website_pages import after, article, in_turn, spoken, status

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", *HOSTS])]


def left_alone_for(town, host):
    return host_of(town, host).not_before - timezone.now()


@pytest.mark.parametrize("step", ["prepare", "record", "finish"])
def test_a_visit_that_goes_wrong_is_given_up_and_harms_no_other(town, monkeypatch, step):
    due(town, HOSTS[0], "/a")
    due(town, HOSTS[1], "/a", "/b")
    real = getattr(Visit, step)

    def refused(visit):
        if visit.host.key.startswith(f"{HOSTS[0]}:"):
            raise OperationalError("canceling statement due to lock timeout")
        return real(visit)

    monkeypatch.setattr(Visit, step, refused)
    check_due()
    assert Look.objects.filter(link__host=host_of(town, HOSTS[1])).count() == 2
    assert left_alone_for(town, HOSTS[0]) > timedelta(seconds=50)
    assert not Host.objects.exclude(lease_token=None).exists()


def test_a_damaged_copy_is_read_anew(town):
    (page,) = due(town, HOSTS[0], "/a")
    check_due()
    name, _digest = keep_body(b"<p>As it was, once upon a time.")
    storage = snapshot_storage()
    with storage.open(name, "r+b") as file:
        file.seek(12)
        file.write(b"\xff" * 8)
    Snapshot.objects.update(body=name, extractor="an old one")
    be_due_again()
    assert check_due() == 1
    page.refresh_from_db()
    assert page.baseline.extractor != "an old one"


def test_whoever_answers_that_we_shall_wait_until_the_end_of_time_is_given_a_day(town):
    town.site(HOSTS[0]).pages["/a"] = status(
        429, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT", Date="Thu, 01 Jan 1970 00:00:00 GMT"
    )
    due(town, HOSTS[0], "/a")
    assert check_due() == 1
    assert timedelta(hours=23) < left_alone_for(town, HOSTS[0]) < timedelta(hours=25)


def test_a_void_batch_keeps_what_hosts_asked_for_and_what_was_learnt(town, settings):
    canary = town.site(HOSTS[3])
    canary.pages["/canary"] = in_turn(article("All is well."), status(503))
    settings.LINKCHECK_CANARIES = [town.url(HOSTS[3], "/canary")]
    pages = town.site(HOSTS[0]).pages
    pages["/a"], pages["/b"] = spoken(b""), after(1.6, status(429, Retry_After="3600"))
    failing, limited = due(town, HOSTS[0], "/a", "/b")
    check_due()
    failing.refresh_from_db()
    limited.refresh_from_db()
    assert (failing.outcome, limited.outcome) == ("", "rate")
    assert left_alone_for(town, HOSTS[0]) > timedelta(minutes=59)
    assert "/private" in host_of(town, HOSTS[0]).robots_txt


def test_only_who_is_slow_is_left_alone_when_a_batch_ends(town, monkeypatch):
    monkeypatch.setattr("sources.batch.LOOKS_AT_ONCE", 1)
    monkeypatch.setattr("sources.batch.WORK_FOR", 3.0)
    monkeypatch.setattr("sources.batch.GRACE", 0.5)
    monkeypatch.setattr("sources.visiting.HAD_ITS_TIME", 1.0)
    slow, waiting = HOSTS[:2]
    town.site(slow).pages["/a"] = after(20.0, status(200))
    for host in (slow, waiting):
        due(town, host, "/a")
    check_due()
    assert town.site(waiting).manners.starts == []
    assert left_alone_for(town, slow) > timedelta(minutes=9)
    assert left_alone_for(town, waiting) < timedelta(minutes=1)


def test_a_worker_that_lost_its_host_tells_nothing_of_it(town, monkeypatch):
    town.site(HOSTS[0]).pages = dict.fromkeys(PATHS, status(403))
    due(town, HOSTS[0], *PATHS)
    finish = Visit.finish

    def too_late(visit):
        Host.objects.update(lease_token=uuid4())
        finish(visit)

    monkeypatch.setattr(Visit, "finish", too_late)
    check_due()
    assert not Alert.objects.exists()
    assert host_of(town, HOSTS[0]).incident_since is None


def frames(innermost):
    while innermost:
        yield innermost
        innermost = innermost.f_back


class OutOfTimeError(Exception):
    """What a worker raises in a task that takes too long."""


@pytest.fixture
def out_of_time():
    """Ring in a second and a half, or as soon as nothing is being stored.

    Whoever is interrupted there loses the connection, and with it the test's own transaction.
    """

    def ring(_signal, frame):
        if any(at.f_code.co_name == "thread_handler" for at in frames(frame)):
            signal.setitimer(signal.ITIMER_REAL, 0.01)
        else:
            raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 1.5)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_a_batch_that_is_cut_off_makes_no_request_any_more(town, out_of_time):
    town.site(HOSTS[0]).pages["/a"] = status(429, Retry_After="3600")
    due(town, HOSTS[0], "/b", "/a")
    for host in HOSTS[1:]:
        due(town, host, *PATHS)
        town.site(host).pages["/b"] = after(1.0, status(200))
    threads = threading.active_count()
    with pytest.raises(OutOfTimeError):
        check_due()
    ended = time.monotonic()
    assert not Host.objects.exclude(lease_token=None).exists()
    time.sleep(0.6)
    assert not any(start > ended for site in town.sites.values() for start in site.manners.starts)
    assert threading.active_count() <= threads + 2  # those of the extractor
    assert Link.objects.due().exists()


@pytest.mark.parametrize(("had_its_time", "rests"), [(20.0, False), (0.2, True)])
def test_a_host_rests_only_if_its_page_had_its_time_before_the_batch_ended(
    town, monkeypatch, had_its_time, rests
):
    monkeypatch.setattr("sources.batch.WORK_FOR", 0.5)
    monkeypatch.setattr("sources.batch.GRACE", 0.5)
    monkeypatch.setattr("sources.visiting.HAD_ITS_TIME", had_its_time)
    town.site(HOSTS[0]).pages["/a"] = after(5.0, status(200))
    (page,) = due(town, HOSTS[0], "/a")
    assert check_due() == 0
    assert Link.objects.due().get() == page
    assert (left_alone_for(town, HOSTS[0]) > timedelta(minutes=9)) is rests


def test_a_host_that_cannot_be_given_back_keeps_no_other_from_it(town, monkeypatch, out_of_time):
    limited = status(429, Retry_After="3600")
    town.site(HOSTS[0]).pages["/a"] = town.site(HOSTS[1]).pages["/a"] = limited
    for host in HOSTS[:2]:
        town.site(host).pages["/b"] = after(3.0, status(200))
        due(town, host, "/b", "/a")
    give_back = Visit.give_back

    def refused(visit, *args):
        if visit.host.key.startswith(f"{HOSTS[0]}:"):
            raise OperationalError("canceling statement due to lock timeout")
        give_back(visit, *args)

    monkeypatch.setattr(Visit, "give_back", refused)
    with pytest.raises(OutOfTimeError):
        check_due()
    assert left_alone_for(town, HOSTS[1]) > timedelta(minutes=50)
    assert not Host.objects.exclude(lease_token=None).exists()
