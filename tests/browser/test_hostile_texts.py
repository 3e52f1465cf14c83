"""Hostile texts in everything readers are shown do nothing, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Entering
from tests.factcheck.surface import Named, questions
from tests.factcheck.whole_claim import Say, correct_wholly, whole_claim
from tests.factories import publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

RUN = "ran=1"
HOSTILE = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload={RUN}>',
    f"' autofocus onfocus={RUN} x='",
    f'" onmouseover={RUN} style=animation-name:x x="',
    f"</script><script>{RUN}</script>",
    f"</title></textarea></style><script>{RUN}</script>",
    f"<!--><script>{RUN}</script>-->",
    f"]]><script xmlns='http://www.w3.org/1999/xhtml'>{RUN}</script>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    f"[x](javascript:{RUN}) ![x](javascript:{RUN})",
    f"[x](<javascript:{RUN}> '\" onclick={RUN}')",
    f"javascript:{RUN}//",
    f"data:text/html,<script>{RUN}</script>",
    "<base href=//evil.test><meta http-equiv=refresh content=0;url=//evil.test>",
    "<form action=//evil.test><button>x</button></form><link rel=stylesheet href=//evil.test>",
    f"{{{{ {RUN} }}}}{{% debug %}}${{{RUN}}}<%= {RUN} %>",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e&lt;script&gt;{RUN}&lt;/script&gt;",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror={RUN}&gt;'>",
    "\u202e<b>\u2066bdi\u2069</b>\u200f\u2028\ufeff",
]  # fmt: skip

FOUND = """() => {
  const all = [...document.querySelectorAll("*")];
  const own = new Set(["LINK", "SCRIPT", "FORM", "META"]);
  const faults = all.flatMap((one) =>
    [...one.attributes]
      .filter(({ name, value }) => /^on/i.test(name) || /^\\s*(javascript|data):/i.test(value))
      .filter(({ name }) => /^on|^(href|src|action|formaction|cite|data|xlink:href)$/i.test(name))
      .map(({ name, value }) => `${one.localName} ${name}=${value}`));
  const made = all.filter((one) => /^(iframe|object|embed|base|math|img|applet|frame)$/i
    .test(one.localName) && !one.matches("img[src^='/']"));
  const scripts = [...document.scripts].filter((one) => one.type !== "application/ld+json");
  const away = [...document.querySelectorAll("link, form, meta[http-equiv]")].filter((one) =>
    new URL(one.href || one.action || "/", location).hostname.endsWith("evil.test")
    || one.matches("meta[http-equiv=refresh]"));
  return [...faults, ...[...made, ...scripts, ...away].map((one) => one.outerHTML.slice(0, 200)),
    ...(window.ran ? ["it ran"] : [])];
}"""
SHOWN = ("text/html", "application/xhtml+xml", "image/svg+xml", "application/xml", "text/xml")
NOT_OPENED = {"healthz", "readyz", "healthz/worker", "healthz/exports"}


def saying(turn: int) -> Say:
    """Say something hostile in every field, another thing in each turn."""

    def say(name: str) -> str:
        place = sum(map(ord, name)) + turn
        return f"{HOSTILE[place % len(HOSTILE)]} {name}"

    return say


@pytest.fixture
def named() -> Named:
    """Publish as many claims as there are hostile texts, so that each field says each of them."""
    slugs = []
    for turn in range(len(HOSTILE)):
        claim = whole_claim(saying(turn), name=f"turn-{turn}")
        publish(claim)
        correct_wholly(claim, saying(turn))
        slugs.append(claim.slug)
    sources = [row.source.slug for row in claim.appearances.all()]
    people = [f"turn-{turn}" for turn in range(len(HOSTILE))]
    words = {"words": HOSTILE[0], "begun": HOSTILE[2], "topic": HOSTILE[1]}
    return Named([*slugs, *sources, *people], words=words)


class Watched:
    """A page whose dialogs, complaints and requests are noted."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.noted = page, list[str]()
        page.on("dialog", self._dismiss)
        page.on("console", lambda said: self.noted.append(f"console {said.text}"))
        page.on("pageerror", lambda error: self.noted.append(f"error {error}"))
        page.on("request", lambda asked: self._note(asked.url, site))

    def _dismiss(self, dialog: Dialog) -> None:
        self.noted.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _note(self, url: str, site: str) -> None:
        if not url.startswith(site):
            self.noted.append(f"asked for {url}")

    def faults_of(self, path: str, *, is_page: bool) -> Iterator[str]:
        """Open a page and move about in it; say what should not have happened.

        XML is shown by a page of the browser's own making, which complains of our policy.
        """
        self.noted.clear()
        self.page.goto(path)
        self.page.mouse.move(200, 200)
        yield from (f"{path}: {one}" for one in self.page.evaluate(FOUND))
        noted = [one for one in self.noted if is_page or not one.startswith("console")]
        yield from (f"{path}: {one}" for one in noted)


def test_hostile_texts_are_texts_on_every_public_page(
    enter: Entering, live_server: LiveServer, named: Named
) -> None:
    site = live_server.url.replace("localhost", "127.0.0.1")  # the browser knows no names
    window = enter(site)
    watched = Watched(window.new_page(), site)
    opened: set[str] = set()
    faults: list[str] = []
    for path, name in {one.path: one.name for one in questions(named) if not one.body}.items():
        if (
            name in NOT_OPENED
            or name.startswith("api:")
            or (path.startswith("/es/") and not path.endswith("turn-1/"))
        ):
            continue
        answer = window.request.get(path, max_redirects=0)
        assert answer.status < 500, path
        kind = answer.headers["content-type"]
        if answer.ok and kind.startswith(SHOWN):
            faults += watched.faults_of(path, is_page=kind.startswith("text/html"))
            opened.add(name)
    window.close()
    assert not faults, "\n".join(["", *faults[:40]])
    assert {"home", "check", "check-version", "source", "claimant", "topic", "search"} <= opened
