"""The whole way of an article, in a real browser: filed, split, judged, signed, public, watched."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from playwright.sync_api import Locator, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Check, Claim, Review
from newsroom.accounts.models import Role
from seeds.press.changes import State, write_change
from sources.models import Link, Source
from tests.browser.conftest import Entering
from tests.browser.hands import Hands
from tests.browser.judging import NARROW, WIDE
from tests.factories import person
from tests.support.press import Press, press_in
from tests.support.worker import eventually, running_worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MOST_ACTS = 60  # from the article's address to three published checks, all people together
PACE = "43200"  # a day passes in two seconds
CHROME = ("Related posts", "shares", "cookies", "Understood", "Podcast", "Demonstration page")


@dataclass(frozen=True)
class Told:
    """What a reporter writes about one sentence of the article.

    Without a ``claimant`` it is the one of the claim before, without a ``stance`` the evidence of
    another claim.
    """

    words: str
    statement: str
    claimant: str
    rating: str
    reason: str
    page: str
    stance: str = ""
    shows: str = ""


CLAIMS = (
    Told(
        words="a mere few dozen",
        statement="Rostec has reduced its staff in Venezuela to a few dozen.",
        claimant="PanAm Post",
        rating="Half true",
        reason="All accounts go back to one report, and Rostec denies it.",
        page="rostec-accounts",
        stance="gives context",
        shows="Four accounts of the number, side by side.",
    ),
    Told(
        words="17,000 dollars",
        statement="Rosneft made gifts of more than 17,000 dollars to the government of Venezuela.",
        claimant="",
        rating="Unproven",
        reason="One article alone gives the figure, and it names no source.",
        page="rosneft-arithmetic",
        stance="refutes the claim",
        shows="What the figure comes to a year.",
    ),
    Told(
        words="removed most of their people",
        statement="Russia has removed most of its people from Venezuela.",
        claimant="Donald Trump",
        rating="Unproven",
        reason="He says that Russia told him so; nobody in Moscow had said it.",
        page="rostec-accounts",
    ),
)
GIFTS = CLAIMS[1]


@dataclass
class Team:
    """Three people at their screens, and somebody who reads what they publish."""

    reporter: Hands
    editor: Hands
    publisher: Hands
    reader: Hands

    @property
    def acts(self) -> int:
        return self.reporter.acts + self.editor.acts + self.publisher.acts


Seating = Callable[..., Team]


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """The demo press, open."""
    press = press_in(tmp_path)
    with press.open():
        yield press


@pytest.fixture
def worker(press: Press, tmp_path: Path, transactional_db: None) -> Iterator[None]:
    """Run a real worker, which may look at the press and nowhere else."""
    import_module("factcheck.migrations.0003_default_scale").add_scale(apps, None)
    surroundings = {
        "LINKCHECK_PACE": PACE,
        "LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8",
        "LINKCHECK_ALLOWED_PORTS": ",".join(map(str, press.ports)),
    }
    with running_worker(tmp_path / "worker.log", surroundings):
        yield


@pytest.fixture
def seat(enter: Entering, live_server: LiveServer) -> Iterator[Seating]:
    """Give everybody a window of their own, all alike."""
    with ExitStack() as open_windows:

        def sit(role: str | None, **window: object) -> Hands:
            user = person(role) if role else None
            context = open_windows.enter_context(enter(live_server.url, user, **window))
            return Hands(context.new_page())

        def seat(**window: object) -> Team:
            roles = (Role.REPORTER, Role.EDITOR, Role.PUBLISHER, None)
            return Team(*(sit(role, **window) for role in roles))

        yield seat


@pytest.mark.parametrize(
    ("viewport", "has_scripts"),
    [(WIDE, True), (WIDE, False), (NARROW, True)],
    ids=["wide", "without JavaScript", "narrow"],
)
def test_an_article_becomes_three_checks_that_are_watched(
    press: Press, worker: None, seat: Seating, viewport: ViewportSize, has_scripts: bool
) -> None:
    team = seat(viewport=viewport, java_script_enabled=has_scripts)
    file_article(team.reporter, press.pages["rosneft"].address)
    for one in CLAIMS:
        choose = choose_by_key if has_scripts else choose_by_number
        choose(team.reporter, one)
    for one in CLAIMS:
        judge(team.reporter, one, press.pages[one.page].address)
    do_together(team.reporter, "Send for review", has_scripts=has_scripts)
    eventually(all_evidence_was_looked_at)
    for somebody, act in ((team.editor, "Approve"), (team.publisher, "Publish")):
        somebody.go("/admin/factcheck/claim/")
        do_together(somebody, act, has_scripts=has_scripts)
    assert Check.objects.count() == len(CLAIMS)
    assert team.acts <= MOST_ACTS

    write_change(press.changes, "rosneft", State.EDITED)
    eventually(a_review_was_opened)
    decide(team.editor)
    team.reader.go(Check.objects.get(claim__statement=GIFTS.statement).get_absolute_url())
    expect(team.reader.page.get_by_role("main")).to_contain_text("another sum")


def file_article(reporter: Hands, address: str) -> None:
    """File it, wait until it is read, and freeze what is the article."""
    reporter.go("/admin/")
    reporter.follow("File a source")
    reporter.write("Address or text:", address)
    reporter.push("Save")
    freeze = reporter.page.get_by_role("button", name="Freeze this text")
    freeze.wait_for(timeout=60_000)  # the page looks again by itself
    reporter.click(freeze)
    text = Source.objects.get().latest_text
    assert GIFTS.words in text.text
    assert not [words for words in CHROME if words in text.text]


def choose_by_number(reporter: Hands, one: Told) -> None:
    """Choose the sentence by its number, and split the claim out with the button."""
    reporter.click(sentence(reporter, one).get_by_role("link").first)
    reporter.write("The claim in one checkable sentence:", one.statement)
    if one.claimant:
        reporter.write("Who said it:", one.claimant)
    reporter.push("Split out")
    expect(reporter.page.locator("#claims")).to_contain_text(one.statement)


def choose_by_key(reporter: Hands, one: Told) -> None:
    """Choose the sentence with a click, and do the rest with keys."""
    reporter.click(sentence(reporter, one).get_by_role("link").first)
    reporter.press("c")
    reporter.type_over(one.statement)
    if one.claimant:
        reporter.write("Who said it:", one.claimant)
    reporter.press("Control+Enter")
    expect(reporter.page.locator("#claims")).to_contain_text(one.statement)


def sentence(reporter: Hands, one: Told) -> Locator:
    return reporter.page.locator(".sentence", has_text=one.words)


def judge(reporter: Hands, one: Told, address: str) -> None:
    """Write the verdict, and attach a page: a new one, or one that another claim rests on."""
    claim = Claim.objects.get(statement=one.statement)
    assert one.words in claim.appearances.get().passage.exact
    reporter.go(f"/admin/factcheck/claim/{claim.pk}/change/")
    if not one.stance:
        reporter.click(
            reporter.page.get_by_role("button", name=re.compile("^Use it here too")).last
        )
    reporter.tick(reporter.page.get_by_role("radio", name=re.compile(f"^{one.rating}")))
    reporter.write("Reason:", one.reason)
    if one.stance:
        reporter.write("Address, row 1", address)
        reporter.write("Title, row 1", one.page)
        reporter.tick(reporter.page.get_by_role("radio", name=one.stance))
        reporter.write("What it shows, row 1", one.shows)
    reporter.tick(reporter.page.get_by_label("Load-bearing, row 1", exact=True))
    reporter.push("Save")
    expect(reporter.page.get_by_role("main")).to_contain_text("changed successfully")


def do_together(somebody: Hands, act: str, *, has_scripts: bool) -> None:
    """Do an act with all claims of the list; without JavaScript there is no box that ticks all."""
    boxes = somebody.page.get_by_role("checkbox", name="Select")
    for box in boxes.all()[0 if has_scripts else 1 :][: 1 if has_scripts else None]:
        somebody.tick(box)
    somebody.choose(somebody.page.get_by_role("combobox", name="Action:"), act)
    somebody.push("Go")
    somebody.push(act)
    expect(somebody.page.locator("#content")).to_contain_text(GIFTS.statement)


def decide(editor: Hands) -> None:
    """See on the desk what changed, read why on the page's console, let the verdict stand."""
    editor.go("/admin/")
    editor.click(editor.page.locator("#under-review").get_by_role("link").first)
    editor.follow("Why is this red?")
    expect(editor.page.locator("#content")).to_contain_text("17 million dollars")
    editor.page.go_back()
    editor.follow("The verdict stands")
    editor.write("Note to readers:", "The article now names another sum, without a source too.")
    editor.push("The verdict stands")
    assert Review.objects.get().ending == "stands"


def all_evidence_was_looked_at() -> bool:
    evidence = Link.objects.filter(evidence__isnull=False).distinct()
    return not evidence.exclude(health=Link.Health.ALIVE).exists()


def a_review_was_opened() -> bool:
    return Review.objects.open().exists()
