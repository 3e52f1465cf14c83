"""Where a check can be had, cited, embedded and sent on: addresses and nothing else.

Whoever shares follows a plain link; nothing of anybody else's is loaded.
"""

from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.cards.contents import Card, card_of, speakers
from factcheck.citing import Cited
from factcheck.models import Check, Publication
from factcheck.templatetags.reading import localised

VERSION = 16  # hex digits of a card's key in its address

EMBED_WIDTH = 600  # pixels, where a page does not say how much room there is
NARROWEST = 240
CHROME = 190  # pixels: the newsroom, the rating, the link, and the room around everything

SERVICES = (
    ("Bluesky", "https://bsky.app/intent/compose?text={told}+{page}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={page}"),
    ("Telegram", "https://t.me/share/url?text={told}&url={page}"),
    ("WhatsApp", "https://api.whatsapp.com/send?text={told}+{page}"),
    ("X", "https://x.com/intent/post?text={told}&url={page}"),
)
"""Name, and the link that takes what is told of a check and the address of its page."""


@dataclass(frozen=True)
class Place:
    """Somewhere a check can be sent: its name, and the link that does it."""

    name: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What pages, tags and answers say of a check they share. All addresses are absolute."""

    page: str
    title: str
    description: str
    card: str
    card_alt: str
    embed: str
    iframe: SafeString
    oembed_json: str
    oembed_xml: str
    places: list[Place]


def shared(check: Check) -> Shared:
    """Return what there is to share of a standing check, in the language of the interface.

    Costs no query when ``publication`` is loaded.
    """
    publication = check.publication
    document = publication.document
    title = str(document["claim"]["statement"])
    rated = localised(document["rating"], "label")
    page = absolute("check", check.slug)
    told = f"{rated}: {title}"
    card = card_of(publication)
    return Shared(
        page=page,
        title=title,
        description=f"{rated}: {document['reason']}",
        card=card_address(card, check.slug),
        card_alt=_("%(claim)s – Our rating: %(rating)s. %(site)s")
        % {"claim": card.claim, "rating": rated, "site": settings.SITE_NAME},
        embed=absolute("embed", check.slug),
        iframe=iframe(check, width=EMBED_WIDTH, height=embed_height(publication, EMBED_WIDTH)),
        oembed_json=_oembed(page, "json"),
        oembed_xml=_oembed(page, "xml"),
        places=_places(told, page),
    )


def absolute(name: str, *args: object) -> str:
    """Return the absolute address of a page, in the language of the interface."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def card_address(card: Card, slug: str) -> str:
    """Return the address of a check's card: another picture, another address."""
    with override(settings.LANGUAGE_CODE):
        return f"{absolute('card', slug)}?v={card.key[:VERSION]}"


def cited(slug: str, publication: Publication) -> Cited:
    """Return what to cite of one version, in the language of the interface."""
    document = publication.document
    return Cited(
        slug=slug,
        version=publication.number,
        newsroom=settings.SITE_NAME,
        claim=document["claim"]["statement"],
        rating=localised(document["rating"], "label"),
        published=localtime(publication.published_at).date(),
        permalink=absolute("check-version", slug, publication.number),
    )


def iframe(check: Check, *, width: int, height: int) -> SafeString:
    """Return the HTML that shows a check in somebody else's page.

    Sites that clean what they embed know ``frameborder`` and take ``style`` away.
    """
    document = check.publication.document
    title = f"{settings.SITE_NAME}: {document['claim']['statement']}"
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy">'
        "</iframe>",
        absolute("embed", check.slug),
        title,
        width,
        height,
    )


def embed_height(publication: Publication, width: int) -> int:
    """Guess how high the embedded check is at a width, in pixels; what is higher can be scrolled.

    By how many lines its words fill, with letters about half as wide as they are high.
    """
    document = publication.document
    room = max(width, NARROWEST) - 40
    corrections = [row["was_wrong"] for row in document["corrections"] if row["kind"] != "minor"]
    lines = (
        (len(document["claim"]["statement"]) * 11, 26),
        (len(document["reason"]) * 9, 24),
        ((len(", ".join(speakers(document))) + 30) * 8, 21),
        (50 * 8, 21),  # how the evidence is, and since when
        *((min(len(words) + 30, 270) * 8, 21) for words in corrections[-1:]),
    )
    return CHROME + sum((wide // room + 1) * high for wide, high in lines) + 30 * len(lines[4:])


def _oembed(page: str, form: str) -> str:
    with override(settings.LANGUAGE_CODE):
        return f"{absolute('oembed')}?{urlencode({'url': page, 'format': form})}"


def _places(told: str, page: str) -> list[Place]:
    letter = {"subject": told, "body": f"{told}\n\n{page}"}
    mail = Place(_("E-mail"), f"mailto:?{urlencode(letter, quote_via=quote)}")
    quoted = {"told": quote_plus(told), "page": quote_plus(page)}
    return [mail, *(Place(name, link.format(**quoted)) for name, link in SERVICES)]
