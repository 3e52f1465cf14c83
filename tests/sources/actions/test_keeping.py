"""What editors saw, what had to go, and what the archive is asked to keep."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.audit.models import Event
from newsroom.jobs.models import Job
from newsroom.refusals import NotAllowed, NotReady, Refusal
from sources import actions
from sources.actions import keeping
from sources.bodies import keep_body, read_body
from sources.models import Link, Snapshot
from sources.models.snapshot import snapshot_storage
from sources.uploads import read_upload
from tests.factories import editor, link, publisher, reporter
from tests.sources.test_uploads import picture

pytestmark = pytest.mark.django_db


def snapshot(of: Link, body: bytes = b"<p>The page.</p>") -> Snapshot:
    name, digest = keep_body(body)
    return Snapshot.objects.create(
        link=of, kind="baseline", title="A page", text="The page.", text_sha256="1" * 64,
        body=name, body_sha256=digest, media_type="text/html",
    )  # fmt: skip


def test_what_an_editor_saw_is_kept_and_counts_as_seen() -> None:
    page, sees = link(health="unverifiable"), editor()
    sight = actions.keep_sight(
        by=sees, link=page, data=picture(), name="../seen.png", note=" It was there. "
    )
    page.refresh_from_db()
    assert page.seen_until > timezone.now()
    assert (sight.kind, sight.title, sight.media_type) == ("upload", "seen.png", "image/png")
    assert (sight.uploaded_by, sight.note) == (sees, "It was there.")
    assert read_body(sight.body.name).startswith(b"\x89PNG")
    assert ".." not in sight.body.name
    assert set(Event.objects.values_list("verb", flat=True)) >= {"keep sight", "mark seen"}


def test_a_reporter_vouches_for_no_page() -> None:
    with pytest.raises(NotAllowed):
        actions.keep_sight(by=reporter(), link=link(), data=picture())
    assert not Snapshot.objects.exists()


def test_a_picture_is_drawn_before_anybody_has_to_wait_for_the_page(monkeypatch) -> None:
    page = link()

    def drawn(data, name):
        assert not any("FOR UPDATE" in query["sql"] for query in sent.captured_queries)
        return read_upload(data, name)

    monkeypatch.setattr(keeping, "read_upload", drawn)
    with CaptureQueriesContext(connection) as sent:
        actions.keep_sight(by=editor(), link=page, data=picture())
    assert any("FOR UPDATE" in query["sql"] for query in sent.captured_queries)


def test_a_refused_file_changes_nothing() -> None:
    page = link()
    with pytest.raises(Refusal):
        actions.keep_sight(by=editor(), link=page, data=b"<script>")
    page.refresh_from_db()
    assert page.seen_until is None
    assert not Event.objects.exists()


def test_a_copy_taken_down_is_gone_and_who_did_it_is_not() -> None:
    page, boss = link(), publisher()
    copy = snapshot(page)
    name = copy.body.name
    actions.take_down(by=boss, snapshot=copy, reason=" A court said so. ")
    copy.refresh_from_db()
    assert (copy.text, copy.title, copy.body.name) == ("", "", "")
    assert copy.body_sha256
    assert (copy.taken_down_by, copy.taken_down_reason) == (boss, "A court said so.")
    assert copy.taken_down_at is not None
    assert not snapshot_storage().exists(name)
    assert Event.objects.get(verb="take down").note == "A court said so."


def test_a_file_that_another_copy_shares_stays_until_that_goes_too() -> None:
    first, second = snapshot(link()), snapshot(link())
    name = second.body.name
    assert first.body.name == name
    actions.take_down(by=publisher(), snapshot=first, reason="Wrong page.")
    assert snapshot_storage().exists(name)
    actions.take_down(by=publisher(), snapshot=second, reason="This one too.")
    assert not snapshot_storage().exists(name)


def test_taking_down_can_be_repeated_where_the_file_is_gone_already() -> None:
    copy = snapshot(link())
    snapshot_storage().delete(copy.body.name)
    actions.take_down(by=publisher(), snapshot=copy, reason="A court said so.")


def test_taking_down_needs_a_publisher_a_reason_and_something_there() -> None:
    copy, boss = snapshot(link()), publisher()
    with pytest.raises(NotAllowed):
        actions.take_down(by=editor(), snapshot=copy, reason="No.")
    with pytest.raises(Refusal, match="Say why"):
        actions.take_down(by=boss, snapshot=copy, reason=" ")
    assert snapshot_storage().exists(copy.body.name)
    actions.take_down(by=boss, snapshot=copy, reason="Yes.")
    with pytest.raises(NotReady):
        actions.take_down(by=boss, snapshot=copy, reason="Again.")


def test_of_a_page_whose_copy_was_taken_down_no_other_is_kept() -> None:
    page = link()
    actions.take_down(by=publisher(), snapshot=snapshot(page), reason="A court said so.")
    with pytest.raises(NotReady, match="taken down"):
        actions.keep_sight(by=editor(), link=page, data=picture())


@pytest.mark.parametrize(
    "columns",
    [
        {"text": "It is back."},
        {"title": "It is back."},
        {"body": "ab/back.gz"},
        {"taken_down_reason": ""},
        {"taken_down_by": None},
        {"taken_down_at": None},
    ],
)
def test_the_database_holds_nothing_of_a_copy_taken_down(columns: dict[str, object]) -> None:
    copy = snapshot(link())
    actions.take_down(by=publisher(), snapshot=copy, reason="A court said so.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=copy.pk).update(**columns)


def test_the_archive_is_asked_ahead_of_what_waits(settings) -> None:
    settings.ARCHIVE_URL = "https://archive.example.org"
    waits, wanted = link(), link()
    actions.ask_archive(by=reporter(), link=waits)
    Job.objects.update(due_at=timezone.now())
    actions.ask_archive(by=reporter(), link=wanted)
    first = Job.objects.order_by("due_at").first()
    assert first.payload == {"link": wanted.pk, "task": "save", "tries": 0}
    wanted.refresh_from_db()
    assert wanted.archive_asked_at is not None
    assert Event.objects.filter(verb="ask archive").count() == 2


def test_asking_again_brings_a_waiting_request_forward(settings) -> None:
    settings.ARCHIVE_URL = "https://archive.example.org"
    page = link()
    actions.ask_archive(by=reporter(), link=page)
    Job.objects.update(due_at=timezone.now() + timedelta(hours=6))
    actions.ask_archive(by=reporter(), link=page)
    assert Job.objects.due().count() == 1


def test_without_an_archive_asking_is_refused_in_words(settings) -> None:
    settings.ARCHIVE_URL = ""
    with pytest.raises(NotReady, match="ARCHIVE_URL"):
        actions.ask_archive(by=reporter(), link=link())
    assert not Event.objects.exists()
