"""Cards, frames, oEmbed, zips and citations of what is not public, or no longer."""

from urllib.parse import quote

import pytest
from django.test import Client

from factcheck.models import Claim
from tests.factcheck.stages import STAGES
from tests.factcheck.views.reader import address, withdraw
from tests.factories import STATEMENT, WORDS, judged_claim, published_claim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cards")]


def surfaces(slug: str) -> list[str]:
    here = [
        f"/cards/{slug}.png",
        f"/embed/{slug}/",
        f"/checks/{slug}/bundle.zip",
        f"/checks/{slug}/cite.bib",
    ]
    asked = [
        f"/oembed?url={quote(f'https://desk.example.org{path}')}&format={form}"
        for path in (f"/checks/{slug}/", f"/es/checks/{slug}/", f"/embed/{slug}/")
        for form in ("json", "xml")
    ]
    return [f"{language}{path}" for language in ("", "/es") for path in [*here, *asked]]


@pytest.mark.parametrize("stage", STAGES)
def test_what_was_never_published_is_byte_for_byte_what_does_not_exist(
    client: Client, stage: str
) -> None:
    draft = judged_claim()
    STAGES[stage](draft)
    for hidden, missing in zip(surfaces(draft.slug), surfaces("nowhere"), strict=True):
        for method in (client.get, client.head, client.options, client.post):
            one, other = method(hidden), method(missing)
            assert one.status_code == other.status_code
            assert one.content == other.content
            assert one.headers == other.headers
        assert client.get(hidden).status_code == 404


def kept_tags(client: Client, claim: Claim) -> dict[str, str]:
    return {path: client.get(path).headers["ETag"] for path in surfaces(claim.slug)}


def test_of_a_withdrawn_check_every_surface_has_the_notice_and_nothing_else(
    client: Client,
) -> None:
    claim = published_claim()
    tags = kept_tags(client, claim)
    withdraw(claim)
    for path, tag in tags.items():
        for headers in ({}, {"if-none-match": tag}):
            answer = client.get(path, headers=headers)
            assert answer.status_code == 410, path
            assert "immutable" not in answer.headers["Cache-Control"]
            page = answer.content.decode()
            assert "We quoted the wrong person." in page
            for gone in (STATEMENT, WORDS, "Ana Ruiz", "17,200", "ostly true", "og:image"):
                assert gone not in page
    frame = client.get(f"/embed/{claim.slug}/")
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "og:" not in client.get(address(claim)).content.decode()


def test_an_older_version_of_the_card_is_gone_with_the_check(client: Client) -> None:
    claim = published_claim()
    withdraw(claim)
    assert client.get(f"/cards/{claim.slug}.png?v=0123456789abcdef").status_code == 410
