"""The numbers behind the desk's charts, and what they cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from factcheck import trends
from factcheck.models import Publication
from sources.models import Link
from tests.factories import editor, judged_claim, link, published_claim, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["process"].clear()


def publications(*times: tuple[datetime, timedelta]) -> None:
    """Write publications of one claim: when it was published, and how long it was in review."""
    made = judged_claim()
    Publication.objects.bulk_create(
        Publication(
            claim=made, number=number, revision=number, document={}, sha256="0" * 64,
            submitted_by=(author := reporter()), submitted_at=at - span, approved_by=editor(),
            approved_at=at, published_by=author, published_at=at,
        )
        for number, (at, span) in enumerate(times, 1)
    )  # fmt: skip


def test_publications_are_counted_by_the_week_with_the_middle_time_in_review() -> None:
    now = datetime(2026, 11, 29, 12, tzinfo=UTC)  # a Sunday
    publications(
        (datetime(2026, 11, 23, 0, 1, tzinfo=UTC), timedelta(hours=1)),
        (datetime(2026, 11, 29, 11, tzinfo=UTC), timedelta(hours=2)),
        (datetime(2026, 11, 28, 11, tzinfo=UTC), timedelta(hours=50)),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), timedelta(hours=3)),
        (datetime(2026, 9, 6, 23, 59, tzinfo=UTC), timedelta(hours=9)),  # the 13th week back
    )
    passed = trends.count(now).weeks
    assert [week.published for week in passed] == [0] * 10 + [1, 3]
    assert [week.review for week in passed[-2:]] == [timedelta(hours=3), timedelta(hours=2)]
    assert passed[0].monday.isoformat() == "2026-09-07"


def test_links_are_counted_by_their_health() -> None:
    for health in (Link.Health.DEAD, Link.Health.DEAD, Link.Health.ALIVE):
        link(health=health)
    counted = trends.count(timezone.localtime()).links
    assert (counted["dead"], counted["alive"], counted["suspect"]) == (2, 1, 0)


def test_so_many_links_are_counted_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trends, "MOST_COUNTED", 2)
    for _number in range(3):
        link(health=Link.Health.DEAD)
    assert trends.count(timezone.localtime()).links["dead"] == 2


def test_a_newsroom_without_numbers_has_no_charts() -> None:
    assert trends.charts() == []


def test_charts_say_in_words_what_they_draw() -> None:
    published_claim()
    charts = {chart.slug: chart for chart in trends.charts()}
    assert charts["published"].said == "1 verdict in 12 weeks, corrections included."
    assert charts["published"].bars[-1].words == "1"
    assert charts["in-review"].said.endswith("at most 0 min.")
    assert "of 2 are failing" in charts["links"].said
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    assert charts["published"].bars[-1].name == f"{monday.day} {monday:%b}"


def test_the_numbers_are_asked_for_once_and_then_kept() -> None:
    published_claim()
    with sql_sent() as first:
        trends.charts()
    with sql_sent() as second:
        trends.charts()
    assert len(first) == 1
    assert second == []
