"""A check in a page of somebody else's, in a real browser."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.utils import timezone
from playwright.sync_api import Error, expect
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Check
from tests.browser.conftest import Entering
from tests.browser.judging import Judge
from tests.factcheck.views.reader import correct, withdraw
from tests.factories import STATEMENT, published_claim

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PAGE = '<!doctype html><html lang="en"><title>Elsewhere</title><h1>Elsewhere</h1>{}'


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another origin, with whatever ``html`` it was given."""

    html = ""

    def do_GET(self) -> None:
        body = PAGE.format(self.html).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_check_stands_in_a_page_of_another_origin(
    enter: Entering, elsewhere: str, live_server: LiveServer, settings
) -> None:
    settings.SITE_URL = live_server.url
    claim = published_claim()
    window = enter(elsewhere, viewport={"width": 320, "height": 700})
    page = window.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    described = window.request.get(
        f"{live_server.url}/oembed?url={live_server.url}/checks/{claim.slug}/&maxwidth=300"
    ).json()
    Elsewhere.html = described["html"]
    page.goto(elsewhere)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(STATEMENT)
    expect(frame.get_by_text(re.compile("mostly.true", re.IGNORECASE))).to_be_visible()
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert inside.evaluate("document.documentElement.scrollHeight") <= described["height"] + 2
    assert not window.cookies()
    with window.expect_page() as opened:
        frame.get_by_role("link", name="Read the whole check").click()
    assert opened.value.url == f"{live_server.url}/checks/{claim.slug}/"

    correct(claim)
    page.reload()
    expect(page.frame_locator("iframe").get_by_text("We had the wrong month.")).to_be_visible()
    withdraw(claim)
    page.reload()
    expect(page.frame_locator("iframe").get_by_text("We quoted the wrong person.")).to_be_visible()
    assert STATEMENT not in page.frames[1].content()
    assert [words for words in said if "410" not in words] == []
    window.close()


def test_no_other_page_of_ours_can_be_framed(
    enter: Entering, elsewhere: str, live_server: LiveServer
) -> None:
    published_claim()
    slug = Check.objects.get().slug
    Elsewhere.html = f'<iframe src="{live_server.url}/checks/{slug}/" title="x"></iframe>'
    window = enter(elsewhere)
    page = window.new_page()
    page.goto(elsewhere)
    try:
        shown = page.frames[1].content()
    except Error:
        shown = ""
    assert STATEMENT not in shown
    window.close()


def test_a_frame_is_accessible_in_every_light_and_width(
    enter: Entering, live_server: LiveServer
) -> None:
    claim = published_claim()
    correct(claim)
    Check.objects.update(last_looked_at=timezone.now(), under_review_since=timezone.now())
    window = enter(live_server.url)
    judge = Judge(window.new_page())
    faults = judge.open(f"/embed/{claim.slug}/", "embed")
    Check.objects.update(under_review_since=None)
    withdraw(claim)
    faults += judge.open(f"/embed/{claim.slug}/", "embed-withdrawn")
    faults = [fault for fault in faults if "410" not in fault]  # the browser says so of the page
    assert not faults, "\n".join(["", *faults])
    window.close()
