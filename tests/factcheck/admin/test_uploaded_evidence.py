"""A picture or PDF as evidence, in place of a page or beside one our checker is not shown."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from factcheck.document import build
from factcheck.models import Claim, Evidence
from sources.models import Link, Snapshot
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import judged_claim, reporter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path) -> None:
    stored = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {}}
    stored["OPTIONS"] = {"location": str(tmp_path)}
    settings.STORAGES = {**settings.STORAGES, "snapshots": stored}


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "PNG")
    return SimpleUploadedFile("seen.png", drawn.getvalue(), "image/png")


def given(**more: object) -> dict[str, object]:
    return {
        "evidence-1-title": "The notice at the gate",
        "evidence-1-stance": "refutes",
        "evidence-1-shows": "The harbour was closed.",
        **more,
    }


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def test_a_picture_is_evidence_without_an_address() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    form.pop("evidence-1-file", None)
    response = client.post(page_of(claim), form | given(**{"evidence-1-file": picture()}))
    assert response.status_code == 302, text_of(response.content)
    made = Evidence.objects.get(title="The notice at the gate")
    assert (made.link, made.upload.media_type) == (None, "image/png")
    file = reverse("admin:sources_snapshot_file", args=[made.upload.pk])
    assert f'href="{file}"' in client.get(page_of(claim)).content.decode()
    assert client.get(file).status_code == 200
    assert build(claim)["evidence"][1]["upload"] == str(made.upload.public_id)


def test_a_picture_of_a_page_is_kept_with_it_and_vouches_for_nothing() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    form.pop("evidence-1-file", None)
    address = {"evidence-1-address": "https://gate.example.org/notice"}
    response = client.post(
        page_of(claim), form | given(**{"evidence-1-file": picture()}, **address)
    )
    assert response.status_code == 302, text_of(response.content)
    made = Evidence.objects.get(title="The notice at the gate")
    assert made.upload.link == made.link
    assert made.link.seen_until is None


def test_a_file_that_is_neither_is_refused_at_its_field_and_everything_typed_is_kept() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    form.pop("evidence-1-file", None)
    page = SimpleUploadedFile("page.png", b"<html>", "image/png")
    response = client.post(page_of(claim), form | given(**{"evidence-1-file": page}))
    assert response.status_code == 200
    assert "Upload a picture (PNG, JPEG or WebP) or a PDF." in text_of(response.content)
    assert b"The notice at the gate" in response.content
    assert not Snapshot.objects.exists()


def test_neither_address_nor_file_is_refused_in_words() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    response = client.post(page_of(claim), form | given())
    assert "Give the address of the page, or a picture or PDF." in text_of(response.content)


def test_of_a_page_whose_copy_was_taken_down_no_picture_is_kept() -> None:
    claim = judged_claim()
    link = claim.evidence.get().link
    assert isinstance(link, Link)
    by = reporter()
    Snapshot.objects.create(
        link=link, kind="change", taken_down_at=claim.created_at, taken_down_by=by,
        taken_down_reason="By law.",
    )  # fmt: skip
    client = desk_of(by)
    form = answers(client, page_of(claim), "claim_form")
    response = client.post(page_of(claim), form | {"evidence-0-file": picture()})
    assert response.status_code == 200
    assert "no other is kept" in text_of(response.content)
    assert claim.evidence.get().upload is None
