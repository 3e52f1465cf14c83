"""A page as read: what extraction hands over, without the weight of doing it."""

import re
import unicodedata
from dataclasses import dataclass
from importlib.metadata import version
from typing import Protocol

from sources.linkcheck.marks import unpiled

EXTRACTOR = f"trafilatura {version('trafilatura')}, rules 3"
"""Who reads pages, kept with every text: another reader's text cannot be compared with ours."""

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

_BLANKS = re.compile(r"[ \t\f\v]{2,}|[\t\f\v]")
_EMPTY_LINES = re.compile(r"\n[ \n]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read from a page.

    `text` is the main text (NFC, line feeds), None when the page could not be read, and then
    `unread` says why. `visible_text` is everything a reader could see, menus included.
    """

    text: str | None
    title: str | None = None
    h1: str | None = None
    visible_text: str = ""
    paywalled: bool = False
    unread: str | None = None


class Extractor(Protocol):
    """Whoever reads HTML for the engine; an answer comes whatever the page is."""

    async def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        """Read a page; `charset` is what the server says, or None."""
        ...

    async def stop(self) -> None:
        """Let go of what was needed for it."""
        ...


def tidy(text: str) -> str:
    """Write a text in NFC with line feeds, without blank lines and runs of plain spaces."""
    text = unpiled(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    return _EMPTY_LINES.sub("\n", _BLANKS.sub(" ", text).replace(" \n", "\n")).strip()


def kind_of(content_type: str, body: bytes) -> str:
    """Name the media type of a body; where the server names none, look at how it begins."""
    start = body[:1024].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if content_type:
        return content_type
    if start.startswith(b"<") or b"<html" in start:
        return "text/html"
    return "application/octet-stream"
