"""What readers see by shape as well as by word, on paper as well as on a screen."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from factcheck.models import Check, Evidence
from factcheck.presenting import OFF_THE_LINE, SHAPES
from sources.models import Link
from tests.factcheck.views.reader import address, correct, text, withdraw
from tests.factories import evidence, judged_claim, publish, published_claim

HEALTH = ("works", "changed", "gone", "unreachable", "unknown")
NOTICES = ("correction", "review", "stands", "withdrawn", "version", "words")
HEAVIEST = 50_000  # bytes of a verdict page, its styles and its pictures, uncompressed
MOST_REQUESTS = 6


@pytest.mark.parametrize(
    ("template", "shapes"),
    [
        ("_glyph", [*SHAPES, *OFF_THE_LINE]),
        ("_mark", [*HEALTH, *Evidence.Stance.values]),
        ("_sign", NOTICES),
    ],
)
def test_every_state_has_a_shape_of_its_own(template: str, shapes: list[str]) -> None:
    drawn = {render_to_string(f"factcheck/{template}.html", {"shape": one}) for one in shapes}
    assert len(drawn) == len(shapes)
    assert all('aria-hidden="true"' in one for one in drawn), "the word beside it says it"


def test_every_colour_of_a_rating_is_one_of_the_tokens() -> None:
    sheet = (settings.BASE_DIR / "newsroom/static/newsroom/site.css").read_text()
    for shape in (*SHAPES, *OFF_THE_LINE):
        assert f".rating-{shape} {{ color: var(--rating-{shape}); }}" in sheet


@pytest.mark.django_db
def test_evidence_has_a_mark_for_its_stance_and_its_health(client: Client) -> None:
    page = text(client, address(published_claim()))
    for shape, words in (("supports", "Supports the claim"), ("works", "The page works")):
        mark = render_to_string("factcheck/_mark.html", {"shape": shape}).strip()
        assert re.search(rf"{re.escape(mark)}\s*{words}", page)


@pytest.mark.django_db
def test_a_correction_stands_right_below_the_rating_with_its_sign(client: Client) -> None:
    claim = published_claim()
    correct(claim)
    page = text(client, address(claim))
    sign = render_to_string("factcheck/_sign.html", {"shape": "correction"}).strip()
    places = [page.index(part) for part in ('id="our-rating"', sign, 'class="facts"')]
    assert places == sorted(places)


@pytest.mark.django_db
def test_a_withdrawal_has_its_sign(client: Client) -> None:
    claim = published_claim()
    withdraw(claim)
    sign = render_to_string("factcheck/_sign.html", {"shape": "withdrawn"}).strip()
    assert sign in text(client, address(claim), status=410)


@pytest.mark.django_db
def test_how_a_check_was_made_is_told_step_by_step(client: Client) -> None:
    claim = published_claim()
    Check.objects.update(last_looked_at=timezone.now())
    page = text(client, address(claim))
    steps = page.partition('<ol class="taken">')[2].partition("</ol>")[0]
    words = ["Written and sent", "approved by a second person", "Published as version 1"]
    places = [steps.index(word) for word in [*words, "were last looked at on"]]
    assert places == sorted(places)


@pytest.mark.django_db
def test_on_paper_a_page_has_its_address_with_the_version_and_those_of_its_evidence(
    client: Client,
) -> None:
    claim = published_claim()
    page = text(client, address(claim))
    on_paper = re.findall(r'class="on-paper[^"]*">([^<]*)<', page)
    link = Link.objects.get(evidence__claim=claim)
    assert f"https://desk.example.org{address(claim, version=1)}" in on_paper
    assert link.url in on_paper


@pytest.mark.django_db
def test_a_verdict_page_with_much_evidence_weighs_little(client: Client) -> None:
    draft = judged_claim()
    for number in range(7):
        evidence(draft, address=f"https://port.example.org/{number}", shows="What it shows. " * 12)
    publish(draft)
    for _ in range(3):
        correct(draft)
    page = text(client, address(draft))
    loaded = set(re.findall(r'(?:src|href)="/static/([^"]+)"', page))
    files = [Path(str(finders.find(name))) for name in loaded]
    assert len(loaded) + 1 <= MOST_REQUESTS
    assert len(page.encode()) + sum(file.stat().st_size for file in files) <= HEAVIEST
