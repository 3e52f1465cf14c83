"""Every screen, in light, in dark and on a small screen: axe finds nothing, nothing is cut off."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import int_to_base36
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from factcheck.models import Claim
from newsroom.accounts.models import User
from tests.browser.conftest import Entering
from tests.browser.house import open_house
from tests.browser.judging import Judge
from tests.browser.screens import Rows, Screen, every_screen
from tests.factories import editor
from tests.factories.people import PASSWORD

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
    """Windows in one newsroom: of somebody who may do everything, of a newcomer, of a stranger."""

    rows: Rows
    inside: Judge
    newcomer: Judge
    outside: Judge

    def faults_of(self, screen: Screen) -> Iterator[str]:
        """Look at all rows of a screen, in the first window that shows it and does not lead on."""
        if screen.name.startswith("mfa_"):
            _confirm_passwords(self.inside.page, self.newcomer.page)
        for number, address in enumerate(screen.addresses(self.rows), start=1):
            for judge in (self.inside, self.newcomer, self.outside):
                if _shows_a_page(judge.page.context, address):
                    yield from judge.open(address, f"{screen}-{number}")
                    break


def _confirm_passwords(*pages: Page) -> None:
    """Give the password once more, as screens about logging in ask for it."""
    for page in pages:
        page.goto(reverse("account_reauthenticate"))
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main input[type=submit]").click()


def _shows_a_page(window: BrowserContext, address: str) -> bool:
    answer = window.request.get(address, max_redirects=0)
    if answer.status in SHOWS_NOTHING:
        return False
    assert answer.ok, (address, answer.status)
    return answer.headers["content-type"].startswith("text/html")


@pytest.fixture(scope="module")
def newsroom_on_show(
    enter: Entering,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Tour]:
    """Furnish once for all screens; what is committed is cleared away afterwards."""
    with django_db_blocker.unblock(), open_house(tmp_path_factory.mktemp("house")) as house:
        windows = [enter(house.url, who) for who in (house.chief, editor(), None)]
        yield Tour(house.rows, *(Judge(window.new_page()) for window in windows))
        for window in windows:
            window.close()


@pytest.fixture
def tour(newsroom_on_show: Tour) -> Tour:
    """The windows, with what the browser said of pages that an earlier test left open forgotten."""
    for judge in (newsroom_on_show.inside, newsroom_on_show.newcomer, newsroom_on_show.outside):
        judge.complaints.clear()
    return newsroom_on_show


def test_the_screens_of_every_model_are_among_those_looked_at() -> None:
    names = {screen.name for screen in SCREENS}
    for model in admin.site._registry:
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("changelist", "add", "change", "history", "delete"):
            assert f"{prefix}_{page}" in names
    assert {"admin:index", "admin:login", "admin:factcheck_claim_act"} <= names


@pytest.mark.parametrize("screen", SCREENS, ids=str)
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
        tour.inside.complaints.clear()  # of a model that nobody adds to, the page before
        button.first.click()
        faults = tour.inside.look(f"{screen}-refused")
        assert not faults, "\n".join(["", *faults])


def test_the_page_of_two_versions_of_a_draft_is_accessible(tour: Tour) -> None:
    address = reverse("admin:factcheck_claim_change", args=[tour.rows[Claim][1]])  # the draft
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


def test_the_link_to_a_new_password_leads_to_an_accessible_page(tour: Tour) -> None:
    who = User.objects.get(pk=tour.rows[User][0])
    key = {"uidb36": int_to_base36(who.pk), "key": default_token_generator.make_token(who)}
    tour.outside.page.goto(reverse("account_reset_password_from_key", kwargs=key))
    faults = tour.outside.look("new-password")
    assert not faults, "\n".join(["", *faults])


def test_the_question_for_a_second_factor_is_accessible(tour: Tour) -> None:
    page = tour.outside.page
    page.goto(reverse("account_login"))
    page.locator("[name=username]").fill(User.objects.get(pk=tour.rows[User][0]).username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("#login-form input[type=submit]").click()
    assert page.url.endswith(reverse("mfa_authenticate"))
    faults = tour.outside.look("second-factor")
    assert not faults, "\n".join(["", *faults])
