"""One ClaimReview (https://schema.org/ClaimReview) as somebody else wrote it, read for the desk."""

import hashlib
import html
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from factcheck.external.rating import Given, Scale
from factcheck.importing.jsonld import TWICE, Node, node, nodes, words
from factcheck.models import ExternalReview, Rating
from factcheck.models.external_review import LONGEST_CLAIM
from newsroom.dates import UNKNOWN_DATE, FuzzyDate, parse
from newsroom.languages import read_tag
from sources.linkcheck.address import AddressError, normalise_url

LARGEST_RAW = 16_000  # characters of JSON
LONGEST: dict[str, Any] = {
    name: getattr(ExternalReview._meta.get_field(name), "max_length", None)
    for name in ("claimant", "publisher", "title", "language")
}

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CONTROLS = dict.fromkeys({*range(32), *range(127, 160)} - {*b"\t\n\r"})
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


@dataclass(kw_only=True)
class Review:
    """What a ClaimReview says, in the columns of ``ExternalReview``.

    ``problems`` are sentences: with any, it is not taken; ``remarks`` only go with it.
    """

    url: str = ""
    claim_reviewed: str = ""
    claimant: str = ""
    said: FuzzyDate = UNKNOWN_DATE
    publisher: str = ""
    title: str = ""
    language: str = ""
    published: FuzzyDate = UNKNOWN_DATE
    rating_given: str = ""
    rating: Rating | None = None
    identifier: str = ""
    raw: Node = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """By what it is known again: its address, and the claim in the same words."""
        return _hashed(self.url, plain(self.claim_reviewed))

    @property
    def trail(self) -> str:
        """By what it may be known where its address or its words changed; empty where by nothing.

        Theirs for it, or the claim with the day they published it; only on the same site.
        """
        day = self.published.iso()
        if not self.identifier and not day:
            return ""
        by = ["id", self.identifier] if self.identifier else [plain(self.claim_reviewed), day or ""]
        return _hashed(urlsplit(self.url).netloc, *by)

    def columns(self) -> dict[str, Any]:
        """Return the columns that an import writes, but for the feed and ``missing_since``."""
        return {
            "key": self.key,
            "trail": self.trail,
            "claim_reviewed": self.claim_reviewed,
            "claimant": self.claimant,
            "said_at": self.said.value,
            "said_precision": self.said.precision.value,
            "publisher": self.publisher,
            "url": self.url,
            "title": self.title,
            "language": self.language,
            "published_at": self.published.value,
            "published_precision": self.published.precision.value,
            "rating_given": self.rating_given,
            "rating_id": self.rating and self.rating.pk,
            "remarks": self.remarks,
            "raw": self.raw,
        }


def read_review(given: Node, scale: Scale, base: str = "") -> Review:
    """Read a ClaimReview; ``base`` is the address of the page it stands in, if it does.

    Never raises: what is wrong is in ``problems``.
    """
    given = _storable(given)
    item = node(given.get("itemReviewed"))
    rating = node(given.get("reviewRating"))
    found = Review(
        claim_reviewed=_said(given.get("claimReviewed")) or _said(item.get("name")),
        claimant=_names(item.get("author"))[: LONGEST["claimant"]],
        title=(_said(given.get("name")) or _said(given.get("headline")))[: LONGEST["title"]],
        language=_language(given.get("inLanguage")),
        identifier=words(given.get("identifier")) or words(given.get("@id")),
        raw=_kept(given),
    )
    found.url = _address(found, given, base)
    found.publisher = _publisher(given) or urlsplit(found.url).hostname or ""
    found.said = _date(item.get("datePublished"), found.remarks)
    found.published = _date(given.get("datePublished"), found.remarks)
    _rate(found, rating, scale)
    found.problems += _problems(found, given, item, rating)
    if found.said.value and found.published.value and found.said.value > found.published.value:
        found.remarks.append(_("The claim is dated later than the review."))
    return found


def plain(text: str) -> str:
    """Return words as two of them are compared: case and white space do not count."""
    return " ".join(text.split()).casefold()


def _problems(found: Review, given: Node, item: Node, rating: Node) -> Iterator[str]:
    for name in {*given.get(TWICE, ()), *item.get(TWICE, ()), *rating.get(TWICE, ())}:
        yield _("“%s” is given twice in it.") % name
    if not found.claim_reviewed:
        yield _("It does not say which claim was reviewed (claimReviewed).")
    if "\ufffd" in found.claim_reviewed:
        yield _("Characters of the claim are broken (�): the file is not all UTF-8.")
    if len(found.claim_reviewed) > LONGEST_CLAIM:
        yield _("The claim is longer than %d characters.") % LONGEST_CLAIM
    if found.url and urlsplit(found.url).netloc == urlsplit(settings.SITE_URL).netloc:
        yield _("This is a check of our own.")


def _address(found: Review, given: Node, base: str) -> str:
    """Return where the review stands, in our spelling; "" with a problem where that is nowhere."""
    places = (given.get("url"), given.get("mainEntityOfPage"), given.get("@id"))
    told = next((text for text in map(words, places) if text), "")
    if not told and not base:
        found.problems.append(_("It does not say where it stands (url)."))
        return ""
    try:
        return normalise_url(urljoin(base, told))
    except (AddressError, ValueError) as error:
        found.problems.append(_("Its address “%s” is none: %s") % (told[:200], error))
        return ""


def _rate(found: Review, rating: Node, scale: Scale) -> None:
    numbers = (
        words(rating.get(name))[:50] for name in ("ratingValue", "bestRating", "worstRating")
    )
    word = _said(rating.get("alternateName")) or _said(rating.get("name"))
    given = Given(word[:200], *numbers)
    found.rating_given = given.in_words
    found.rating, remark = scale.read(given)
    if not found.rating_given:
        remark = _("It has no rating.")
    found.remarks += [remark] if remark else []


def _publisher(given: Node) -> str:
    told = (_names(given.get(name)) for name in ("author", "publisher", "sdPublisher"))
    return next((name for name in told if name), "")[: LONGEST["publisher"]]


def _names(value: Any) -> str:
    """Return the names of one or several; one without a name is left out."""
    names = (_said(one.get("name")) for one in nodes(value))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _said(value: Any) -> str:
    """Return a text as people read it: without entities, tags, or white space it does not need."""
    text = words(value)
    if "&" in text:
        text = html.unescape(text)
    if _TAG.search(text):
        text = _without_tags(text)
    return " ".join(_sayable(text).split())


def _without_tags(text: str) -> str:
    try:
        return strip_tags(text)
    except SuspiciousOperation:  # tags in tags, more than anybody writes
        return _TAG.sub(" ", text)


def _language(value: Any) -> str:
    named = node(value)
    told = words(named.get("alternateName")) or words(named.get("name"))
    try:
        return read_tag(told)[: LONGEST["language"]]
    except ValueError:
        return ""


def _date(value: Any, remarks: list[str]) -> FuzzyDate:
    """Read a date, of a moment its day: feeds give midnights of all time zones for days."""
    told = words(value)[:100]
    day = _ISO_DAY.match(told)
    try:
        return parse(day[0] if day else told)
    except ValueError:
        remarks.append(_("A date cannot be read: “%s”.") % told)
        return UNKNOWN_DATE


def _kept(given: Node) -> Node:
    """Return the review as it came; of a long one the largest parts are left out."""
    if len(_written(given)) <= LARGEST_RAW and TWICE not in given:
        return given
    kept: Node = {}
    sized = sorted((len(_written(value)), name) for name, value in given.items() if name != TWICE)
    room = LARGEST_RAW
    for size, name in sized:
        room -= size + len(name)
        if room < 0:
            break
        kept[name] = given[name]
    return kept


def _written(value: Any) -> str:
    return json.dumps(value)


def _storable(value: Any) -> Any:
    """Return JSON as PostgreSQL takes it: without controls, half characters, endless numbers."""
    if isinstance(value, dict):
        return {_sayable(str(name)): _storable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, str):
        return _sayable(value)
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _sayable(text: str) -> str:
    """Return what can be stored and printed: nothing that steers a terminal."""
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode()


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
