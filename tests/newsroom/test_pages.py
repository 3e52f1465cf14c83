import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from newsroom import pages
from newsroom.middleware import CookiesForTheDeskMiddleware


@pages.reader_page
def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("text")


def test_a_page_without_an_etag_gets_that_of_its_text() -> None:
    first = page(RequestFactory().get("/"))
    again = page(RequestFactory().get("/", headers={"if-none-match": first["ETag"]}))
    assert (first.status_code, again.status_code) == (200, 304)
    assert first["Cache-Control"] == again["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_page_is_only_read(method: str) -> None:
    assert getattr(RequestFactory(), method)("/").method == method.upper()
    assert page(getattr(RequestFactory(), method)("/")).status_code == 405


def test_an_etag_tells_every_part_apart() -> None:
    assert pages.etag("a", "bc") != pages.etag("ab", "c")
    assert re.fullmatch(r'"[0-9a-f]{32}"', pages.etag("a"))


@pytest.mark.parametrize(
    "name",
    [
        "factcheck/templates/check.html",
        "newsroom/static/newsroom/icon.svg",  # its address tells what is in it
        "sources/models/link.py",  # the words for what became of a page
    ],
)
def test_the_edition_changes_with_what_pages_are_drawn_with(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    settings.BASE_DIR = tmp_path
    template = tmp_path / name
    template.parent.mkdir(parents=True)
    template.write_text("one")
    before = pages.edition.__wrapped__()
    template.with_name("notes.txt").write_text("not drawn with")
    assert pages.edition.__wrapped__() == before
    template.write_text("two")
    assert pages.edition.__wrapped__() != before


@pytest.mark.parametrize(("path", "kept"), [("/", {}), ("/admin/", {"sessionid": "x"})])
def test_cookies_reach_the_desk_alone(path: str, kept: dict[str, str]) -> None:
    cookies: list[dict[str, str]] = []

    def answer(request: HttpRequest) -> HttpResponse:
        cookies.append(request.COOKIES)
        return HttpResponse()

    CookiesForTheDeskMiddleware(answer)(
        RequestFactory().get(path, headers={"cookie": "sessionid=x"})
    )
    assert cookies == [kept]


def colours() -> dict[str, tuple[str, str]]:
    """Return the pairs (light, dark) of the tokens, the aliases left out."""
    sheet = (settings.BASE_DIR / "newsroom/static/newsroom/tokens.css").read_text()
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", sheet)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


INKS = ["ink", "ink-quiet", "accent", *(n for n in colours() if re.match("rating|health|note", n))]


@pytest.mark.parametrize("name", INKS)
@pytest.mark.parametrize("paper", ["paper", "paper-raised"])
def test_every_ink_can_be_read_on_paper_in_light_and_dark(name: str, paper: str) -> None:
    for ink, ground in zip(colours()[name], colours()[paper], strict=True):
        assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("name", ["highlight", "accent"])
def test_what_is_written_on_a_colour_can_be_read(name: str) -> None:
    for ink, ground in zip(colours()[f"on-{name}"], colours()[name], strict=True):
        assert contrast(ink, ground) >= 4.5
