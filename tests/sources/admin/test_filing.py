"""Filing an article, and what is refused with the form kept."""

from unicodedata import normalize

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sources.models import Link, Retrieval, Source, SourceText
from sources.reading.page import LARGEST_PAGE
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
    assert b'<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.content
    assert b"sources/waiting.js" in page.content


def test_a_pasted_text_with_particulars_is_filed() -> None:
    status, _content = file(address=PRESS_TEXT, title="Harbour speaks", published="June 2019")
    assert status == 302
    filed = Source.objects.get()
    assert filed.title == "Harbour speaks"
    assert filed.published.iso() == "2019-06"


def test_a_file_is_filed_as_imported() -> None:
    upload = SimpleUploadedFile("story.txt", PRESS_TEXT.encode(), content_type="text/plain")
    status, _content = file(file=upload)
    assert status == 302
    assert Retrieval.objects.get().obtained == SourceText.Obtained.IMPORTED


def test_a_page_that_was_saved_is_read_as_a_page() -> None:
    words = "".join(f"<p>{part}</p>" for part in PRESS_TEXT.split("\n\n"))
    page = f"<!doctype html><title>Harbour speaks</title><script>x()</script><article>{words}"
    assert file(file=SimpleUploadedFile("story.html", page.encode()))[0] == 302
    filed = Source.objects.get()
    assert filed.title == "Harbour speaks"
    assert "<" not in filed.retrievals.get().raw
    assert "x()" not in filed.retrievals.get().raw


def test_a_file_that_no_article_is_as_long_as_is_not_read() -> None:
    upload = SimpleUploadedFile("story.txt", b"word " * (LARGEST_PAGE // 5 + 1))
    status, content = file(file=upload, title="A title somebody typed")
    assert status == 200
    assert "larger than 10 MB" in text_of(content)
    assert filled_in(content, "source_form")["title"] == "A title somebody typed"
    assert not Source.objects.exists()


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
        ({"address": "https://press example.org/a b"}, "no host name"),
        ({"address": " \n "}, "Paste the address of the article, its text, or both."),
        ({"address": "ftp://press.example.org/a"}, "must begin with http"),
        ({"published": "03/06/19", "address": PRESS_TEXT}, "is not read as a date"),
    ],
)
def test_a_refusal_is_readable_and_keeps_what_was_typed(given: dict[str, str], said: str) -> None:
    status, content = file(**({"title": "A title somebody typed"} | given))
    assert status == 200
    assert said in text_of(content)
    assert b"A title somebody typed" in content
    assert not Source.objects.exists()
    assert not Link.objects.exists()


def test_an_address_above_the_text_files_both() -> None:
    status, _content = file(address=f"\n https://press.example.org/story \n\n{PRESS_TEXT}")
    assert status == 302
    filed = Source.objects.get()
    assert filed.link.url == "https://press.example.org/story"
    assert filed.retrievals.get().raw == PRESS_TEXT


def test_an_address_without_its_scheme_is_an_address() -> None:
    assert file(address="press.example.org/story")[0] == 302
    assert Source.objects.get().link.url == "https://press.example.org/story"


@pytest.mark.parametrize(
    "again",
    [
        "http://press.example.org/story",
        "https://press.example.org/story/",
        "https://www.press.example.org/story/amp",
        "https://www.google.com/amp/s/press.example.org/story?utm_source=x",
    ],
)
def test_an_article_we_have_under_a_similar_address_is_named_and_filed_if_it_is_another(
    again: str,
) -> None:
    known = source(PRESS_TEXT, address="https://press.example.org/story")
    status, content = file(address=again, notes="Typed.")
    assert status == 200
    assert "nearly the same address" in text_of(content)
    assert reverse("admin:sources_source_change", args=[known.pk]) in content.decode()
    assert filled_in(content, "source_form")["notes"] == "Typed."
    assert file(address=again, is_another="on")[0] == 302
    assert Source.objects.count() == 2


def test_the_very_same_address_is_not_filed_again_whatever_anybody_says() -> None:
    source(PRESS_TEXT, address="https://press.example.org/story")
    assert file(address="https://press.example.org/story#top", is_another="on")[0] == 200
    assert Source.objects.count() == 1


def test_a_text_and_a_file_are_one_too_many_and_the_text_is_kept() -> None:
    upload = SimpleUploadedFile("story.txt", b"Another text, of some length.")
    status, content = file(address=PRESS_TEXT, file=upload)
    assert status == 200
    assert "not both" in text_of(content)
    assert filled_in(content, "source_form")["address"] == PRESS_TEXT
    assert not Source.objects.exists()


ODD_TEXTS = {
    "right to left": "تحدث مدير الميناء يوم الإثنين.\n\nقال: \u200f17,000 طن\u200f من الحبوب.",  # noqa: RUF001
    "combining marks": "La décision de l’été, prise à Zürich, a surpris tout le monde.",
    "emoji": "The ship 🚢 came back 👩‍👩‍👧‍👦, said Zoë 🇪🇸.",
    "odd spaces": "It has\u00a0no-break and\u2009thin spaces, and\u200bnone that are seen.",
    "a megabyte": ("The harbour moved more grain than ever in May of that year. " * 9 + "\n\n")
    * 1900,
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_what_was_pasted_is_what_is_frozen(text: str) -> None:
    text = normalize("NFD", text.strip())
    client = desk_of(reporter())
    form = answers(client, reverse(ADD), "source_form")
    form.pop("file", None)
    sent = text.replace("\n", "\r\n")  # as browsers send it
    page = client.post(reverse(ADD), form | {"address": sent}).headers["Location"]
    form = answers(client, page, "reading")
    count = len(Retrieval.objects.get().blocks)
    keep = {"keep": [str(index) for index in range(count)]} if count <= 1500 else {}
    assert client.post(page, form | keep).status_code == 302
    frozen = SourceText.objects.get().text
    assert frozen == normalize("NFC", text)


def test_a_nul_that_nobody_sees_is_left_out() -> None:
    assert file(address=PRESS_TEXT.replace("grain", "gr\0ain"))[0] == 302
    assert Retrieval.objects.get().raw == PRESS_TEXT


def test_an_article_nobody_can_decode_is_refused() -> None:
    upload = SimpleUploadedFile("story.txt", b"\x00\xff\xfe\x01\x02" * 50)
    status, _content = file(file=upload)
    assert status == 200
    assert not Source.objects.exists()


def test_five_megabytes_are_refused_and_the_rest_is_kept() -> None:
    status, content = file(address="word " * 1_050_000, title="A title somebody typed")
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
