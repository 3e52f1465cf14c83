"""Redirects in disguise: pages that send their reader elsewhere at once (HTML, 4.2.5.3)."""

import html
import re

SEEN = 16 * 1024
AT_ONCE_S = 5.0
"""Whoever lets a page stand longer means it to be read."""

_REFRESH = re.compile(r"<meta\b(?=[^>]*http-equiv\s*=\s*[\"']?refresh)[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"\s*(\d+(?:\.\d*)?|\.\d+)[\s;,]+(?:url\s*=\s*)?[\"']?([^\"']+?)[\"']?\s*", re.IGNORECASE
)
_NOT_SHOWN = re.compile(
    r"<!--.*?-->|<(noscript|script|style|template)\b.*?</\1", re.DOTALL | re.IGNORECASE
)


def refresh_target(body: bytes, content_type: str) -> str | None:
    """Find where a page sends its reader at once; None when it means to be read.

    What only readers without scripts are sent to counts for nothing.
    """
    if "html" not in (content_type or "html") or b"http-equiv" not in body[:SEEN].lower():
        return None
    markup = _NOT_SHOWN.sub("", body[:SEEN].decode("utf-8", "replace"))
    tag = _REFRESH.search(markup)
    content = _CONTENT.search(tag[0]) if tag else None
    if content is None:
        return None
    said = _INSTRUCTION.fullmatch(html.unescape(next(filter(None, content.groups()), "")))
    if said is None or float(said[1]) > AT_ONCE_S:
        return None
    scheme, colon, _ = said[2].partition(":")
    elsewhere = colon and scheme.isalpha() and scheme.lower() not in {"http", "https"}
    return None if elsewhere else said[2]
