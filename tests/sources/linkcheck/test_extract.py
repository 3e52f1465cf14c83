import pytest

from sources.linkcheck.extract import extract
from sources.linkcheck.page import kind_of, tidy
from tests.benchmarks.extraction import ours, score
from tests.benchmarks.pages import ABSENT, FOLDER, real_pages

URL = "https://example.org/a"


def test_the_article_is_taken_and_the_menu_left() -> None:
    page = extract(
        b"<html><head><title>Paper | Story</title></head><body>"
        b"<nav><ul><li><a href=/>Home</a><li><a href=/x>Sports</a></ul></nav>"
        b"<article><h1>The story</h1>"
        + b"<p>The ministry said on Tuesday that the number of staff had been cut.</p>" * 5
        + b"</article><footer>All rights reserved</footer></body></html>",
        "utf-8",
        URL,
    )
    assert page.text is not None
    assert "The ministry said" in page.text
    assert "Sports" not in page.text
    assert "Sports" in page.visible_text
    assert (page.title, page.h1, page.paywalled) == ("Paper | Story", "The story", False)


def test_a_brief_in_a_script_without_spaces_is_taken_without_the_teasers_below() -> None:
    brief = "市议会周二批准拨款建设新线路。工程预计在春季开工。"
    teased = "<h3>洪水迫使家庭撤离</h3></a><p>居民听过类似的承诺。</p>"
    cards = "".join(f"<article><a href='/{n}'>{teased}</article>" for n in range(6))
    story = f"<main><h1>新线路</h1><p>{brief}</p></main>"
    html = f"<html><body>{story}<section>{cards}</section></body></html>"
    text = extract(html.encode(), "utf-8", URL).text or ""
    assert brief in text
    assert "洪水" not in text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (b"<p>Two words", "Two words"),
        (b"just words", "just words"),
        (b"<!doctype html><title>no</title><script>no()</script><main>some words", "some words"),
        (b"<p>one<br>two<div>three</div>four <b>fi</b>ve", "one\ntwo\nthree\nfour five"),
        (b"<p>a<script>no()</script><style>no{}</style><!-- no --> b</p>", "a b"),
        (b"<p>e\xcc\x81t\xc3\xa9 &amp; \xc2\xa0x", "\u00e9t\u00e9 & \u00a0x"),
        (b"", ""),
        (b"<html><body></body></html>", ""),
    ],
)
def test_a_page_with_text_never_looks_empty(html: bytes, text: str) -> None:
    assert extract(html, "utf-8", URL).text == text


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (b"<div>" * 5_000 + b"words", "the page is nested too deeply"),
        (b"<div id=app></div><script>go()</script>", "the page shows nothing without"),
    ],
)
def test_a_page_that_cannot_be_read_is_not_an_empty_one(html: bytes, why: str) -> None:
    page = extract(html, "utf-8", URL)
    assert page.text is None
    assert page.unread is not None
    assert page.unread.startswith(why)


def test_a_paywall_that_says_so_is_seen() -> None:
    html = b'<p>Words.<script type="application/ld+json">{"isAccessibleForFree":"False"}</script>'
    assert extract(html, "utf-8", URL).paywalled


@pytest.mark.parametrize(
    ("content_type", "body", "kind"),
    [
        ("text/html", b"<p>", "text/html"),
        ("", b"  <!doctype html>", "text/html"),
        ("", b"\x89PNG", "application/octet-stream"),
        ("text/html", b"%PDF-1.7", "application/pdf"),
        ("text/plain", b"<p>", "text/plain"),
    ],
)
def test_other_types_are_typed(content_type: str, body: bytes, kind: str) -> None:
    assert kind_of(content_type, body) == kind


def test_texts_are_tidy() -> None:
    assert tidy(" e\u0301  a\r\n\r\n  b\t c\u00a0 d ") == "\u00e9 a\nb c\u00a0 d"


@pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)
def test_real_pages_are_read_as_a_person_reads_them() -> None:
    """A sample of what `python -m tests.benchmarks.extraction` measures."""
    assert score(list(real_pages(every=6)), ours).f1 >= 0.95


@pytest.mark.parametrize(
    "html",
    [
        b"<div>" * 300 + b"words",
        b"<b>" * 250_000 + b"words",
        b"<p>words</p>" + b"<ul><li>" * 60_000,
    ],
)
def test_text_beyond_the_parsers_depth_is_unread_and_not_gone(html: bytes) -> None:
    page = extract(html, "utf-8", URL)
    assert page.text == "words" or (page.text is None and page.unread is not None)
