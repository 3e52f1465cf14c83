"""What a page's markup gives away before anybody reads its text."""

import html
import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

SEEN = 16 * 1024
"""Bytes of a page looked through: marks stand in its head or on a small page."""

_TITLE = re.compile(rb"<title[^>]{0,200}>(.{0,300}?)</title", re.DOTALL)
_DENIED = re.compile(rb"<h1>\s*access denied\s*</h1>.{0,600}reference\s*(?:#|&#35;)", re.DOTALL)
_COOKIE_SCRIPT = re.compile(
    rb"document\.cookie\s*=.{1,600}location\.?(?:reload|href|replace)", re.DOTALL
)
_PASSWORD = re.compile(rb"<input[^<>]{0,300}type\s*=\s*[\"']?password")
_DATED = (b"article:published_time", b'"datepublished"', b"=datepublished", b"'datepublished'")
_APPLICATION = re.compile(
    rb"<[a-z-]{1,40}+[^<>]{0,200}\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|___gatsby|svelte|main-app)[\"'\s>]|"
    rb"<app-root|enable javascript|javascript is (?:required|disabled)|requires javascript|"
    rb"type=[\"']module"
)
_WAY_THROUGH = re.compile(rb"<(?:script|iframe)\b|<form[^<>]{0,300}method\s*=\s*[\"']?post")
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_CARRIERS = (b"<script", b"<iframe", b"src=", b"action=", b"data-", b" class=", b" id=")
_MEDIA = re.compile(rb"<(?:img|picture|video|audio|iframe|embed|object|canvas)\b")


def parking_mark(body: bytes) -> str | None:
    """Name the mark of a parking service."""
    return _mark("parking", _head(body))


def challenge_mark(body: bytes) -> str | None:
    """Name the mark of a page that wants to know first whether we are human."""
    head = _head(body)
    if mark := _mark("challenge", head) or _mark("words", head):
        return mark
    if _DENIED.search(head):
        return "access denied, with a reference"
    if len(body) < SEEN and _COOKIE_SCRIPT.search(head) and b"<p" not in head:
        return "a script that sets a cookie and comes again"
    return None


def captcha_mark(body: bytes) -> str | None:
    """Name the captcha a page carries; many a live page has one beside its form."""
    return _mark("captcha", _head(body))


def asks_for_password(body: bytes) -> bool:
    """Tell whether a page has a field for a password."""
    return _PASSWORD.search(_head(body)) is not None


def is_dated_article(body: bytes) -> bool:
    """Tell whether a page says of itself when it was published, as articles do."""
    return any(mark in _head(body) for mark in _DATED)


def media(body: bytes) -> int:
    """Count pictures, videos and frames: what a page shows without words."""
    return len(_MEDIA.findall(body.lower()))


def is_application(body: bytes) -> bool:
    """Tell whether scripts draw the page: what it shows without them may be no page of its own."""
    return _APPLICATION.search(body.lower()) is not None


def asks_for_scripts(body: bytes) -> bool:
    """Tell whether a page says, to whoever runs no scripts, that it needs them."""
    silent = (part.partition(b"</noscript")[0] for part in body.lower().split(b"<noscript")[1:])
    return any(b"javascript" in _TAG.sub(b"", said) for said in silent)


def has_way_through(body: bytes) -> bool:
    """Tell whether a page can let its reader through to another one; a search box cannot."""
    return _WAY_THROUGH.search(body.lower()) is not None


def title_of(body: bytes) -> str:
    """Find the title of a page that is not read further."""
    found = _TITLE.search(_head(body))
    return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""


@lru_cache(maxsize=8)
def _head(body: bytes) -> bytes:
    return body[:SEEN].lower()


def _mark(kind: str, head: bytes) -> str | None:
    """Find a mark; whatever is no word of the page needs a script, a frame or an attribute."""
    if kind != "words" and not any(carrier in head for carrier in _CARRIERS):
        return None
    return next((mark.decode() for mark in _marks()[kind] if mark in head), None)


@cache
def _marks() -> dict[str, tuple[bytes, ...]]:
    table = tomllib.loads((Path(__file__).parent / "marks.toml").read_text("utf-8"))
    return {kind: tuple(mark.encode() for mark in marks) for kind, marks in table.items()}
