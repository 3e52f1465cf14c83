import gzip
from collections.abc import Callable

import brotli
import pytest
from cachetools import LRUCache
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from newsroom import page_cache
from newsroom.page_cache import Page, answer, finish

BODY = "<p>One claim, one rating.</p>" * 50
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "": bytes,
}


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> LRUCache[str, page_cache._Kept]:
    """Keep pages apart from those of other tests."""
    pages: LRUCache[str, page_cache._Kept] = LRUCache(10_000, getsizeof=len)
    monkeypatch.setattr(page_cache, "_pages", pages)
    return pages


class Drawing:
    """Counts how often it is drawn."""

    def __init__(self, body: str = BODY, status: int = 200) -> None:
        self.body, self.status, self.times = body, status, 0

    def __call__(self) -> HttpResponse:
        self.times += 1
        return HttpResponse(self.body, status=self.status, headers={"X-Drawn": str(self.times)})


def ask(page: Page, path: str = "/", **headers: str) -> HttpResponse:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return answer(RequestFactory().get(path, headers=given), page)


def test_a_page_is_drawn_once_while_its_etag_is_the_same() -> None:
    draw = Drawing()
    first, again = (ask(Page('"a"', draw)) for _ in range(2))
    assert draw.times == 1
    assert first.content == again.content == BODY.encode()
    assert first.headers == again.headers
    assert again["X-Drawn"] == "1"


def test_a_page_with_another_etag_or_address_is_drawn_anew() -> None:
    draw = Drawing()
    ask(Page('"a"', draw))
    ask(Page('"b"', draw))
    ask(Page('"a"', draw), "/other/")
    assert draw.times == 3


@pytest.mark.parametrize("kind", DECODERS)
def test_each_coding_has_bytes_and_a_strong_etag_of_its_own(kind: str) -> None:
    draw = Drawing()
    response = ask(Page('"a"', draw), accept_encoding=kind)
    assert DECODERS[kind](response.content) == BODY.encode()
    assert response.get("Content-Encoding", "") == kind
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"] == (f'"a.{kind}"' if kind else '"a"')
    known = ask(Page('"a"', draw), accept_encoding=kind, if_none_match=response["ETag"])
    assert (known.status_code, known["ETag"], known["Vary"]) == (
        304,
        response["ETag"],
        "Accept-Encoding",
    )
    assert draw.times == 1


def test_whoever_has_a_page_as_it_is_need_not_fetch_it_compressed() -> None:
    draw = Drawing()
    assert ask(Page('"a"', draw), accept_encoding="br", if_none_match='"a"').status_code == 304
    assert draw.times == 0


def test_what_turns_out_to_be_no_page_is_sent_and_not_kept() -> None:
    gone, draw = Drawing(status=410), Drawing()
    assert ask(Page('"a"', gone)).status_code == 410
    assert ask(Page('"a"', draw)).status_code == 200
    assert draw.times == 1


def test_whoever_has_any_version_hears_that_there_is_no_page_any_more() -> None:
    assert ask(Page('"a"', Drawing(status=410)), if_none_match="*").status_code == 410
    assert ask(Page('"b"', Drawing()), if_none_match="*").status_code == 304


def test_a_picture_goes_out_as_it_is() -> None:
    picture = Page('"a"', lambda: HttpResponse(b"png", content_type="image/png"))
    response = ask(picture, accept_encoding="br")
    assert (response.content, response["ETag"], response.has_header("Vary")) == (
        b"png",
        '"a"',
        False,
    )


def test_pages_kept_take_no_more_than_their_bytes(kept: LRUCache[str, page_cache._Kept]) -> None:
    draw = Drawing("x" * 4_000)
    for number in range(5):
        ask(Page(f'"{number}"', draw))
    assert kept.currsize <= kept.maxsize
    assert len(kept) == 2
    ask(Page('"large"', Drawing("x" * 20_000)))
    assert len(kept) == 2


def test_nothing_is_kept_while_templates_are_being_written(settings: Settings) -> None:
    settings.DEBUG = True
    draw = Drawing()
    ask(Page('"a"', draw))
    ask(Page('"a"', draw))
    assert draw.times == 2


def test_what_is_drawn_already_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/", headers={"accept-encoding": "br"})
    first = finish(request, HttpResponse(BODY), '"a"')
    monkeypatch.setattr("newsroom.compression.compressed", lambda *_: b"compressed again")
    again = finish(request, HttpResponse(BODY), '"a"')
    assert first.content == again.content
    assert again["Content-Encoding"] == "br"
