"""Reading HTML pages: the page's data, its main text, and real pages of every make."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from newsroom.dates import Precision
from sources.reading.article import Note, ReadingError
from sources.reading.page import LARGEST_PAGE, read_html

CORPUS = Path(__file__).parents[4] / "shared/data/html/article-extraction-benchmark"

PARAGRAPHS = (
    "The mayor left the town hall on Monday, six weeks after the flood, her spokeswoman said.",
    "“I have done what I could,” she wrote to the\u00a0council. “The rest is for others to do.”",
    "Nobody in the town of José expects her back before the summer ends, they said on Monday.",
)
HEAD = """
<title>Mayor leaves | Town Crier</title>
<meta property="og:title" content="Mayor leaves the town hall">
<meta property="og:site_name" content="Town Crier">
<meta property="article:published_time" content="2019-06-03T14:30:00+01:00">
<meta name="author" content="Ana Ruiz">
<link rel="canonical" href="https://crier.test/news/mayor">
"""


def page(
    head: str = HEAD,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    extra: str = "",
    charset: str = "utf-8",
) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    html = (
        f"<html lang=en><head>{head}</head><body><nav><ul><li><a href=/>Home</a><li>News</ul></nav>"
        f"<article><h1>Mayor leaves the town hall</h1>{body}</article>"
        f"<aside><h2>Most read</h2><a href=/x>What the river did to us</a></aside>{extra}"
        "<footer>© 2026 Town Crier</footer></body></html>"
    )
    return html.encode(charset)


def test_a_page_is_read_by_its_data_and_its_main_text() -> None:
    article = read_html(page(), "https://www.crier.test/news/mayor?utm_source=x")

    assert article.title == "Mayor leaves the town hall"
    assert article.byline == "Ana Ruiz"
    assert (article.outlet_name, article.outlet_domain) == ("Town Crier", "crier.test")
    assert article.published.iso() == "2019-06-03T14:30+01:00"
    assert article.published.precision is Precision.MINUTE
    assert article.canonical_url == "https://crier.test/news/mayor"
    assert article.language == "en"
    assert article.republished_from == ""
    assert article.found["title"].note is Note.FOUND
    assert article.text == "\n".join(["Mayor leaves the town hall", *PARAGRAPHS])


def test_what_is_left_out_can_be_kept_by_an_editor() -> None:
    article = read_html(page())
    left_out = [block.text for block in article.blocks if not block.kept]

    assert "Home" in left_out[0]
    assert any("What the river did" in text for text in left_out)
    assert all(article.raw[b.start : b.end] == b.text for b in article.blocks)


def test_without_data_the_words_of_the_page_are_read() -> None:
    article = read_html(
        page(head="", paragraphs=("By Ana Ruiz", "3 June 2019", *PARAGRAPHS)),
        "https://crier.test/a",
    )

    assert article.title == "Mayor leaves the town hall"
    assert article.byline == "Ana Ruiz"
    assert article.published.iso() == "2019-06-03"
    assert article.canonical_url == "https://crier.test/a"
    assert article.found["canonical_url"].note is Note.CHECK


def test_a_page_that_names_another_address_as_its_own_is_a_repost() -> None:
    article = read_html(page(), "https://hub.test/repost")

    assert article.republished_from == "https://crier.test/news/mayor"
    assert article.found["republished_from"].note is Note.CHECK
    assert article.outlet_domain == "hub.test"


def test_a_notice_in_the_footer_names_the_original() -> None:
    notice = "<p>This post has been republished with permission from Daily Word.</p>"

    assert read_html(page(extra=notice)).republished_from == "Daily Word"


@pytest.mark.parametrize(
    ("charset", "declared", "meta"),
    [
        ("utf-8", None, ""),
        ("cp1252", "windows-1252", ""),
        ("cp1252", None, "<meta charset=windows-1252>"),
        ("utf-8", "iso-8859-1", ""),
    ],
)
def test_a_page_is_decoded_as_declared_or_as_it_is(
    charset: str, declared: str | None, meta: str
) -> None:
    article = read_html(page(head=HEAD + meta, charset=charset), charset=declared)

    assert "to the\u00a0council" in article.text
    assert "José" in article.text


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is empty|no text to read"),
        (b"<html><body><script>x()</script></body></html>", "no text to read"),
        (b"%PDF-1.7 ...", "This is a PDF, not text"),
        (b" " * (LARGEST_PAGE + 1), "The page has 10,000,001 bytes; at most 10,000,000 are read"),
        (b"<div>" * 5000 + b"deep", "nested too deeply"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_with_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(ReadingError, match=sentence):
        read_html(raw)


def test_a_page_without_main_text_is_read_by_its_words() -> None:
    article = read_html(b"<table><tr><td>No more water<td>#flood</table>")

    assert "No more water" in article.text


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the pages are not there: no folder {CORPUS.name}")
def test_real_pages_are_read_whole_and_without_their_menus() -> None:
    truths = json.loads((CORPUS / "ground-truth.json").read_text(encoding="utf-8"))
    scores = []
    for name in sorted(truths)[::10]:
        truth = truths[name]
        raw = gzip.decompress((CORPUS / "html" / f"{name}.html.gz").read_bytes())

        article = read_html(raw, truth["url"])

        assert article.title
        assert article.outlet_domain
        assert article.text.strip()
        scores.append(likeness(truth["articleBody"], article.text))
    assert sum(scores) / len(scores) > 0.93


def likeness(truth: str, text: str) -> float:
    """Return the F1 score of runs of four words."""
    a, b = (
        Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
        for words in map(words_of, (truth, text))
    )
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "2019-06-03T10:00+23:59"]
)
def test_a_date_that_no_page_of_ours_could_show_is_not_believed(moment: str) -> None:
    head = f'<meta property="article:published_time" content="{moment}">'
    body = "<p>The harbour master spoke on Monday about grain, ships and the weather.</p>" * 5
    page = f"<html><head>{head}</head><body><article><h1>Harbour</h1>{body}</article></body></html>"
    found = read_html(page.encode(), url="https://press.example.org/a").published
    assert found.value is None or (1 < found.value.year < 9999 and found.precision == "day")
