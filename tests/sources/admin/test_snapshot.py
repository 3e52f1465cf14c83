"""Stored copies are handed out so that nothing in them can run."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from newsroom.accounts.models import Role
from sources import actions
from sources.bodies import keep_body
from sources.models import Snapshot
from sources.models.snapshot import snapshot_storage
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import editor, link, person, publisher, reporter
from tests.sources.test_uploads import SCRIPT, picture

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def kept(body: bytes, media_type: str, **columns: str) -> Snapshot:
    name, digest = keep_body(body)
    columns = {"kind": "baseline", "text": "The text.", "title": "A page"} | columns
    return Snapshot.objects.create(
        link=link(), body=name, body_sha256=digest, media_type=media_type, **columns
    )


def url_of(snapshot: Snapshot, what: str) -> str:
    return reverse(f"admin:sources_snapshot_{what}", args=[snapshot.pk])


def file_of(snapshot: Snapshot) -> Any:
    return desk_of(reporter()).get(url_of(snapshot, "file"))


def can_run_nothing(response: Any) -> bool:
    headers = response.headers
    return (
        headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        and headers["X-Content-Type-Options"] == "nosniff"
        and headers["X-Frame-Options"] == "DENY"
        and "no-store" in headers["Cache-Control"]
    )


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "text/html; charset=utf-8", "image/svg+xml", "text/xml", "application/json", ""],
)
@pytest.mark.parametrize("body", [SCRIPT, SVG])
def test_the_source_of_a_page_is_plain_text_to_take_along(body: bytes, media_type: str) -> None:
    response = file_of(kept(body, media_type))
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert can_run_nothing(response)
    assert response.content == body


def test_the_text_of_a_page_is_only_text() -> None:
    response = desk_of(reporter()).get(
        url_of(kept(b"x", "text/html", text=SCRIPT.decode()), "text")
    )
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert can_run_nothing(response)
    assert response.content == SCRIPT


def test_a_page_that_lies_about_its_type_runs_nothing_either() -> None:
    response = file_of(kept(SCRIPT, "image/png"))
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert can_run_nothing(response)


def test_an_upload_is_handed_out_as_what_it_is_without_what_was_hidden_in_it() -> None:
    sight = actions.keep_sight(
        by=editor(), link=link(), data=picture() + SCRIPT, name='../../x".png\r\nX-Evil: 1'
    )
    response = file_of(sight)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{sight.public_id}.png"'
    )
    assert b"script" not in response.content
    assert can_run_nothing(response)


def test_an_uploaded_pdf_is_a_file_to_take_along() -> None:
    pdf = b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF"
    response = file_of(actions.keep_sight(by=editor(), link=link(), data=pdf, name="a.pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert can_run_nothing(response)


def test_only_people_of_the_desk_see_copies() -> None:
    snapshot = kept(b"x", "text/html")
    for what in ("text", "file"):
        stranger = Client().get(url_of(snapshot, what))
        assert stranger.status_code == 302
        assert "/login/" in stranger.headers["Location"]
        nobody = desk_of(person(Role.NONE))
        assert nobody.get(url_of(snapshot, what)).status_code == 403


def test_a_copy_taken_down_is_not_handed_out() -> None:
    snapshot = kept(b"x", "text/html")
    actions.take_down(by=publisher(), snapshot=snapshot, reason="A court said so.")
    for what in ("text", "file"):
        assert desk_of(publisher()).get(url_of(snapshot, what)).status_code == 404


def test_a_copy_without_a_file_says_so() -> None:
    snapshot = kept(b"only here", "text/html")
    snapshot_storage().delete(snapshot.body.name)
    assert file_of(snapshot).status_code == 410
    Snapshot.objects.filter(pk=snapshot.pk).update(body="")
    assert file_of(snapshot).status_code == 410


def test_a_publisher_takes_a_copy_down_with_a_reason() -> None:
    snapshot = kept(b"x", "text/html")
    url, boss = url_of(snapshot, "take_down"), desk_of(publisher())
    page = reverse("admin:sources_link_change", args=[snapshot.link_id])
    assert url in boss.get(page).content.decode()
    assert url not in desk_of(editor()).get(page).content.decode()
    assert boss.get(url).status_code == 405
    assert "Say why" in text_of(boss.post(url, {"reason": " "}, follow=True).content)
    refused = desk_of(editor()).post(url, {"reason": "No."}, follow=True)
    assert "does not allow you" in text_of(refused.content)
    done = boss.post(url, {"reason": "A court said so."}, follow=True)
    assert "Taken down" in text_of(done.content)
    assert "A court said so." in text_of(done.content)
    assert not Snapshot.objects.standing().exists()


def test_copies_are_not_to_be_had_on_the_public_site() -> None:
    snapshot = kept(b"x", "text/html")
    for address in (f"/media/{snapshot.body.name}", f"/static/{snapshot.body.name}"):
        assert Client().get(address).status_code == 404
