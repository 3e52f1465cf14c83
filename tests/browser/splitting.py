"""Ten claims of an article split out, and a quote added to one we have: by keys, or by buttons."""

from playwright.sync_api import expect

from factcheck.models import Appearance, Claim
from tests.browser.hands import Hands
from tests.browser.told import CLAIMS, KNOWN, KNOWN_WORDS, Told

TEN = 10
MOST_KEYS_AN_ODD_ONE = 4


def split_ten(reporter: Hands, *, has_scripts: bool) -> int:
    """Split out ``CLAIMS`` and others, up to ten, in the order in which the workbench leads on.

    Returns what the others and the quote cost, in acts: nothing of them is judged.
    """
    odd = 0
    while Claim.objects.count() <= TEN or not is_added():  # one was there before
        words = words_led_to(reporter, has_scripts=has_scripts)
        told = next((one for one in CLAIMS if one.words in words), None)
        before = reporter.acts
        if KNOWN_WORDS in words:
            add_quote(reporter, has_scripts=has_scripts)
        elif has_scripts:
            split_by_key(reporter, told)
        else:
            split_by_button(reporter, told, words)
        odd += 0 if told else reporter.acts - before
    for one in CLAIMS:
        claim = Claim.objects.get(statement=one.statement)
        assert one.words in claim.appearances.get().passage.exact
        assert [who.name for who in claim.claimants.all()] == [one.claimant]
    return odd


def is_added() -> bool:
    return Appearance.objects.filter(claim__statement=KNOWN).count() > 1


def words_led_to(reporter: Hands, *, has_scripts: bool) -> str:
    """Return the sentence that was chosen for the reporter, who is on it where there are keys."""
    page = reporter.page
    number = page.locator("[name=first]").input_value()
    if has_scripts:
        expect(page.locator(f"#s{number} .number")).to_be_focused()
    return page.locator(f"#s{number} .words").inner_text()


def split_by_key(reporter: Hands, told: Told | None) -> None:
    """Split out the sentence one is on, in one's own words where there are any."""
    reporter.press("c")
    if told:
        reporter.type_over(told.statement)
        if told.claimant != claimant_of(reporter):
            reporter.press("Tab")
            reporter.type_over(told.claimant)
    with reporter.page.expect_navigation():
        reporter.press("Control+Enter")
    expect(reporter.page.locator("#said")).to_contain_text("Split out")


def split_by_button(reporter: Hands, told: Told | None, words: str) -> None:
    """Write the claim, and press the button."""
    reporter.write("The claim in one checkable sentence:", told.statement if told else words)
    if told and told.claimant != claimant_of(reporter):
        reporter.write("Who said it:", told.claimant)
    reporter.push("Split out")
    expect(reporter.page.locator(".messagelist")).to_contain_text("Split out")


def claimant_of(reporter: Hands) -> str:
    return reporter.page.locator("[name=claimant]").input_value()


def add_quote(reporter: Hands, *, has_scripts: bool) -> None:
    """Add the words chosen to the claim we have."""
    button = reporter.page.get_by_role("button", name="Add the quote to it").first
    if has_scripts:
        expect(button).to_be_visible()
        reporter.press("m")
        expect(button).to_be_focused()
        with reporter.page.expect_navigation():
            reporter.press("Enter")
    else:
        reporter.click(button)
    assert is_added()
