"""What stands on a card: the words of one publication, and nothing else."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck import presenting
from factcheck.models import ClaimClaimant, Publication
from factcheck.templatetags.reading import day, localised

WIDTH, HEIGHT = 1200, 630  # pixels

DESIGN = 1
"""Raise it when cards shall look different: all of them are drawn anew."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """The words of a card, in the language of the publication where the site speaks it."""

    newsroom: str
    claim: str
    claimants: str
    rating: str
    shape: str
    date: str
    instead: str = ""
    """What stands there where the claim cannot be drawn."""

    @property
    def key(self) -> str:
        """Name the picture by everything it is drawn from (hex SHA-256)."""
        words = json.dumps({"design": DESIGN, **asdict(self)}, sort_keys=True)
        return sha256(words.encode()).hexdigest()


def card_of(publication: Publication) -> Card:
    """Return the card of a publication. Costs no query."""
    document = publication.document
    statement = document["claim"]["statement"]
    with override(spoken(document)):
        return Card(
            newsroom=settings.SITE_NAME,
            claim=f"“{statement}”" if presenting.is_verbatim(document) else statement,
            claimants=", ".join(speakers(document)),
            rating=localised(document["rating"], "label"),
            shape=presenting.shape(document["rating"]),
            date=day(publication.published_at),
            instead=_("What was claimed stands on the page."),
        )


def spoken(document: dict[str, Any]) -> str:
    """Return the language of a document if the site speaks it, else the site's own."""
    language = str(document["language"]).partition("-")[0].lower()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def speakers(document: dict[str, Any]) -> list[str]:
    """Name who made the claim, in the document's order."""
    speaker = ClaimClaimant.Part.SPEAKER
    return [who["name"] for who in document["claimants"] if who["part"] == speaker]
