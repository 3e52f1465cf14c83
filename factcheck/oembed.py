"""What an address of ours can be embedded as: oEmbed 1.0 (https://oembed.com)."""

import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from factcheck.cards.contents import HEIGHT, WIDTH
from factcheck.models import Check
from factcheck.sharing import EMBED_WIDTH, absolute, embed_height, iframe, shared

OF_A_CHECK = {"check", "check-version", "embed"}
KEPT_FOR = 3600  # seconds: the frame itself is always as new as the check
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Answer = dict[str, Any]


def asked_for(address: str) -> tuple[str, str] | None:
    """Return the slug of the check an address of ours shows, and the language, or None.

    With or without TLS; whatever follows the path does not count.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    if match.url_name not in OF_A_CHECK:
        return None
    return str(match.kwargs["slug"]), language


def answer(check: Check, *, widest: int | None, highest: int | None) -> Answer:
    """Describe a standing check in the language of the interface, no larger than asked for."""
    found = shared(check)
    width = min(EMBED_WIDTH, widest or EMBED_WIDTH)
    height = embed_height(check.publication, width)
    height = min(height, highest or height)
    described: Answer = {
        "type": "rich",
        "version": "1.0",
        "title": found.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute("home"),
        "author_name": settings.SITE_NAME,
        "author_url": absolute("home"),
        "cache_age": KEPT_FOR,
        "html": str(iframe(check, width=width, height=height)),
        "width": width,
        "height": height,
    }
    if (widest or WIDTH) >= WIDTH and (highest or HEIGHT) >= HEIGHT:
        described |= {
            "thumbnail_url": found.card,
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    return described


def as_xml(described: Answer) -> bytes:
    """Write an answer as XML, without the characters XML has no place for."""
    root = Element("oembed")
    for name, value in described.items():
        SubElement(root, name).text = _NOT_XML.sub("", str(value))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
