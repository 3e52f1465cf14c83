"""The workbench by keyboard and pointer, in a real browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Appearance, Dismissal
from newsroom.accounts.models import User
from sources.models import Passage, Source
from tests.browser.conftest import Entering
from tests.browser.hands import Hands
from tests.factories import claim, reporter, source

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SAID = "The 😀 harbour moved more than 17,000 tons of grain last week."
HEBREW = "העירייה קנתה 17 ספינות."
TEXT = (
    f"The council met. {SAID} It cost 10,000 million euros.\n\n"
    f"A café closed. {HEBREW} Prices rose by 12% in 2018."
)


@pytest.fixture
def by() -> User:
    return reporter()


@pytest.fixture
def article(by: User) -> Source:
    return source(TEXT, by=by, title="Harbour speaks", language="en")


@pytest.fixture
def page(enter: Entering, live_server: LiveServer, by: User, article: Source) -> Iterator[Page]:
    """Open the workbench of the article, when its script is ready."""
    site = live_server.url.replace("localhost", "127.0.0.1")  # the browser knows no names
    window = enter(site, by, viewport={"width": 1280, "height": 900})
    page = window.new_page()
    open_bench(page, article)
    yield page
    window.close()


def open_bench(page: Page, article: Source) -> None:
    page.goto(reverse("admin:sources_source_workbench", args=[article.pk]))
    expect(page.locator(".number[aria-current]")).to_have_count(1)


def enter_article(page: Page) -> Hands:
    """Put the focus on the sentence the tabulator leads to."""
    page.locator(".number[tabindex='0']").focus()
    return Hands(page)


def split(page: Page) -> None:
    """Split out the claim, and wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator(".number[aria-current]")).to_have_count(1)


def chosen(page: Page, words: str) -> None:
    """Expect the words in the form and beside the article."""
    expect(page.locator("[name=exact]")).to_have_value(words)
    expect(page.locator("#chosen")).to_have_text(re.sub(r"\s+", " ", words))


def drag(page: Page, sentence: int, begin: int, end: int) -> None:
    """Draw over the letters of a sentence of one piece, from ``begin`` to ``end``."""
    box = page.evaluate(
        """([sentence, begin, end]) => {
          const text = document.querySelector(`#s${sentence} .words`).firstChild;
          const range = document.createRange();
          range.setStart(text, begin);
          range.setEnd(text, end);
          const { left, right, top, height } = range.getBoundingClientRect();
          return { left, right, middle: top + height / 2 };
        }""",
        [sentence, begin, end],
    )
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["middle"], steps=4)
    page.mouse.up()


def test_a_claim_is_split_out_by_keys_and_the_next_begins_with_who_said_it(page: Page) -> None:
    hands = enter_article(page)
    hands.press("j", "j", "[", "[", "}")
    chosen(page, "harbour moved more than 17,000 tons of grain last")
    hands.press("u", "]", "u", "c")
    statement = page.get_by_label("The claim in one checkable sentence", exact=False)
    expect(statement).to_be_focused()
    expect(statement).to_have_value("The 😀 harbour moved more than 17,000 tons of grain last")
    page.locator("[name=claimant]").fill("Ana Ruiz")
    page.locator("[name=said]").fill("June 2019")
    split(page)
    passage = Passage.objects.get()
    assert passage.exact == "The 😀 harbour moved more than 17,000 tons of grain last"
    assert passage.start == TEXT.index("The 😀")
    chosen(page, "It cost 10,000 million euros.")
    expect(page.locator("#s3 .number")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("Split out")
    expect(page.locator("[name=claimant]")).to_have_value("Ana Ruiz")
    page.keyboard.press("c")
    split(page)
    second = Appearance.objects.order_by("pk").last()
    assert second.passage.exact == "It cost 10,000 million euros."
    assert [one.name for one in second.claim.claimants.all()] == ["Ana Ruiz"]
    assert second.claim.said.iso() == "2019-06"


def test_the_pointer_chooses_sentences_and_whole_words_and_shift_extends(page: Page) -> None:
    drag(page, 2, 9, 16)
    chosen(page, "harbour moved")
    expect(page.locator("#s2 .number")).to_be_focused()
    page.locator("#s4 .number").click()
    chosen(page, "A café closed.")
    page.locator("#s5 .number").click(modifiers=["Shift"])
    chosen(page, f"A café closed. {HEBREW}")
    page.locator("#s3 .number").click(modifiers=["Shift"])
    chosen(page, "It cost 10,000 million euros.\n\nA café closed.")
    page.locator("[name=statement]").fill("It cost a lot, and a café closed")
    page.locator("[name=statement]").focus()
    split(page)
    passage = Passage.objects.get()
    assert passage.exact == "It cost 10,000 million euros.\n\nA café closed."
    assert passage.start == TEXT.index("It cost")


def test_words_behind_astral_letters_and_from_right_to_left_are_stored_as_seen(page: Page) -> None:
    drag(page, 5, HEBREW.index("קנתה"), HEBREW.index("קנתה") + 3)
    chosen(page, "קנתה")
    page.keyboard.press("c")
    split(page)
    passage = Passage.objects.get()
    assert (passage.exact, passage.start) == ("קנתה", TEXT.index("קנתה"))


def test_single_keys_can_be_switched_off_and_stay_off(page: Page, article: Source) -> None:
    page.get_by_label("Single keys work in the article").uncheck()
    open_bench(page, article)
    hands = enter_article(page)
    hands.press("j", "c", "?")
    expect(page.locator("[name=exact]")).to_have_value("")
    expect(page.locator("#keys-help")).to_be_hidden()
    hands.press("ArrowDown", "ArrowDown")
    chosen(page, SAID)
    page.get_by_label("Single keys work in the article").check()
    enter_article(page).press("?")
    expect(page.get_by_role("dialog", name="Keys of the workbench")).to_be_visible()


def test_the_settings_of_a_person_switch_the_keys_off(
    page: Page, article: Source, by: User
) -> None:
    User.objects.filter(pk=by.pk).update(uses_shortcuts=False)
    open_bench(page, article)
    expect(page.get_by_label("Single keys work in the article")).to_be_disabled()
    enter_article(page).press("j")
    expect(page.locator("[name=exact]")).to_have_value("")


def test_what_was_typed_is_there_after_a_reload_and_a_login_and_gone_once_saved(
    page: Page, article: Source
) -> None:
    enter_article(page).press("j")
    page.locator("[name=statement]").fill("The council met")
    page.reload()
    expect(page.get_by_text("What you had typed here and not saved is back.")).to_be_visible()
    expect(page.locator("[name=statement]")).to_have_value("The council met")
    chosen(page, "The council met.")
    cookies: Any = page.context.cookies()
    page.context.clear_cookies()
    page.locator("[name=statement]").focus()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert not Appearance.objects.exists()
    page.context.add_cookies(cookies)
    open_bench(page, article)
    expect(page.locator("[name=statement]")).to_have_value("The council met")
    page.locator("[name=statement]").focus()
    split(page)
    page.reload()
    expect(page.locator("[name=statement]")).to_have_value("")
    expect(page.get_by_text("What you had typed here and not saved is back.")).to_be_hidden()
    assert Appearance.objects.get().claim.statement == "The council met"


def test_whoever_was_in_another_tab_sends_the_form_with_a_token_that_counts(page: Page) -> None:
    enter_article(page).press("j", "c")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)  # as by a login over there
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    split(page)
    assert Appearance.objects.get().claim.statement == "The council met."


def test_a_figure_is_echoed_while_it_is_typed(page: Page) -> None:
    page.get_by_label("As written:", exact=True).fill("10,000 million euros")
    expect(page.locator("output").first).to_have_text("10,000 million = 10 billion")


def test_m_leads_to_the_claim_we_have_and_enter_adds_the_quote(page: Page, article: Source) -> None:
    known = claim()
    enter_article(page).press("j", "j")
    expect(page.get_by_text("looks like it.")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Add the quote to it")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert known.appearances.get(source=article).passage.exact == SAID


def test_a_suggested_claim_costs_three_keys_and_the_next_two(page: Page) -> None:
    expect(page.locator("#suggestions li")).not_to_have_count(0)
    first, second = (
        page.locator("#suggestions li").nth(number).get_attribute("data-sentence")
        for number in (0, 1)
    )
    hands = enter_article(page)
    hands.press("n")
    expect(page.locator(f"#s{first} .number")).to_be_focused()
    hands.press("c")
    split(page)
    assert hands.acts + 1 == 3
    assert Appearance.objects.count() == 1
    expect(page.locator(f"#s{second} .number")).to_be_focused()
    page.keyboard.press("c")
    split(page)
    assert Appearance.objects.count() == 2


def test_ten_claims_of_a_long_article_are_split_by_keys_alone(page: Page, by: User) -> None:
    told = (settings.BASE_DIR / "seeds" / "articles" / "rosneft.md").read_text()
    article = source(told.split("+++\n")[-1].strip(), by=by, title="Rosneft", language="en")
    open_bench(page, article)
    hands = enter_article(page)
    hands.press("n")
    for split_out in range(10):
        hands.press("c")
        split(page)
        assert Appearance.objects.filter(source=article).count() == split_out + 1
    assert hands.acts + 10 <= 40, "at most four keys a claim"


def test_a_suggestion_dismissed_by_key_or_pointer_stays_away(page: Page, article: Source) -> None:
    rows = page.locator("#suggestions li")
    before = rows.count()
    assert before > 2
    second = rows.nth(1).get_attribute("data-sentence")
    enter_article(page).press("n", "x")
    expect(rows).to_have_count(before - 1)
    expect(page.locator(f"#s{second} .number")).to_be_focused()
    expect(page.locator("#said")).to_have_text("Noted: not a claim.")
    rows.last.get_by_role("button", name="Not a claim").click()
    expect(rows).to_have_count(before - 2)
    assert Dismissal.objects.count() == 2
    open_bench(page, article)
    expect(rows).to_have_count(before - 2)


def test_split_this_chooses_the_sentence_and_keeps_what_is_typed(page: Page) -> None:
    page.locator("[name=claimant]").fill("Ana Ruiz")
    row = page.locator("#suggestions li").last
    row.get_by_role("button", name="Split this").click()
    expect(page.locator(f"#s{row.get_attribute('data-sentence')} .number")).to_be_focused()
    expect(page.locator("[name=claimant]")).to_have_value("Ana Ruiz")


def test_the_keys_work_in_a_language_no_browser_knows(page: Page, article: Source) -> None:
    Source.objects.filter(pk=article.pk).update(language="en_US, typed long ago")
    open_bench(page, article)
    enter_article(page).press("j", "]")
    expect(page.locator("#chosen")).not_to_be_empty()


def test_words_typed_by_hand_stay_until_a_number_names_others(page: Page) -> None:
    exact = page.locator("[name=exact]")
    page.locator("[name=first]").fill("2")
    exact.fill("17,000 tons")
    page.locator("[name=first]").fill("")
    expect(exact).to_have_value("17,000 tons")
    page.locator("[name=first]").fill("2")
    chosen(page, SAID)
