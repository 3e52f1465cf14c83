"""The whole way of an article, in a real browser: filed, split, judged, signed, public, watched."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
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
from tests.browser.deciding import Decide, accept, correct
from tests.browser.hands import Hands
from tests.browser.judging import NARROW, WIDE
from tests.browser.splitting import split_ten
from tests.browser.team import Team
from tests.browser.told import CLAIMS, GIFTS, KNOWN, Told
from tests.factories import claim, person
from tests.support.press import Press, press_in
from tests.support.worker import eventually, running_worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

MOST_ACTS = 60
"""From the article's address to three published checks, by all people; not the other seven."""

PACE = "43200"  # a day passes in two seconds
CHROME = ("Related posts", "shares", "cookies", "Understood", "Podcast", "Demonstration page")


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
    ("screen", "has_scripts", "decide"),
    [(WIDE, True, accept), (WIDE, False, correct), (NARROW, True, correct)],
    ids=["wide", "without JavaScript", "narrow"],
)
@pytest.mark.usefixtures("worker")
def test_an_article_becomes_three_checks_that_are_watched_and_corrected(
    press: Press, seat: Seating, screen: ViewportSize, has_scripts: bool, decide: Decide
) -> None:
    claim(statement=KNOWN)
    team = seat(viewport=screen, java_script_enabled=has_scripts)
    file_article(team.reporter, press.pages["rosneft"].address)
    odd = split_ten(team.reporter, has_scripts=has_scripts)
    for one in CLAIMS:
        judge(team.reporter, one, press.pages[one.page].address)
    theirs = [box_of(team.reporter, one) for one in CLAIMS]
    do_together(team.reporter, "Send for review", theirs)
    eventually(all_evidence_was_looked_at)
    for somebody, act, state in (
        (team.editor, "Approve", "in_review"),
        (team.publisher, "Publish", "approved"),
    ):
        somebody.go(f"/admin/factcheck/claim/?verdict__state={state}")
        boxes = somebody.page.get_by_role("checkbox", name="Select")
        do_together(somebody, act, boxes.all()[:1] if has_scripts else boxes.all()[1:])
    assert Check.objects.count() == len(CLAIMS)
    assert team.acts - odd <= MOST_ACTS

    write_change(press.changes, "rosneft", State.EDITED)
    eventually(a_review_was_opened)
    decide(team)


def file_article(reporter: Hands, address: str) -> None:
    """File it, wait until it is read, and freeze what is the article."""
    reporter.go("/admin/")
    reporter.follow("File a source")
    reporter.write("Address or text:", address)
    reporter.push("Save")
    freeze = reporter.page.get_by_role("button", name="Freeze this text")
    freeze.wait_for(timeout=60_000)  # the page looks again by itself
    reporter.click(freeze)
    text = Source.objects.get(link__url=address).latest_text
    assert GIFTS.words in text.text
    assert not [words for words in CHROME if words in text.text]


def judge(reporter: Hands, one: Told, address: str) -> None:
    """Write the verdict, and attach a page: a new one, or one that another claim rests on."""
    claim = Claim.objects.get(statement=one.statement)
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


def box_of(somebody: Hands, one: Told) -> Locator:
    """Find the box that ticks a claim in the list."""
    return somebody.page.get_by_role("checkbox", name=one.statement)


def do_together(somebody: Hands, act: str, boxes: list[Locator]) -> None:
    """Do an act with the claims that are ticked; without JavaScript there is no box for all."""
    for box in boxes:
        somebody.tick(box)
    somebody.choose(somebody.page.get_by_role("combobox", name="Action:"), act)
    somebody.push("Go")
    somebody.push(act)
    expect(somebody.page.locator("#content")).to_contain_text(GIFTS.statement)


def all_evidence_was_looked_at() -> bool:
    evidence = Link.objects.filter(evidence__isnull=False).distinct()
    return not evidence.exclude(health=Link.Health.ALIVE).exists()


def a_review_was_opened() -> bool:
    return Review.objects.open().exists()
