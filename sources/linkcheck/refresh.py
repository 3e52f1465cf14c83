"""Redirects in disguise: pages that send their reader elsewhere at once (HTML, 4.2.5.3)."""

import html
import re

from sources.linkcheck.answer import Fetched

SEEN = 16 * 1024
AT_ONCE_S = 5.0
"""Whoever lets a page stand longer means it to be read."""

_REFRESH = re.compile(r"<meta\b(?=[^>]*http-equiv\s*=\s*[\"']?refresh)[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"\s*+(\d{1,9}+(?:\.\d*+)?|\.\d++)[\s;,]++(?:url\s*+=\s*+)?+(.+)", re.IGNORECASE | re.DOTALL
)
"""Nothing in it gives back what it took: a hostile header must not cost more than its length."""

_NOT_SHOWN = re.compile(
    r"<!--.*?-->|<(noscript|script|style|template)\b.*?</\1", re.DOTALL | re.IGNORECASE
)


def refresh_target(fetched: Fetched) -> str | None:
    """Find where a page sends its reader at once, by header or in its head; None if it does not.

    What only readers without scripts are sent to counts for nothing.
    """
    said = fetched.headers.get("refresh") or _said_in_head(fetched)
    found = _INSTRUCTION.fullmatch(said) if said else None
    if found is None or float(found[1]) > AT_ONCE_S:
        return None
    target = found[2].strip().strip("\"'")
    scheme, colon, _ = target.partition(":")
    elsewhere = colon and scheme.isalpha() and scheme.lower() not in {"http", "https"}
    unclear = "'" in target or '"' in target
    return None if elsewhere or unclear else target or None


def _said_in_head(fetched: Fetched) -> str | None:
    head = fetched.body[:SEEN]
    if "html" not in (fetched.content_type or "html") or b"http-equiv" not in head.lower():
        return None
    tag = _REFRESH.search(_NOT_SHOWN.sub("", head.decode("utf-8", "replace")))
    content = _CONTENT.search(tag[0]) if tag else None
    return html.unescape(next(filter(None, content.groups()), "")) if content else None
