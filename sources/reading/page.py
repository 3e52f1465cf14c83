"""Reading an article out of an HTML page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.settings import Document

from newsroom.dates import FuzzyDate, Precision, parse
from sources.linkcheck.charset import decode_text
from sources.linkcheck.extract import MAX_ELEMENTS, visible_text
from sources.reading import chrome
from sources.reading.article import Article, Finding, Note, ReadingError, join
from sources.reading.fold import fold_words
from sources.reading.language import detect_language
from sources.reading.lines import split_lines
from sources.reading.pasted import blocks_of, domain_of, read_text
from sources.reading.plain import refuse_other_files

LARGEST_PAGE = 10_000_000
"""Bytes a page may have."""

_FEW_WORDS = 10
_SURE_WORDS = 4
_NOT_MAIN = "outside the main text"
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)


def is_page(raw: bytes) -> bool:
    """Say whether a file is an HTML page; anything else is read as text."""
    head = raw[:1024].lower()
    return b"<html" in head or b"<!doctype html" in head


def read_html(raw: bytes, url: str = "", charset: str | None = None) -> Article:
    """Read an article out of a page: its data first, then its main text.

    `url` is where it was fetched and `charset` what the server declared. What the page's data do
    not tell is read from its words. Raises ReadingError with a sentence where nothing is to read.
    """
    if len(raw) > LARGEST_PAGE:
        raise ReadingError(
            f"The page has {len(raw):,} bytes; at most {LARGEST_PAGE:,} are read. "
            "Copy the article's text and paste it."
        )
    refuse_other_files(raw)
    tree = _parse(decode_text(raw, charset))
    article = read_text(visible_text(tree), url)
    published = _published_to_the_minute(tree)
    data = _data(tree)
    if data is None:
        return article
    return _with_data(_with_main_text(article, data), data, published, url)


def _parse(source: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise ReadingError("The page is empty: paste the article's text instead.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError("The page is nested too deeply to be read: paste the article's text.")
    return tree


def _data(tree: lxml.html.HtmlElement) -> Document | None:
    """Return the page's data and main text. Takes the tree apart, so it comes last."""
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return None
    found = trafilatura.bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return found if isinstance(found, Document) else None


def _with_main_text(article: Article, data: Document) -> Article:
    """Keep the lines of the page's main text, and its title once above them."""
    main = [fold_words(line.removeprefix("- ")) for line in (data.text or "").split("\n")]
    lines = split_lines(article.raw)
    folded = [fold_words(line.text) for line in lines]
    kept = _lines_within(folded, main)
    if not kept or sum(len(words.split()) for words in main) < _FEW_WORDS:
        return article
    kept |= _title_above(folded, fold_words(data.title or article.title), min(kept))
    reasons = [
        "" if i in kept else chrome.left_out_alone(line) or _NOT_MAIN
        for i, line in enumerate(lines)
    ]
    blocks = tuple(blocks_of(article.raw, lines, reasons))
    text = join(article.raw, ((block.start, block.end) for block in blocks if block.kept))
    return replace(article, blocks=blocks, text=text)


def _lines_within(folded: Sequence[str], main: Sequence[str]) -> set[int]:
    """Return the lines that the main text has, each as often as it has it."""
    left, whole = Counter(main), " ".join(main)
    kept = set()
    for index, words in enumerate(folded):
        if words not in left and len(words.split()) >= _SURE_WORDS and words in whole:
            left[words] = 1
        if left[words] > 0:
            left[words] -= 1
            kept.add(index)
    return kept


def _title_above(folded: Sequence[str], title: str, first: int) -> set[int]:
    """Return the last line above the main text that is the title."""
    if not title or title in folded[first:]:
        return set()
    return set([i for i in range(first) if folded[i] == title][-1:])


def _published_to_the_minute(tree: lxml.html.HtmlElement) -> FuzzyDate:
    """Return the time of publication where the page's data give one with its offset."""
    for path in _PUBLISHED:
        for value in tree.xpath(path):
            try:
                date = parse(value)
            except ValueError:
                continue
            if date.precision is Precision.MINUTE:
                return date
    return FuzzyDate()


def _with_data(article: Article, data: Document, exact: FuzzyDate, url: str) -> Article:
    """Take from the page's data what they tell; the rest stays as its words tell it."""
    published = exact if exact.value or not data.date else parse(data.date)
    canonical = data.url or url
    byline, outlet = (data.author or "").replace("; ", ", "), _site_name(data)
    language, told = detect_language(article.text)
    told_by_data = {
        "title": data.title,
        "byline": byline,
        "outlet_name": outlet,
        "published": published.value,
        "canonical_url": data.url,
    }
    finding = Finding(Note.FOUND, "told by the page's data")
    found = dict(article.found, language=told)
    found |= dict.fromkeys((name for name, value in told_by_data.items() if value), finding)
    original = article.republished_from
    if not original and data.url and url and domain_of(data.url) != domain_of(url):
        original = data.url
        reason = "the page names an address elsewhere as its own"
        found["republished_from"] = Finding(Note.CHECK, reason)
    return replace(
        article,
        title=data.title or article.title,
        byline=byline or article.byline,
        outlet_name=outlet or article.outlet_name,
        outlet_domain=domain_of(url or canonical),
        published=published if published.value else article.published,
        language=language,
        canonical_url=canonical,
        republished_from=original,
        found=found,
    )


def _site_name(data: Document) -> str:
    """Return the outlet's name unless it is only its address again."""
    name = (data.sitename or "").removeprefix("@")
    return "" if urlsplit(f"//{name}").hostname == data.hostname else name
