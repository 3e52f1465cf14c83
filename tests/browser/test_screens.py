"""Every screen, in light, in dark and on a small screen: axe finds nothing, nothing is cut off."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Claim
from newsroom.accounts.models import Role
from tests.browser.conftest import Entering
from tests.browser.house import furnished
from tests.browser.judging import Judge
from tests.browser.screens import Rows, Screen, every_screen
from tests.factories import person
from tests.support.press import press_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,  # or there is no database of the tests' own
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SHOWS_NOTHING = {302, 403, 405}  # leads on; nobody may; only takes what is sent
SCREENS = every_screen()


@dataclass
class Tour:
    """Two windows in one newsroom: somebody who may do everything, and a stranger."""

    rows: Rows
    inside: Judge
    outside: Judge

    def faults_of(self, screen: Screen) -> Iterator[str]:
        """Look at all rows of a screen; logged out where whoever is logged in is led on."""
        name = screen.name.removeprefix("admin:")
        for number, address in enumerate(screen.addresses(self.rows), start=1):
            for judge in (self.inside, self.outside):
                if _shows_a_page(judge.page.context, address):
                    yield from judge.open(address, f"{name}-{number}")
                    break


def _shows_a_page(window: BrowserContext, address: str) -> bool:
    answer = window.request.get(address, max_redirects=0)
    if answer.status in SHOWS_NOTHING:
        return False
    assert answer.ok, (address, answer.status)
    return answer.headers["content-type"].startswith("text/html")


@pytest.fixture(scope="module")
def tour(
    enter: Entering,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Tour]:
    """Furnish once for all screens; what is committed is cleared away afterwards."""
    press = press_in(tmp_path_factory.mktemp("press"))
    kept = {"location": tmp_path_factory.mktemp("snapshots"), "base_url": None}
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": kept}
    with (
        django_db_blocker.unblock(),
        press.open(),
        override_settings(
            STORAGES={**settings.STORAGES, "snapshots": storage}, LINKCHECK_PACE=86_400.0
        ),
    ):
        empty_the_database()  # a run that was broken off may have left something
        server = LiveServer("127.0.0.1")
        try:
            with ThreadPoolExecutor(1) as apart:  # links are looked at in a loop of their own
                rows = apart.submit(furnished, press).result()
            chief = enter(server.url, person(Role.PUBLISHER, is_superuser=True))
            stranger = enter(server.url)
            yield Tour(rows, Judge(chief.new_page()), Judge(stranger.new_page()))
            chief.close()
            stranger.close()
        finally:
            server.stop()
            empty_the_database()


def empty_the_database() -> None:
    call_command("flush", interactive=False, verbosity=0)


def test_the_screens_of_every_model_are_among_those_looked_at() -> None:
    names = {screen.name for screen in SCREENS}
    for model in admin.site._registry:
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("changelist", "add", "change", "history", "delete"):
            assert f"{prefix}_{page}" in names
    assert {"admin:index", "admin:login", "admin:factcheck_claim_act"} <= names


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_accessible_in_light_in_dark_and_narrow(tour: Tour, screen: Screen) -> None:
    faults = list(tour.faults_of(screen))
    assert not faults, "\n".join(["", *faults])


@pytest.mark.parametrize("screen", [one for one in SCREENS if one.name.endswith("_add")], ids=str)
def test_a_form_that_says_what_is_missing_is_accessible(tour: Tour, screen: Screen) -> None:
    page = tour.inside.page
    (address,) = screen.addresses(tour.rows)
    page.goto(address)
    button = page.locator("input.default[type=submit]")
    if button.count():
        button.first.click()
        name = screen.name.removeprefix("admin:")
        faults = list(tour.inside.look(f"{name}-refused"))
        assert not faults, "\n".join(["", *faults])


def test_the_page_of_two_versions_of_a_draft_is_accessible(tour: Tour) -> None:
    address = reverse("admin:factcheck_claim_change", args=[tour.rows[Claim][-1]])
    mine = tour.inside.page
    theirs = mine.context.new_page()
    for page, words in ((mine, "What I wrote"), (theirs, "What they wrote meanwhile")):
        page.goto(address)
        page.get_by_label("Claim:", exact=True).fill(words)
    for page in (theirs, mine):
        page.locator("input[name=_continue]").click()
    theirs.close()
    expect(mine.get_by_role("heading", name="Two versions of this draft")).to_be_visible()
    faults = tour.inside.look("conflict")
    assert not faults, "\n".join(["", *faults])


def test_the_pages_of_several_claims_at_once_are_accessible(tour: Tour) -> None:
    page = tour.inside.page
    page.goto(reverse("admin:factcheck_claim_changelist"))
    for box in page.locator("input.action-select").all():
        box.check()
    page.locator("select[name=action]").select_option("assign")
    page.locator("button[name=index]").click()
    expect(page.get_by_role("heading", name="Assign", exact=True)).to_be_visible()
    faults = [*tour.inside.look("together")]
    page.locator("#together-form input[type=submit]").click()
    expect(page.get_by_role("columnheader", name="Result")).to_be_visible()
    faults += tour.inside.look("together-done")
    assert not faults, "\n".join(["", *faults])


def test_a_page_that_is_not_there_is_accessible(tour: Tour) -> None:
    tour.inside.page.goto("/admin/nothing/")
    tour.inside.complaints.clear()  # that it is not there
    faults = tour.inside.look("not-there")
    assert not faults, "\n".join(["", *faults])
