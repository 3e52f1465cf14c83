"""What is wrong with a page, for whoever cannot see it, cannot use a mouse, or has a small screen.

axe-core judges it by WCAG 2.2 AA and its own best practice. It is brought in by the driver, as a
debugger would, so the page keeps its Content-Security-Policy, and breaking that is a fault too.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

WIDE: ViewportSize = {"width": 1200, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}  # 1280 px at a zoom of 400 % (WCAG 1.4.10)
SCREENS = Path(__file__).parents[2] / "var" / "screens"

AXE = Axe().axe_script
STANDARD = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
    ],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
COLOURS = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": {"type": "rule", "values": COLOUR_RULES},
}
SHAPES = {  # colours are the same on a small screen, and dear to look at
    **STANDARD,
    "rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}},
}

SETTLED = """Promise.race([
  Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0))),
  new Promise((done) => setTimeout(done, 1000)),
])"""
BEYOND = """() => {
  const edge = document.documentElement.clientWidth + 1;
  const scrolls = (one) =>
    one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const sticksOut = (one) => {
    const { right, width } = one.getBoundingClientRect();
    return one.checkVisibility() && width > 1 && right > edge && !scrolls(one.parentElement);
  };
  return [...document.body.querySelectorAll("*")]
    .filter((one) => sticksOut(one) && !one.closest(".visually-hidden"))
    .map((one) => `${one.localName}#${one.id}.${one.className}`.slice(0, 80));
}"""
CUT = """ways => [...document.body.querySelectorAll("*")]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
  .filter((one) => one.clientWidth > 1 && !one.closest(".visually-hidden, input, select, textarea"))
  .filter((one) => ways.includes(getComputedStyle(one).overflowX))
  .filter((one) => getComputedStyle(one).textOverflow !== "ellipsis")
  .map((one) => `${one.localName}#${one.id}.${one.className}`.slice(0, 80))"""
HIDDEN = ["hidden", "clip"]
SCROLLED = [*HIDDEN, "auto", "scroll"]  # where there is room, nobody should have to scroll


class Judge:
    """Looks at pages in one tab: light, dark and narrow. Pictures of each are kept."""

    def __init__(self, page: Page, folder: Path = SCREENS) -> None:
        """Listen to what the browser complains of."""
        self.page, self.folder = page, folder
        self.complaints: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, address: str, name: str) -> list[str]:
        """Go to an address and say what is wrong with the page, a sentence a fault."""
        self.complaints.clear()
        self.page.set_viewport_size(WIDE)
        self.page.goto(address)
        return self.look(name)

    def look(self, name: str) -> list[str]:
        """Say what is wrong with the page that is open; it is light and wide afterwards."""
        page = self.page
        faults = [f"{name}: the browser says “{words}”" for words in self.complaints]
        page.evaluate(AXE)
        faults += self._judge(name, "light", STANDARD)
        faults += self._cut_off(name, "wide", SCROLLED)
        page.emulate_media(color_scheme="dark")
        faults += self._judge(name, "dark", COLOURS)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(NARROW)
        faults += self._judge(name, "narrow", SHAPES)
        faults += self._cut_off(name, "narrow", HIDDEN)
        page.set_viewport_size(WIDE)
        return faults

    def _cut_off(self, name: str, way: str, overflows: list[str]) -> list[str]:
        return [f"{name}, {way}: cut off: {one}" for one in self.page.evaluate(CUT, overflows)]

    def _judge(self, name: str, way: str, options: dict[str, Any]) -> Iterator[str]:
        page = self.page
        page.evaluate(SETTLED)
        picture = self.folder / f"{name}-{way}.png"
        page.screenshot(path=picture, full_page=True)
        for one in page.evaluate(BEYOND):
            yield f"{name}, {way}: beyond the edge: {one}"
        found = page.evaluate("options => axe.run(document, options)", options)
        for violation in found["violations"]:
            for node in violation["nodes"]:
                yield (
                    f"{name}, {way}: {violation['id']} ({violation['help']}) "
                    f"at {node['target']}: {node['html'][:160]}"
                )
