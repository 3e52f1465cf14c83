"""What an entry of a feed says, of a check or of something we put right. No queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.claimreview import rating_word
from factcheck.models import Correction
from factcheck.richtext import to_html
from newsroom.xml_text import xml_text

CHECK, CORRECTION = 0, 1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands: by its moment, then by what it is, then by its row."""

    moment: datetime
    kind: int
    pk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: texts in the language of the publication, lawful in XML; only ``html`` is escaped.

    ``id`` is a URN that never changes, ``slug`` names the check it leads to, ``people`` are slug
    and name of each claimant. ``gone`` is the id of the check's own entry, where this one says
    that the check was withdrawn.
    """

    id: str
    place: Place
    slug: str
    title: str
    summary: str
    html: str
    language: str
    published: datetime
    updated: datetime
    topics: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    gone: str = ""


def of_check(check: Any) -> Entry:
    """Describe a check: the rating goes before the claim, so that nobody reads it as our word.

    Needs what ``listing.told`` annotates. It is new when its text is: ``updated`` is when the
    version was published, whatever became of its evidence since.
    """
    word = rating_word(check.rated, check.language)
    claim, reason = check.said["statement"], check.because or ""
    html = format_html(
        '<div lang="{}" dir="auto"><p>{}</p><p><strong>{}.</strong> {}</p>{}</div>',
        *(check.language, claim, word, reason, to_html(check.explained or "")),
    )
    return Entry(
        id=check.public_id.urn,
        place=Place(check.first_published_at, CHECK, check.pk),
        slug=check.slug,
        title=xml_text(f"{word}: {claim}"),
        summary=xml_text(f"{word}. {reason}"),
        html=xml_text(html),
        language=check.language,
        published=check.first_published_at,
        updated=check.revised_at,
        topics=tuple(xml_text(topic["name"]) for topic in check.said.get("topics", ())),
        people=tuple((who["slug"], xml_text(who["name"])) for who in check.said_by),
    )


def of_correction(row: Any) -> Entry:
    """Describe a correction, or a withdrawal: of that the notice is told and nothing else.

    Needs what ``queries.public_corrections`` annotates, and ``check_public_id``.
    """
    is_withdrawal = row.kind == Correction.Kind.RETRACTION
    with override(_spoken(row.language)):
        kind = _("A check was withdrawn") if is_withdrawal else capfirst(row.get_kind_display())
    title = kind if is_withdrawal else f"{kind}: {row.said['statement']}"
    texts = [text for text in (row.was_wrong, row.what_changed) if text]
    paragraphs = SafeString(linebreaks("\n\n".join(texts), autoescape=True))
    html = format_html('<div lang="{}" dir="auto">{}</div>', row.language, paragraphs)
    return Entry(
        id=row.public_id.urn,
        place=Place(row.published_at, CORRECTION, row.pk),
        slug=row.slug,
        title=xml_text(title),
        summary=xml_text(" ".join(texts)),
        html=xml_text(html),
        language=row.language,
        published=row.published_at,
        updated=row.published_at,
        gone=row.check_public_id.urn if is_withdrawal else "",
    )


def _spoken(language: str) -> str:
    """Return the language of ours that a publication's own words go with, as its rating does."""
    return "es" if language.startswith("es") else "en"
