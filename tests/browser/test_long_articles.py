"""A long article in the workbench costs its length when it is opened, and nothing at each key."""

from collections.abc import Iterator
from statistics import median

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from newsroom.accounts.models import User
from sources.models import Source
from tests.browser.conftest import Entering
from tests.factories import reporter, source

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SHORT, LONG = 15_000, 150_000  # characters
SENTENCE = (
    "Councillor {n} said that the harbour moved {n} tons of grain, {n} per cent more than in May. "
)
KEYS = "jjjj]]]]njk[}{" * 2
LOADED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
KEY = """async (key) => {
  const began = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  document.body.offsetHeight;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""


@pytest.fixture
def by() -> User:
    return reporter()


@pytest.fixture
def page(enter: Entering, live_server: LiveServer, by: User) -> Iterator[Page]:
    window = enter(live_server.url, by, viewport={"width": 1280, "height": 900})
    yield window.new_page()
    window.close()


def article(by: User, characters: int) -> Source:
    """File an article of so many characters, ten sentences a paragraph."""
    text, number = "", 0
    while len(text) < characters:
        text += SENTENCE.format(n=number)
        number += 1
        text += "\n\n" if number % 10 == 0 else ""
    return source(text[:characters], by=by, title="Grain", language="en")


def opened(page: Page, of: Source) -> float:
    """Open the workbench and return the milliseconds until it is ready."""
    page.goto(reverse("admin:sources_source_workbench", args=[of.pk]) + "?after=0")
    expect(page.locator(".number[aria-current]")).to_be_focused()
    return float(page.evaluate(LOADED))


def pressed(page: Page, keys: str) -> float:
    """Press keys and return the milliseconds that most of them took, until they were drawn."""
    return median(float(page.evaluate(KEY, key)) for key in keys)


def test_ten_times_the_text_takes_at_most_ten_times_as_long_and_a_key_no_longer(
    page: Page, by: User
) -> None:
    short, long = article(by, SHORT), article(by, LONG)
    opened(page, short)  # what is done once is done
    first = opened(page, short)
    keys = pressed(page, KEYS)
    then = opened(page, long)
    long_keys = pressed(page, KEYS)
    assert then <= first * LONG / SHORT
    assert long_keys <= keys * 3 + 10
