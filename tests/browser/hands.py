"""What a person does at a page, one thing at a time, and counted."""

from playwright.sync_api import Locator, Page


class Hands:
    """Somebody's hands. ``acts`` counts clicks, keys that do something, and fields filled in.

    Everything is found by what it is called, as by somebody who cannot see it.
    """

    def __init__(self, page: Page) -> None:
        """Begin at a page, with nothing done."""
        self.page = page
        self.acts = 0

    def go(self, address: str) -> None:
        """Open an address: a bookmark, or a link in a letter."""
        self.acts += 1
        self.page.goto(address)

    def click(self, what: Locator) -> None:
        """Press the mouse on something."""
        self.acts += 1
        what.click()

    def follow(self, words: str) -> None:
        """Follow the first link whose name has these words."""
        self.click(self.page.get_by_role("link", name=words).first)

    def push(self, words: str) -> None:
        """Push the button of this name."""
        self.click(self.page.get_by_role("button", name=words, exact=True).first)

    def write(self, field: str, words: str) -> None:
        """Write into the field of this name; however many words, it is one thing to do."""
        self.acts += 1
        self.page.get_by_label(field, exact=True).fill(words)

    def type_over(self, words: str) -> None:
        """Type over what is selected where the focus is."""
        self.acts += 1
        self.page.keyboard.insert_text(words)

    def choose(self, what: Locator, choice: str) -> None:
        """Choose from a list."""
        self.acts += 1
        what.select_option(label=choice)

    def tick(self, what: Locator) -> None:
        """Tick a box or one of several buttons."""
        self.acts += 1
        what.check()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other; a chord such as ``Control+Enter`` is one."""
        for key in keys:
            self.acts += 1
            self.page.keyboard.press(key)
