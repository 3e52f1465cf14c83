"""Pages as outlets serve them: the text, and around it what changes with every visit.

The date of the day, share counts, related posts and nonces are different at each request, as on
real pages, so that whoever compares whole pages is alarmed for nothing.
"""

import secrets
import time
from collections.abc import Iterable
from html import escape
from pathlib import Path
from random import SystemRandom
from string import Template

from seeds.pages import Outlet, Page

FRAME = Template(Path(__file__).with_name("page.html").read_text())
RELATED = (
    "Harbour to be dredged again next spring",
    "Five ways to cook lentils",
    "City council puts off vote on tram line",
    "What the clocks going back means for you",
    "Quiz: how well do you know your rivers?",
    "Chess club celebrates its first century",
    "15 readers tell us about their gardens",
)
RELATED_SHOWN = 3
_chance = SystemRandom()


def article_page(page: Page, text: str) -> str:
    """Return the HTML of ``page`` with ``text`` as its story; no two calls return the same."""
    day = f"{page.published}T09:00:00Z" if len(page.published) == len("2019-06-03") else ""
    meta = f'<meta property="article:published_time" content="{day}">' if day else ""
    author = page.byline and f"Retold from {page.byline}"
    byline = " · ".join(escape(part) for part in (author, page.published) if part)
    return frame(
        page.outlet,
        title=page.title,
        address=page.address,
        published_meta=meta,
        byline=f'<p class="byline">{byline}</p>' if byline else "",
        text=paragraphs(text),
        notice=escape(page.notice),
    )


def index_page(outlet: Outlet, pages: Iterable[Page]) -> str:
    """Return the outlet's front page."""
    items = "".join(
        f'<li><a href="{escape(page.path)}">{escape(page.title)}</a></li>' for page in pages
    )
    return frame(
        outlet, title="Latest", address=f"http://{outlet.domain}/", text=f"<ul>{items}</ul>"
    )


def missing_page(outlet: Outlet) -> str:
    """Return what the outlet shows where there is no page."""
    return frame(
        outlet,
        title="Page not found",
        address=f"http://{outlet.domain}/404",
        text="<p>There is nothing here. Perhaps there was once.</p>",
    )


def frame(outlet: Outlet, **parts: str) -> str:
    """Put ``parts`` into the outlet's frame. ``text``, ``byline`` and metas are HTML already."""
    nonce = secrets.token_urlsafe(12)
    related = _chance.sample(RELATED, RELATED_SHOWN)
    empty = {"published_meta": "", "byline": "", "notice": ""}
    return FRAME.substitute(
        empty | parts,
        title=escape(parts["title"]),
        outlet=escape(outlet.name),
        language=outlet.language,
        nonce=nonce,
        today=time.strftime("%A %d %B %Y"),
        menu="".join(f'<li><a href="/">{escape(item)}</a></li>' for item in outlet.menu),
        related="".join(f'<li><a href="/?from={nonce}">{item}</a></li>' for item in related),
        shares=_chance.randrange(10, 4000),
        views=f"{_chance.randrange(1000, 90000):,}",
    )


def paragraphs(text: str) -> str:
    """Return the HTML of a text: a paragraph for each block, lines kept apart."""
    blocks = (escape(block).replace("\n", "<br>\n") for block in text.split("\n\n"))
    return "\n".join(f"<p>{block}</p>" for block in blocks)
