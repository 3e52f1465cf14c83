from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.translation import override

from factcheck.models import Check
from factcheck.sharing import embed_height, shared
from tests.factcheck.hostile import HOSTILE
from tests.factories import judged_claim, publish, published_claim

pytestmark = pytest.mark.django_db


def the_check() -> Check:
    return Check.objects.select_related("publication").get()


def test_every_place_gets_rating_claim_and_address_by_a_plain_link() -> None:
    claim = published_claim()
    given = shared(the_check())
    told = f"Mostly true: {claim.statement}"
    assert [place.name for place in given.places] == [
        "E-mail", "Bluesky", "Facebook", "Telegram", "WhatsApp", "X",
    ]  # fmt: skip
    for place in given.places:
        parts = urlsplit(place.href)
        said = " ".join(value for values in parse_qs(parts.query).values() for value in values)
        assert parts.scheme in {"https", "mailto"}
        assert given.page in said
        assert told in said or place.name == "Facebook"


def test_a_mail_has_no_plus_signs_for_spaces() -> None:
    published_claim()
    assert "+" not in shared(the_check()).places[0].href


class Frames(HTMLParser):
    """Collects what a browser makes of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_in_the_title_of_the_frame(words: str) -> None:
    draft = judged_claim(statement=f"{words} said the harbour")
    publish(draft)
    ((tag, attributes),) = Frames(shared(the_check()).iframe).tags
    assert tag == "iframe"
    assert set(attributes) == {"src", "title", "width", "height", "frameborder", "loading"}
    assert attributes["title"].startswith("Fact desk: ")
    assert attributes["src"] == f"https://desk.example.org/embed/{draft.slug}/"


def test_addresses_follow_the_language_and_the_card_does_not() -> None:
    claim = published_claim()
    english = shared(the_check())
    with override("es"):
        spanish = shared(the_check())
    assert spanish.page == f"https://desk.example.org/es/checks/{claim.slug}/"
    assert f"/es/embed/{claim.slug}/" in spanish.iframe
    assert spanish.card == english.card
    assert parse_qs(urlsplit(spanish.oembed_json).query)["url"] == [spanish.page]


def test_a_narrower_frame_is_higher() -> None:
    published_claim()
    publication = the_check().publication
    assert embed_height(publication, 240) > embed_height(publication, 600)
    assert embed_height(publication, 1) == embed_height(publication, 240)
