"""What stands in a page's place: a domain for sale, a challenge, a login, works, a region."""

import re

from sources.linkcheck.signatures import phrases
from sources.linkcheck.signatures.wording import fold, has_few_words, sentences

LONGEST_TITLE = 300
_PARTS = re.compile(r"\s*[|\u2013\u2014\u00b7\uff5c]\s*|\s-\s|: ")


def parked_phrase(text: str) -> str | None:
    """Quote the words of a short text that offer the domain for sale or say it lies idle."""
    if not has_few_words(text):
        return None
    found = phrases.within("parked").search(fold(text))
    return found[0][:200] if found else None


def idle_notice(title: str, text: str) -> str | None:
    """Quote the notice of a host that nobody uses: suspended, or as its server came."""
    if not has_few_words(text):
        return None
    idle = phrases.whole("idle")
    return _part(title, "idle") or next(filter(idle.fullmatch, sentences(text)), None)


def challenge_title(title: str) -> str | None:
    """Quote a title, or a part of it set off, that is a challenge's, in whatever language."""
    return _part(title, "challenge")


def login_title(title: str) -> str | None:
    """Quote a title, or a part of it set off, that is a login page's."""
    return _part(title, "login")


def maintenance_notice(title: str, text: str) -> str | None:
    """Quote the notice that works are under way, in a title or as a sentence of a short text."""
    works = phrases.whole("maintenance")
    return _part(title, "maintenance") or next(filter(works.fullmatch, sentences(text)), None)


def region_notice(text: str) -> str | None:
    """Quote the sentence of a short text that says readers of our region may not read on."""
    return _sentence(text, "region")


def _part(title: str, kind: str) -> str | None:
    if not title:
        return None
    whole = title[:LONGEST_TITLE]
    parts = map(fold, [whole, *_PARTS.split(whole)])
    return next((part for part in parts if phrases.whole(kind).fullmatch(part)), None)


def _sentence(text: str, kind: str) -> str | None:
    if not has_few_words(text):
        return None
    opening = phrases.opening(kind)
    return next((said[:200] for said in sentences(text) if opening.match(said)), None)
