"""The workbench under a finger, on a small screen."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Appearance
from newsroom.accounts.models import User
from sources.models import Source
from tests.browser.conftest import Entering
from tests.browser.judging import NARROW
from tests.factories import reporter, source

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SAID = "The harbour moved more than 17,000 tons of grain last week."


@pytest.fixture
def by() -> User:
    return reporter()


@pytest.fixture
def article(by: User) -> Source:
    filler = "The council met again, and nothing came of it. " * 30
    return source(f"The council met. {SAID}\n\n{filler}", by=by, title="Harbour", language="en")


@pytest.fixture
def page(enter: Entering, live_server: LiveServer, by: User, article: Source) -> Iterator[Page]:
    """Open the workbench on a telephone, when its script is ready."""
    window = enter(live_server.url, by, viewport=NARROW, has_touch=True, is_mobile=True)
    page = window.new_page()
    page.goto(reverse("admin:sources_source_workbench", args=[article.pk]))
    expect(page.locator(".number[aria-current]")).to_have_count(1)
    yield page
    window.close()


def press_long(page: Page, sentence: int, word: str) -> None:
    """Hold a finger on a word of a sentence, as the page hears of it.

    A browser on a desk selects no word then, as those of telephones do: that is done here. They
    take the touch for themselves meanwhile, and the page hears of no click.
    """
    held = page.evaluate(
        """([sentence, word]) => {
          const words = document.querySelector(`#s${sentence} .words`);
          words.scrollIntoView({ block: "center" });
          const start = words.firstChild.data.indexOf(word);
          const range = document.createRange();
          range.setStart(words.firstChild, start);
          range.setEnd(words.firstChild, start + word.length);
          const { left, top, width, height } = range.getClientRects()[0];
          globalThis.held = range;
          return { x: left + width / 2, y: top + height / 2 };
        }""",
        [sentence, word],
    )
    debugger = page.context.new_cdp_session(page)
    debugger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [held]})
    page.evaluate("getSelection().addRange(held)")
    debugger.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})


def test_a_tap_chooses_a_sentence_and_the_button_in_sight_leads_to_the_claim(page: Page) -> None:
    page.locator("#s2 .words").tap()
    expect(page.locator("[name=exact]")).to_have_value(SAID)
    way = page.get_by_role("link", name="Write the claim")
    expect(way).to_be_in_viewport()
    way.tap()
    statement = page.get_by_label("The claim in one checkable sentence", exact=False)
    expect(statement).to_be_focused()
    expect(statement).to_have_value(SAID)
    page.get_by_role("button", name="Split out", exact=True).tap()
    expect(page.locator("#said")).to_contain_text("Split out")
    assert Appearance.objects.get().passage.exact == SAID


def test_a_long_press_chooses_a_word_and_its_handles_choose_more(page: Page) -> None:
    press_long(page, 2, "harbour")
    expect(page.locator("[name=exact]")).to_have_value("harbour")
    # The handles are drawn outside of the page; what they move is the browser's selection.
    page.evaluate("getSelection().extend(getSelection().focusNode, getSelection().focusOffset + 3)")
    expect(page.locator("[name=exact]")).to_have_value("harbour moved")
    expect(page.locator("#chosen")).to_have_text("harbour moved")
