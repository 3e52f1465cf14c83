"""How readers are shown dates, ratings and editors' texts, in the language of the interface."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import get_language

from factcheck import presenting
from factcheck.reply import completed
from factcheck.richtext import to_html
from newsroom.dates import LOCALES, written

register = template.Library()

SCRIPT_ESCAPES = {ord(c): f"\\u{ord(c):04X}" for c in "<>&\u2028\u2029"}


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


@register.filter
def fuzzy(given: dict[str, Any]) -> str:
    """Write a document's date in words: "3 June 2019", "June 2019", "date unknown"."""
    return presenting.date(given).words(_language(), get_current_timezone())


@register.filter
def reply(part: dict[str, Any]) -> dict[str, Any]:
    """Complete a document's right of reply, whenever it was frozen."""
    return completed(part)


@register.filter
def day(moment: datetime | date | str) -> str:
    """Write the day of a moment, in the editorial time zone: "22 November 2026"."""
    if isinstance(moment, str):
        moment = date.fromisoformat(moment)
    if isinstance(moment, datetime):
        moment = localtime(moment).date()
    return written(moment, "long", LOCALES.get(_language(), LOCALES["en"]))


@register.filter
def dated(moment: datetime) -> SafeString:
    """Write the day of a moment as people read it, in an element that machines read."""
    return _element(localtime(moment).date(), _language())


@lru_cache(maxsize=10_000)
def _element(day: date, language: str) -> SafeString:
    words = written(day, "long", LOCALES.get(language, LOCALES["en"]))
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)


@register.filter
def localised(rating: dict[str, Any], part: str) -> str:
    """Return ``label`` or ``definition`` of a rating in the language of the interface."""
    return str(rating.get(f"{part}_{_language()}") or rating[part])


@register.filter
def shape(rating: dict[str, Any]) -> str:
    """Name the glyph and colour of a rating."""
    return presenting.shape(rating)


@register.filter
def source_name(source: dict[str, Any]) -> str:
    """Name a source by its outlet, else by its title."""
    return presenting.name_of(source)


@register.filter
def markdown(text: str) -> SafeString:
    """Return the safe HTML of an editor's text."""
    return to_html(text)


@register.filter
def in_script(markup: dict[str, Any]) -> SafeString:
    """Write JSON that cannot end the ``script`` element it stands in."""
    return SafeString(json.dumps(markup, ensure_ascii=False).translate(SCRIPT_ESCAPES))
