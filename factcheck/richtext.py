"""Markdown as editors write it, to HTML that is safe to show.

Two locks: the Markdown reader takes no HTML (https://spec.commonmark.org), and what it makes
passes an allowlist. The highest heading of a text, whatever it is, comes right below the page's.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 30_000  # characters; beyond that nesting could cost seconds, and nobody reads it
TOP_HEADING = 3

TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"}
HEADINGS = {"h3", "h4", "h5", "h6"}
SCHEMES = {"http", "https", "mailto"}

_reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
_allowlist = nh3.Cleaner(
    tags=TAGS | HEADINGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes=SCHEMES,
    link_rel="noopener",
)


@lru_cache(maxsize=64)  # a page in each language, and its versions, have the same texts
def to_html(markdown: str) -> SafeString:
    """Return safe HTML. A text over ``LONGEST`` characters is shown as it was typed, whole."""
    if len(markdown) > LONGEST:
        return SafeString(linebreaks(markdown, autoescape=True))
    tokens = _reader.parse(markdown)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1:]) for token in headings), default=TOP_HEADING)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1:]) - highest + TOP_HEADING, 6)}"
    html = _reader.renderer.render(tokens, _reader.options, {})
    return SafeString(_allowlist.clean(html))


def to_words(markdown: str) -> str:
    """Return what a text says, without its signs: to be compared, not to be shown as a page.

    A block is a paragraph, an item of a list keeps its mark, a link is followed by its address.
    """
    if len(markdown) > LONGEST:
        return markdown
    return "\n\n".join(_blocks(_reader.parse(markdown)))


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "inline":
            yield mark + "".join(_inline(token.children or ()))
            mark = ""
        elif token.type in {"fence", "code_block"}:
            yield mark + token.content.rstrip()
            mark = ""


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    target = ""
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif token.type == "link_open":
            target = str(token.attrs["href"])
        elif token.type == "link_close":
            yield f" ({target})"
