"""Copies in the web archive: asked for, looked up and remembered, through real job runs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from newsroom.jobs import queue
from newsroom.jobs.models import Job
from sources import actions, archive_visit, archiving
from sources.archiving import Task
from sources.checking import check_due
from sources.linkcheck.archive import Copy, Reply
from sources.linkcheck.fetch import Limits
from sources.models import Host, Link, Snapshot
from tests.factories import link
from tests.support.archive import WebArchive
from tests.support.queries import sql_sent
from tests.support.website import Website, article, hanging, status

pytestmark = pytest.mark.django_db

DIED = datetime(2019, 6, 10, tzinfo=UTC)


@pytest.fixture
def archive(settings, monkeypatch) -> Iterator[WebArchive]:
    monkeypatch.setattr(archive_visit, "BETWEEN_STARTS", timedelta(milliseconds=20))
    with WebArchive() as standing_in:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [standing_in.port]
        settings.ARCHIVE_URL = standing_in.base
        yield standing_in


def watched(**columns) -> Link:
    made = link(cadence="published", next_look_at=timezone.now(), **columns)
    if columns.get("health") != "new":
        page = Snapshot.objects.create(link=made, kind="baseline", text="A page.")
        made.baseline = page
        made.save()
    return made


def visit(minutes: float = 0.1) -> int:
    """Let ``minutes`` pass and hear the bell once."""
    earlier = timedelta(minutes=minutes)
    for job in Job.objects.filter(state="waiting"):
        Job.objects.filter(pk=job.pk).update(due_at=job.due_at - earlier)
    for host in Host.objects.filter(not_before__isnull=False):
        Host.objects.filter(pk=host.pk).update(not_before=host.not_before - earlier)
    return archive_visit.visit_due()


def test_a_page_with_a_baseline_is_asked_for_once(archive):
    page = watched(health="alive")
    archiving.follow([page])
    archiving.follow([page])
    assert visit() == 1
    archiving.follow([page])
    assert visit(60) == 0
    page.refresh_from_db()
    (stamp,) = archive.copies[page.url]
    assert page.archived_url == f"{archive.base}/web/{stamp}/{page.url}"
    assert page.archived_at.strftime("%Y%m%d%H%M%S") == stamp
    assert page.archive_asked_at is not None
    assert archive.paths[0] == f"/save/{page.url}"


def test_the_first_look_at_a_watched_page_leads_to_a_copy(archive, settings):
    with Website() as site:
        settings.LINKCHECK_ALLOWED_PORTS = [archive.port, site.port]
        site.pages["/a"] = article(*["The harbour moved more grain than ever before."] * 5)
        page = link(site.url("/a"))
        actions.watch(links=[page], cadence=Link.Cadence.PUBLISHED)
        assert check_due() == 1
        assert visit() == 1
    page.refresh_from_db()
    assert page.baseline is not None
    assert page.archived_url.endswith(page.url)


def test_nothing_is_asked_for_pages_nobody_watches_or_that_were_never_read(archive):
    archiving.follow([link(health="alive"), watched(health="new")])
    assert not Job.objects.exists()


def test_without_an_archive_nothing_is_asked(settings):
    settings.ARCHIVE_URL = ""
    archiving.follow([watched(health="alive")])
    assert not Job.objects.exists()
    assert archive_visit.visit_due() == 0


def test_many_pages_cost_no_more_statements_than_one(archive):
    pages = [watched(health="alive") for _ in range(5)]
    with sql_sent() as statements:
        archiving.follow(pages)
    assert len(statements) == 2
    assert Job.objects.count() == 5


def test_what_waits_for_the_archive_keeps_no_other_job_waiting(archive):
    archiving.follow([watched(health="alive")])
    assert queue.work() == 0
    assert archive.requests == []


def test_a_copy_that_takes_its_time_is_fetched_and_not_asked_for_twice(archive):
    archive.shows = "later"
    page = watched(health="alive")
    archiving.follow([page])
    visit()
    page.refresh_from_db()
    assert page.archive_note == "The archive took the request and is at work on it."
    assert visit(9) == 0
    assert visit(2) == 1
    page.refresh_from_db()
    assert page.archived_url.endswith(page.url)
    assert page.archive_note == ""
    assert sum(path.startswith("/save/") for path in archive.paths) == 1


def test_an_archive_that_hangs_is_left_and_asked_for_the_result_later(archive, monkeypatch):
    monkeypatch.setattr(archive_visit, "LIMITS", Limits(deadline_s=0.2, read_s=0.1))
    archive.saving = hanging()
    page = watched(health="alive")
    archiving.follow([page])
    assert visit() == 1
    assert Job.objects.get(state="waiting").payload["task"] == "fetch"


def test_a_busy_archive_is_left_alone_for_as_long_as_it_says(archive):
    archive.saving = status(429, Retry_After="3600")
    first, second = watched(health="alive"), watched(health="alive")
    archiving.follow([first, second])
    assert visit() == 1
    assert visit(50) == 0
    archive.saving = None
    assert visit(10) == 1
    assert len(archive.requests) == 3  # the second page's save and the copy it was shown
    host = Host.objects.get(key=f"127.0.0.1:{archive.port}")
    assert host.lease_token is None


def test_a_wait_beyond_reason_is_cut_to_a_day(archive):
    archive.saving = status(429, Retry_After="999999999")
    archiving.follow([watched(health="alive")])
    visit()
    host = Host.objects.get(key=f"127.0.0.1:{archive.port}")
    assert host.not_before < timezone.now() + timedelta(days=1, minutes=1)


def test_the_archive_is_given_up_politely(archive):
    archive.saving = status(520)
    page = watched(health="alive")
    archiving.follow([page])
    visits = [visit(24 * 60) for _ in range(7)]
    assert visits == [1, 1, 1, 1, 1, 0, 0]
    page.refresh_from_db()
    assert page.archive_note == "The archive failed (520). We ask no more."
    assert page.archived_url == ""
    assert not Job.objects.filter(state="set_aside").exists()


def test_an_archive_that_refuses_the_page_is_not_asked_again(archive):
    archive.saving = status(403)
    page = watched(health="alive")
    archiving.follow([page])
    assert [visit(60), visit(60)] == [1, 0]
    page.refresh_from_db()
    assert "does not keep this page (403)" in page.archive_note


@pytest.mark.parametrize("length", [2_000, 2_001])
def test_a_copy_whose_address_cannot_be_kept_is_refused_in_words(length):
    page = watched(health="alive")
    address = "https://archive.test/web/20190603000000/https://example.org/"
    copy = Copy(address.ljust(length, "a"), DIED)
    archiving.remember(page, Reply(copy), Task.SAVE, tries=0)
    page.refresh_from_db()
    if length == Link._meta.get_field("archived_url").max_length:
        assert (page.archived_url, page.archive_note) == (copy.url, "")
    else:
        assert page.archived_url == ""
        assert page.archive_note.startswith("The address of the archive's copy is too long")
        assert not Job.objects.filter(kind=archiving.KIND).exists()


def test_a_lie_about_the_address_is_not_remembered(archive):
    archive.lie = "https://evil.example.org/"
    page = watched(health="alive")
    archiving.follow([page])
    visit()
    page.refresh_from_db()
    assert page.archived_url == ""
    assert page.archive_note == "The archive showed no good copy of this address."


def test_of_a_dead_page_without_a_copy_the_last_one_before_is_found(archive):
    page = watched(health="dead", failing_since=DIED, archive_asked_at=DIED)
    best = archive.keep(page.url, "20190603120000")
    archive.keep(page.url, "20190612000000")
    archiving.follow([page])
    assert visit() == 1
    page.refresh_from_db()
    assert page.archived_url == best
    assert page.archived_at == datetime(2019, 6, 3, 12, tzinfo=UTC)


def test_a_page_that_died_while_we_waited_is_found_and_not_saved_dead(archive):
    page = watched(health="alive")
    archiving.follow([page])
    Link.objects.filter(pk=page.pk).update(health="dead", failing_since=DIED)
    archive.keep(page.url, "20190603120000")
    visit()
    assert not any(path.startswith("/save/") for path in archive.paths)


def test_a_dead_page_with_a_copy_is_not_looked_up(archive):
    archiving.follow([watched(health="dead", archived_url="https://a.example.org/1")])
    assert not Job.objects.exists()


def test_only_the_holder_of_its_lease_speaks_to_the_archive(archive):
    archiving.follow([watched(health="alive")])
    Host.objects.create(
        key=f"127.0.0.1:{archive.port}",
        lease_token="00000000-0000-4000-8000-000000000000",
        leased_until=Now() + timedelta(minutes=5),
    )
    assert archive_visit.visit_due() == 0
    assert queue.work(kind=archiving.KIND) == 1  # came in between: put off, and not counted
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("waiting", 0)
    assert archive.requests == []


def test_visits_keep_their_distance(archive, monkeypatch):
    monkeypatch.setattr(archive_visit, "BETWEEN_STARTS", timedelta(seconds=4))
    archive.shows = "content-location"
    archiving.follow([watched(health="alive"), watched(health="alive")])
    assert archive_visit.visit_due() == 1
    assert archive_visit.visit_due() == 0
    left = Host.objects.get(key=f"127.0.0.1:{archive.port}").not_before - timezone.now()
    assert timedelta(seconds=3) < left <= timedelta(seconds=4)


def test_requests_of_one_visit_keep_their_distance_too(archive, monkeypatch):
    monkeypatch.setattr(archive_visit, "BETWEEN_STARTS", timedelta(seconds=0.6))
    page = watched(health="dead", failing_since=DIED)
    archive.keep(page.url, "20190701000000")  # the gate is asked after the availability API
    archiving.follow([page])
    visit()
    first, second = archive.started_at[:2]
    assert second - first > 0.3  # the first had to connect, so less of the pause is left


def test_nobody_but_the_archive_is_spoken_to(archive, settings):
    settings.LINKCHECK_ALLOWED_NETWORKS = []
    page = watched(health="alive")
    archiving.follow([page])
    visit()
    page.refresh_from_db()
    assert archive.requests == []
    assert "could not be reached (forbidden-address)" in page.archive_note
