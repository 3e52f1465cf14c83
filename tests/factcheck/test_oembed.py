from xml.etree.ElementTree import fromstring

import pytest
from django.utils.translation import override

from factcheck.models import Check
from factcheck.oembed import answer, as_xml, asked_for
from tests.factories import published_claim

SITE = "https://desk.example.org"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/checks/grain/", ("grain", "en")),
        ("/checks/grain", ("grain", "en")),
        ("/es/checks/grain/", ("grain", "es")),
        ("/checks/grain/v/2/", ("grain", "en")),
        ("/embed/grain/?utm_source=x#top", ("grain", "en")),
    ],
)
def test_every_address_of_a_check_is_known(address: str, found: tuple[str, str]) -> None:
    with override("es"):
        assert asked_for(SITE + address) == found
    assert asked_for(SITE.replace("https", "http") + address) == found


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/",
        f"{SITE}/search/",
        f"{SITE}/checks/../admin/",
        f"{SITE}/checks/a b/",
        f"{SITE}/fr/checks/grain/",
        "https://desk.example.org.evil.test/checks/grain/",
        "https://evil.test/checks/grain/",
        "https://evil@desk.example.org/checks/grain/",
        "https://desk.example.org:8443/checks/grain/",
        "//desk.example.org/checks/grain/",
        "javascript:alert(1)",
        "https://[::1/checks/grain/",
        "ftp://desk.example.org/checks/grain/",
        "",
        "checks/grain/",
    ],
)
def test_no_other_address_is(address: str) -> None:
    assert asked_for(address) is None


@pytest.mark.django_db
def test_an_answer_has_what_oembed_asks_for_and_fits_the_room() -> None:
    published_claim()
    check = Check.objects.select_related("publication").get()
    full = answer(check, widest=None, highest=None)
    assert full["type"] == "rich"
    assert full["version"] == "1.0"
    assert full["width"] == 600
    assert f'src="{SITE}/embed/{check.slug}/"' in full["html"]
    assert full["thumbnail_url"].startswith(f"{SITE}/cards/{check.slug}.png?v=")
    small = answer(check, widest=300, highest=200)
    assert (small["width"], small["height"]) == (300, 200)
    assert 'width="300" height="200"' in small["html"]
    assert "thumbnail_url" not in small  # it would be larger than asked for
    assert answer(check, widest=5000, highest=5000)["width"] == 600
    narrow = answer(check, widest=280, highest=None)
    assert narrow["height"] > full["height"]


def test_xml_has_no_characters_xml_has_no_place_for() -> None:
    words = "a\x00\x0b\ud800\ufffe<b>&]]>\t\U0001f6a2"
    root = fromstring(as_xml({"title": words, "width": 1}))  # noqa: S314 - our own
    assert root.findtext("title") == "a<b>&]]>\t\U0001f6a2"
    assert root.findtext("width") == "1"
