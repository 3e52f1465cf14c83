"""Every page for readers: accessible in every light and width, and all that we promise them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Response
from pytest_django import DjangoDbBlocker

from factcheck.models import Check
from tests.browser.conftest import Entering
from tests.browser.house import open_house
from tests.browser.judging import NARROW
from tests.browser.likeness import KEPT, PAGES, compare, difference, picture_of
from tests.browser.readers import every_page, main_pages, publish_and_correct
from tests.browser.reading import ReaderJudge

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,  # or there is no database of the tests' own
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HEAVIEST = 50_000  # bytes of a verdict page with its styles and pictures, uncompressed
MOST_REQUESTS = 6
LARGEST = 300_000  # bytes of all likenesses
ON_PAPER = (".masthead-name", ".verdict-word", ".on-paper", ".evidence")
NOT_ON_PAPER = (".masthead nav", ".colophon", ".skip", ".verdict-meaning")
WITH_FONT = """family => {
  for (const one of document.querySelectorAll("*")) one.style.fontFamily = family;
}"""


@dataclass
class Visit:
    """A reader's window at a newsroom that published, and the addresses pictures are kept of."""

    judge: ReaderJudge
    main: dict[str, str]

    @property
    def page(self) -> Page:
        return self.judge.page


@pytest.fixture(scope="module")
def visit(
    enter: Entering,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Visit]:
    with django_db_blocker.unblock(), open_house(tmp_path_factory.mktemp("house")) as house:
        publish_and_correct()
        window = enter(house.url)
        yield Visit(ReaderJudge(window.new_page(), house.url), main_pages())
        window.close()


def test_every_page_is_accessible_in_every_light_and_width_and_keeps_our_promises(
    visit: Visit,
) -> None:
    pages = every_page()
    assert {page.name for page in pages} >= {"home", "check-withdrawn", "check-version-corrected"}
    faults = [fault for page in pages for fault in _faults(visit, page.address, page.name)]
    assert not faults, "\n".join(["", *faults])


def _faults(visit: Visit, address: str, name: str) -> list[str]:
    answer = visit.page.request.get(address)
    if not answer.headers["content-type"].startswith("text/html"):
        return []  # a feed or the like
    assert answer.status in {200, 410}, (address, answer.status)
    return visit.judge.open(address, name)


@pytest.mark.parametrize("name", ["home", "check"])
def test_the_same_in_spanish(visit: Visit, name: str) -> None:
    faults = visit.judge.open(f"/es{visit.main[name]}", f"{name}-es")
    assert not faults, "\n".join(["", *faults])


def test_a_page_that_is_not_there_is_accessible(visit: Visit) -> None:
    faults = visit.judge.open("/nothing/", "not-there")
    assert not faults, "\n".join(["", *faults])


def test_a_script_a_cookie_and_a_third_party_would_be_noticed(visit: Visit) -> None:
    page = visit.page
    page.goto("/corrections/")
    page.evaluate("document.body.append(document.createElement('script'))")
    page.evaluate("document.body.setAttribute('onclick', '1')")
    page.context.add_cookies([{"name": "us", "value": "1", "url": visit.judge.site}])
    page.evaluate(
        "document.body.append(new Image()); document.images[0].src = 'http://127.0.0.2/x'"
    )
    page.evaluate("document.body.animate([{ opacity: 1 }, { opacity: 0.9 }], 60_000)")
    noticed = list(visit.judge._broken_promises("x"))
    page.context.clear_cookies()
    assert noticed == [
        "x: has a script",
        "x: moves",
        "x: sets the cookie us",
        "x: asks elsewhere, http://127.0.0.2/x",
    ]


def test_on_paper_nothing_that_only_leads_on_is_left(visit: Visit) -> None:
    visit.page.goto(visit.main["check"])
    visit.page.emulate_media(media="print")
    visit.page.screenshot(path=visit.judge.folder / "check-paper.png", full_page=True)
    for part in (*ON_PAPER, *NOT_ON_PAPER):
        assert visit.page.locator(part).first.is_visible() == (part in ON_PAPER), part
    visit.page.emulate_media(media="screen")


def test_the_rating_is_seen_on_a_small_screen_before_anybody_scrolls(visit: Visit) -> None:
    visit.page.set_viewport_size(NARROW)
    for check in Check.objects.standing():
        visit.page.goto(reverse("check", args=[check.slug]))
        place = visit.page.locator(".verdict-word").bounding_box()
        assert place["y"] + place["height"] <= NARROW["height"], check.slug


@pytest.mark.parametrize("name", ["check", "corrected"])
def test_a_verdict_page_is_light(visit: Visit, name: str) -> None:
    page = visit.page.context.new_page()
    answers: list[Response] = []

    def note(answer: Response, kept: list[Response] = answers) -> None:
        kept.append(answer)

    page.on("response", note)
    page.goto(visit.main[name], wait_until="networkidle")
    weight = sum(len(answer.body()) for answer in answers)
    page.close()
    assert len(answers) >= 3, "the page, its styles"
    assert len(answers) <= MOST_REQUESTS
    assert weight <= HEAVIEST


@pytest.mark.parametrize("name", PAGES)
def test_a_main_page_looks_as_it_did(visit: Visit, name: str) -> None:
    visit.page.goto(visit.main[name])
    assert not compare(name, picture_of(visit.page))


@pytest.mark.parametrize("family", ["serif", "sans-serif"])
def test_another_font_is_no_other_look(visit: Visit, family: str) -> None:
    visit.page.goto(visit.main["check"])
    before = picture_of(visit.page)
    visit.page.evaluate(WITH_FONT, family)
    after = picture_of(visit.page)
    assert before.tobytes() != after.tobytes()
    assert not difference(before, after)


def test_a_page_that_lost_its_styles_is_another_look(visit: Visit) -> None:
    visit.page.goto(visit.main["withdrawn"])
    before = picture_of(visit.page)
    visit.page.evaluate("document.querySelector('[href*=site]').remove()")
    assert difference(before, picture_of(visit.page))


@pytest.mark.parametrize("section", ["our-rating", "said", "at-odds", "found", "evidence"])
def test_a_section_that_is_lost_is_another_look(visit: Visit, section: str) -> None:
    visit.page.goto(visit.main["check"])
    before = picture_of(visit.page)
    visit.page.evaluate("id => document.getElementById(id).closest('section').remove()", section)
    assert difference(before, picture_of(visit.page))


def test_every_main_page_has_a_likeness_and_they_are_small(visit: Visit) -> None:
    assert set(visit.main) == set(PAGES)
    assert sum(path.stat().st_size for path in KEPT.iterdir()) <= LARGEST


def test_a_page_without_a_likeness_says_what_makes_one(visit: Visit) -> None:
    visit.page.goto("/methodology/")
    assert "make likenesses" in compare("none-such", picture_of(visit.page))
