"""What is wrong with a page for a reader: what is wrong for anybody, and what we promised.

No script, no cookie, nothing from elsewhere; three widths, both themes, forced colours, and text
at twice its size.
"""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, Request, ViewportSize

from tests.browser.judging import (
    AXE,
    BEYOND,
    COLOURS,
    HIDDEN,
    NARROW,
    SCREENS,
    SHAPES,
    STANDARD,
    Judge,
)

WIDE: ViewportSize = {"width": 1280, "height": 900}
MIDDLE: ViewportSize = {"width": 768, "height": 1024}
DATA = "application/ld+json"  # a script element that browsers do not run

SCRIPTS = """kind => [...document.scripts].filter((one) => one.type !== kind).length
  + [...document.querySelectorAll("*")]
      .filter((one) => one.getAttributeNames().some((name) => name.startsWith("on"))).length"""
MOVING = "document.getAnimations().length"
ENLARGE = "document.documentElement.style.fontSize = '200%'"
AS_WAS = "document.documentElement.style.fontSize = ''"


class ReaderJudge(Judge):
    """Looks at pages as a reader, with all that readers bring along."""

    def __init__(self, page: Page, site: str, folder: Path = SCREENS / "readers") -> None:
        """Listen to what the page at ``site`` asks for, too."""
        super().__init__(page, folder)
        self.site = site
        self.asked: list[Request] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.asked.append(request)

    def open(self, address: str, name: str) -> list[str]:
        """Go to an address and say what is wrong with the page, a sentence a fault."""
        self.complaints.clear()
        self.asked.clear()
        self.page.set_viewport_size(WIDE)
        answer = self.page.goto(address)
        if answer is not None and answer.status >= 400:  # which the browser tells the console
            self.complaints[:] = [w for w in self.complaints if "Failed to load" not in w]
        return self.look(name)

    def look(self, name: str) -> list[str]:
        """Say what is wrong with the page that is open; it is light and wide afterwards."""
        faults = [f"{name}: the browser says “{words}”" for words in self.complaints]
        faults += self._broken_promises(name)
        page = self.page
        page.evaluate(AXE)
        faults += self._judge(name, "light", STANDARD)
        faults += self._cut_off(name, "light", HIDDEN)
        page.emulate_media(color_scheme="dark")
        faults += self._judge(name, "dark", COLOURS)
        page.emulate_media(color_scheme="light", forced_colors="active")
        faults += self._judge(name, "forced", COLOURS)
        page.emulate_media(color_scheme="light", forced_colors="none")
        for way, size in (("middle", MIDDLE), ("narrow", NARROW)):
            page.set_viewport_size(size)
            faults += self._judge(name, way, SHAPES)
            faults += self._cut_off(name, way, HIDDEN)
        page.set_viewport_size(WIDE)
        page.evaluate(ENLARGE)
        faults += [f"{name}, enlarged: beyond the edge: {one}" for one in page.evaluate(BEYOND)]
        faults += self._cut_off(name, "enlarged", HIDDEN)
        page.evaluate(AS_WAS)
        return faults

    def _broken_promises(self, name: str) -> Iterator[str]:
        page = self.page
        if page.evaluate(SCRIPTS, DATA):
            yield f"{name}: has a script"
        if page.evaluate(MOVING):
            yield f"{name}: moves"
        for cookie in page.context.cookies():
            yield f"{name}: sets the cookie {cookie.get('name')}"
        for request in self.asked:
            if not request.url.startswith(f"{self.site}/"):
                yield f"{name}: asks elsewhere, {request.url}"
