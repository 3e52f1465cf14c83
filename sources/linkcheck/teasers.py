"""Teasers: blocks of a page that announce other pages of its site.

Sites rotate them from one look to the next, and none of them is what the page says. They are known
by what they are for: their headline leads away.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import SplitResult, urljoin, urlsplit

import lxml.html

LONGEST = 400
"""Characters of a teaser, at most: a headline, a summary, a date and a name."""

HEADLINE = 20
"""Characters of a headline that is no heading, at least: names and topics are shorter."""

_SECTIONS = ("h2", "h3", "h4", "h5", "h6")
_HEADINGS = ("h1", *_SECTIONS)
"""A first heading is never a teaser's: some sites link an article's own title."""

_BLOCKS = frozenset({"article", "div", "p", "section"})
_INLINE = frozenset({"b", "em", "i", "small", "span", "strong"})


def drop_teasers(tree: lxml.html.HtmlElement, url: str) -> None:
    """Take out of a page at `url` the blocks that announce other pages of the same site.

    Their headline is a heading that is a link, or a link that is a block of its own; of the
    latter kind several must stand side by side. Links to other sites stay: lists of sources and
    reviews have such.
    """
    here = urlsplit(url)
    headlines = dict.fromkeys([*_headings(tree, here), *_lone_links(tree, here)])
    cards = _Cards([*headlines, *tree.iter(*_HEADINGS)])
    found = [(cards.around(headline), headline.tag in _SECTIONS) for headline in headlines]
    beside = Counter(card.getparent() for card, _ in found)
    for card, has_heading in found:
        if has_heading or beside[card.getparent()] > 1:
            card.drop_tree()


def _headings(tree: lxml.html.HtmlElement, here: SplitResult) -> Iterator[lxml.html.HtmlElement]:
    """Find the headings that are, for most of their words, a link."""
    for heading in tree.iter(*_SECTIONS):
        inner = heading.find(".//a[@href]")
        link = inner if inner is not None else next(heading.iterancestors("a"), None)
        if link is None or not _leads_on(link, here):
            continue
        if 2 * len(link.text_content()) >= len(heading.text_content()):
            yield heading


def _lone_links(tree: lxml.html.HtmlElement, here: SplitResult) -> Iterator[lxml.html.HtmlElement]:
    """Find the links as long as a headline, without heading, that hold blocks or fill one."""
    for link in tree.iter("a"):
        block = link if any(child.tag in _BLOCKS for child in link) else _filled(link)
        if block is None or not HEADLINE <= _size(link) <= LONGEST:
            continue
        if next(link.iter(*_HEADINGS), None) is None and _leads_on(link, here):
            yield block


def _filled(link: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    """Return the block that has nothing in it but this link, unless it is a heading."""
    inner = link
    while (around := inner.getparent()) is not None:
        if inner.getprevious() is not None or inner.getnext() is not None:
            return None
        if ((around.text or "") + (inner.tail or "")).strip():
            return None
        if around.tag not in _INLINE:
            return None if around.tag in _HEADINGS else around
        inner = around
    return None


def _leads_on(link: lxml.html.HtmlElement, here: SplitResult) -> bool:
    """Tell whether a link leads to another page of this site."""
    try:
        there = urlsplit(urljoin(here.geturl(), link.get("href", "")))
    except ValueError:  # no address at all
        return False
    same_page = there.path.strip("/") == here.path.strip("/")
    return there.hostname == here.hostname and not same_page


def _size(block: lxml.html.HtmlElement) -> int:
    return len(block.text_content().strip())


class _Cards:
    """The widest blocks around headlines that are short and have no other headline."""

    def __init__(self, headlines: list[lxml.html.HtmlElement]) -> None:
        self._headlines = frozenset(headlines)
        self._judged: dict[lxml.html.HtmlElement, bool] = {}  # so that each is measured once

    def around(self, headline: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
        card = headline
        while (wider := card.getparent()) is not None and self._may_be_card(wider):
            card = wider
        return card

    def _may_be_card(self, block: lxml.html.HtmlElement) -> bool:
        if block not in self._judged:
            fits = block.tag != "body" and _size(block) <= LONGEST
            self._judged[block] = fits and sum(e in self._headlines for e in block.iter()) == 1
        return self._judged[block]
