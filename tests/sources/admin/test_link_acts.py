"""The buttons of a link's page, and what was said with them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from newsroom.audit.models import Event
from newsroom.jobs.models import Job
from sources.models import Link
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import editor, link, publisher, reporter
from tests.sources.admin.links import page_of
from tests.sources.test_uploads import picture

pytestmark = pytest.mark.django_db


def test_a_reporter_asks_for_a_check() -> None:
    some = link()
    url = reverse("admin:sources_link_check", args=[some.pk])
    assert desk_of(reporter()).post(url).status_code == 302
    some.refresh_from_db()
    assert some.requested_at is not None


def test_an_editor_says_they_saw_it_and_a_reporter_may_not() -> None:
    some = link()
    url = reverse("admin:sources_link_seen", args=[some.pk])
    response = desk_of(reporter()).post(url, {"note": "It was there."}, follow=True)
    assert "does not allow you" in text_of(response.content)
    desk_of(editor()).post(url, {"note": "It was there."})
    some.refresh_from_db()
    assert some.seen_until is not None
    assert Event.objects.filter(verb="mark seen", note="It was there.").exists()


def test_a_nul_in_what_was_typed_is_a_space() -> None:
    some = link()
    url = reverse("admin:sources_link_seen", args=[some.pk])
    assert desk_of(editor()).post(url, {"note": "It was\0there."}).status_code == 302
    assert Event.objects.get(verb="mark seen").note == "It was there."


def test_what_was_said_of_a_page_is_shown_on_it_with_who_said_it_and_when() -> None:
    some = link(health="quarantined")
    ana, boss = editor(first_name="Ana", last_name="Ruiz"), publisher(username="boss")
    seen, out = (
        reverse(f"admin:sources_link_{act}", args=[some.pk]) for act in ("seen", "release")
    )
    assert "said of it" not in text_of(desk_of(reporter()).get(page_of(some)).content)
    desk_of(ana).post(seen, {"note": "The table is <b>there</b>."})
    desk_of(ana).post(seen)
    desk_of(boss).post(out, {"why": "The address was mended."})
    desk_of(ana).post(seen.replace(f"/{some.pk}/", f"/{link().pk}/"), {"note": "Another page."})
    response = desk_of(reporter()).get(page_of(some))
    text = text_of(response.content)
    today = f"{timezone.now():%-d %B %Y}"
    for said in (
        f"{ana} saw the page: “The table is <b>there</b>.”",
        f"{ana} saw the page, without a note",
        f"{boss} released it: “The address was mended.”",
    ):
        assert said in text
    assert f"{today}, " in text.partition("said of it")[2]
    assert "<b>there" not in response.content.decode()
    assert "Another page." not in text


def test_what_an_editor_saw_is_uploaded_with_the_button() -> None:
    some = link()
    file = SimpleUploadedFile("seen.png", picture())
    url = reverse("admin:sources_link_seen", args=[some.pk])
    response = desk_of(editor()).post(url, {"note": "Like this.", "file": file}, follow=True)
    assert "The page as" in response.content.decode()
    sight = some.snapshots.get()
    assert (sight.note, sight.media_type) == ("Like this.", "image/png")


def test_a_refused_upload_keeps_what_was_typed() -> None:
    some = link()
    file = SimpleUploadedFile("seen.png", b"<script>alert(1)</script>")
    url = reverse("admin:sources_link_seen", args=[some.pk])
    response = desk_of(editor()).post(url, {"note": "Like this.", "file": file})
    assert "PNG, JPEG or WebP" in text_of(response.content)
    assert 'value="Like this."' in response.content.decode()


def test_the_archive_is_asked_with_a_button_where_there_is_one(settings) -> None:
    some, client = link(), desk_of(reporter())
    assert "archive" not in text_of(client.get(page_of(some)).content)
    settings.ARCHIVE_URL = "https://archive.example.org"
    assert "Ask the archive" in text_of(client.get(page_of(some)).content)
    client.post(reverse("admin:sources_link_archive", args=[some.pk]))
    assert Job.objects.get().kind == "sources.archive"


def test_a_publisher_releases_with_a_reason_and_nobody_else_is_offered_it() -> None:
    some = link(health="quarantined")
    url = reverse("admin:sources_link_release", args=[some.pk])
    assert url not in desk_of(editor()).get(page_of(some)).content.decode()
    boss = desk_of(publisher())
    page = boss.get(page_of(some)).content.decode()
    assert url in page
    assert "Check now" not in page
    assert "Say why" in text_of(boss.post(url, {"why": ""}).content)
    boss.post(url, {"why": "The address was mended."})
    some.refresh_from_db()
    assert some.health == "new"


def test_buttons_are_not_links() -> None:
    some = link()
    for name in ("check", "seen", "archive", "release"):
        url = reverse(f"admin:sources_link_{name}", args=[some.pk])
        assert desk_of(editor()).get(url).status_code == 405


def test_nobody_edits_a_link_by_hand() -> None:
    some = link()
    desk_of(editor()).post(page_of(some), {"health": "alive", "url": "https://x.example.org/"})
    some.refresh_from_db()
    assert some.health == Link.Health.NEW
