"""Filing an article, and what is refused with the form kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sources.models import Link, Retrieval, Source, SourceText
from tests.factcheck.admin.pages import answers, desk_of, filled_in, text_of
from tests.factories import PRESS_TEXT, reporter, source

pytestmark = pytest.mark.django_db

ADD = "admin:sources_source_add"


def file(**given: object) -> tuple[int, bytes]:
    client = desk_of(reporter())
    form = answers(client, reverse(ADD), "source_form")
    form.pop("file", None)
    response = client.post(reverse(ADD), form | given)
    return response.status_code, response.content


def test_an_address_alone_waits_to_be_fetched_and_the_page_says_so() -> None:
    status, _content = file(address="https://press.example.org/story")
    assert status == 302
    filed = Source.objects.get()
    assert filed.retrievals.get().state == Retrieval.State.WAITING
    page = desk_of(reporter()).get(reverse("admin:sources_source_text", args=[filed.pk]))
    assert "is being fetched" in text_of(page.content)
    assert page.headers["Refresh"] == "3"


def test_a_pasted_text_with_particulars_is_filed() -> None:
    status, _content = file(text=PRESS_TEXT, title="Harbour speaks", published="June 2019")
    assert status == 302
    filed = Source.objects.get()
    assert filed.title == "Harbour speaks"
    assert filed.published.iso() == "2019-06"


def test_a_file_is_filed_as_imported() -> None:
    upload = SimpleUploadedFile("story.txt", PRESS_TEXT.encode(), content_type="text/plain")
    status, _content = file(file=upload)
    assert status == 302
    assert Retrieval.objects.get().obtained == SourceText.Obtained.IMPORTED


def test_an_article_we_have_is_refused_with_a_link_to_it() -> None:
    known = source(PRESS_TEXT, address="https://press.example.org/story")
    status, content = file(address="https://press.example.org/story?utm_source=x", notes="Typed.")
    assert status == 200
    assert "We already have this article" in text_of(content)
    assert reverse("admin:sources_source_change", args=[known.pk]) in content.decode()
    assert filled_in(content, "source_form")["notes"] == "Typed."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Paste the address of the article, its text, or both."),
        ({"address": "javascript:alert(1)"}, "http"),
        ({"address": "not an address"}, "address"),
        ({"text": " \n "}, ""),
        ({"published": "03/06/19", "text": PRESS_TEXT}, "is not read as a date"),
    ],
)
def test_a_refusal_is_readable_and_keeps_what_was_typed(given: dict[str, str], said: str) -> None:
    status, content = file(**({"title": "A title somebody typed"} | given))
    assert status == 200
    assert said in text_of(content)
    assert b"A title somebody typed" in content
    assert not Source.objects.exists()
    assert not Link.objects.exists()


def test_an_article_nobody_can_decode_is_refused() -> None:
    upload = SimpleUploadedFile("story.txt", b"\x00\xff\xfe\x01\x02" * 50)
    status, _content = file(file=upload)
    assert status == 200
    assert not Source.objects.exists()


def test_five_megabytes_are_refused_and_the_rest_is_kept() -> None:
    status, content = file(text="word " * 1_050_000, title="A title somebody typed")
    assert status == 200
    assert b"A title somebody typed" in content
    assert not Source.objects.exists()


def test_particulars_are_changed_and_recorded() -> None:
    filed = source(PRESS_TEXT)
    client = desk_of(reporter())
    url = reverse("admin:sources_source_change", args=[filed.pk])
    form = answers(client, url, "source_form")
    assert client.post(url, form | {"published": "3 June 2019"}).status_code == 302
    filed.refresh_from_db()
    assert filed.published.iso() == "2019-06-03"
    history = client.get(reverse("admin:sources_source_history", args=[filed.pk]))
    assert "change" in text_of(history.content)
