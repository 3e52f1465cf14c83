"""A fast clock is told of wherever waiting times are."""

import pytest
from django.urls import reverse

from newsroom.demo import session, tour
from newsroom.pace import pace_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import link, reporter


@pytest.mark.parametrize(
    ("pace", "span"),
    [
        (8640, "10 seconds"),
        (86400, "1 second"),
        (24, "1 hour"),
        (1440, "1 minute"),
        (1.5, "16 hours"),
    ],
)
def test_the_pace_is_said_by_how_long_a_day_takes(pace: float, span: str) -> None:
    assert pace_words(pace).endswith(f": a day passes in {span}.")


def test_the_worlds_own_clock_is_not_mentioned() -> None:
    assert pace_words(1.0) == ""


def test_the_tour_tells_the_pace_the_demo_runs_at() -> None:
    pace = session.settings(8000)["LINKCHECK_PACE"]
    told = tour.steps("http://127.0.0.1:8000")
    assert f"LINKCHECK_PACE={pace}" in told
    assert pace_words(float(pace)) in told


@pytest.mark.django_db
def test_the_desk_and_a_links_page_tell_the_pace_where_it_is_not_the_worlds(settings) -> None:
    client, page = desk_of(reporter()), link()
    screens = reverse("admin:index"), reverse("admin:sources_link_change", args=[page.pk])
    for screen in screens:
        assert "Waiting times" not in text_of(client.get(screen).content)
    settings.LINKCHECK_PACE = 8640.0
    for screen in screens:
        text = text_of(client.get(screen).content)
        assert "Waiting times are divided by 8,640: a day passes in 10 seconds." in text
