import pytest
import time_machine
from django.urls import reverse

from factcheck.static_site import surfaces
from factcheck.static_site.listing import Listing, _corrections
from tests.factcheck.views.reader import correct
from tests.factories import published_claim

pytestmark = pytest.mark.django_db


def test_what_was_corrected_while_the_listing_was_read_is_listed_all_the_same() -> None:
    correct(published_claim())
    known = {row.name: row.version for row in Listing.read().checks}
    (of_known,), (of_unknown,) = _corrections(known), _corrections({})
    assert of_known.name == of_unknown.name
    assert of_known.version != of_unknown.version, "so it is drawn again the next time"


def test_the_log_of_corrections_is_another_when_a_year_begins() -> None:
    correct(published_claim())
    site, log = Listing.read(), surfaces.corrections("corrections")
    keys = set()
    for day in ("2026-11-01", "2026-12-31", "2027-01-01"):
        with time_machine.travel(f"{day}T12:00:00Z", tick=False):
            keys |= {page.key for page in log(site)}
    assert len(keys) == 2


def test_comparisons_grow_with_the_versions_and_not_with_their_square() -> None:
    claim = published_claim()
    for _ in range(4):
        correct(claim)
    compared = [page.address for page in surfaces.each_comparison("check-changes")(Listing.read())]
    page = reverse("check-changes", args=[claim.slug, 2])
    assert {page, f"{page}?against=5"} <= set(compared)
    assert f"{page}?against=4" not in compared
    assert len(compared) == len(set(compared)) == 2 * 5 - 1
