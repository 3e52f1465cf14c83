import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from factcheck import actions
from factcheck.models import Claim, RatingDefinition
from newsroom import paging
from tests.factories import (
    STATEMENT,
    judged_claim,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
)
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def corrected(**particulars: str) -> Claim:
    claim = published_claim(**particulars)
    actions.correct(
        by=publisher(),
        claim=claim,
        kind="correction",
        cause="new_evidence",
        was_wrong="We had the wrong month.",
    )
    actions.judge(by=reporter(), claim=claim, reason="Now with the right month.")
    publish(claim)
    return claim


def log(client: Client, **narrowed: str) -> str:
    response = client.get("/corrections/", narrowed)
    assert response.status_code == 200
    return response.content.decode()


def test_the_log_shows_corrections_with_their_claim(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = corrected()
    corrected(statement="Another claim")
    with django_assert_num_queries(2):
        page = log(client)
    assert "We had the wrong month." in page
    assert STATEMENT in page
    assert f'href="/checks/{claim.slug}/"' in page


def test_a_correction_that_waits_is_not_in_the_log(client: Client) -> None:
    actions.correct(
        by=publisher(),
        claim=published_claim(),
        kind="correction",
        cause="editor_error",
        was_wrong="Still being looked into.",
    )
    assert "Still being looked into" not in log(client)
    assert "Nothing had to be corrected yet." in log(client)


def test_of_a_withdrawn_check_the_log_keeps_the_withdrawal_alone(client: Client) -> None:
    claim = corrected()
    actions.withdraw(by=publisher(), claim=claim, reason="We quoted the wrong person.")
    page = log(client)
    assert "We quoted the wrong person." in page
    assert "A check was withdrawn" in page
    assert "the wrong month" not in page
    assert STATEMENT not in page


def test_the_log_is_narrowed_by_kind_and_year(client: Client) -> None:
    with time_machine.travel("2025-06-01T12:00:00Z"):
        corrected(statement="An old claim")
    now = corrected(statement="A new claim")
    taken = published_claim(statement="A claim taken back")
    actions.withdraw(by=publisher(), claim=taken, reason="We quoted the wrong person.")
    year = str(now.publications.latest("number").published_at.year)
    assert "An old claim" in log(client, year="2025")
    assert "A new claim" not in log(client, year="2025")
    assert "An old claim" not in log(client, year=year)
    only = log(client, kind="retraction")
    assert "We quoted the wrong person." in only
    assert "A new claim" not in only
    assert '<a href="?kind=retraction&amp;year=2025">2025</a>' in only
    assert '<strong aria-current="true">retraction</strong>' in only


def test_links_to_older_corrections_keep_what_the_log_was_narrowed_by(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging.stretch_of, "__defaults__", (1,))
    for number in range(3):
        corrected(statement=f"Claim {number}")
    first = log(client, kind="correction")
    leads = re.search(r'<a rel="next" href="([^"]+)"', first)
    assert leads
    assert leads[1].startswith("?kind=correction&amp;before=")
    with sql_sent() as sent:
        older = client.get(f"/corrections/{unescape(leads[1])}").content.decode()
    assert len(sent) == 2
    assert "Claim 1" in older
    assert 'rel="prev" href="?kind=correction&amp;after=' in older


@pytest.mark.parametrize(
    "year", ["0", "-2025", "99999", "abc", "\uff12\uff10\uff12\uff15", "2025-06", "9" * 5_000]
)
def test_a_year_there_is_none_of_finds_nothing_and_says_so(client: Client, year: str) -> None:
    corrected()
    page = log(client, year=year)
    assert "There is no correction like that." in page
    assert 'href="/corrections/"' in page
    assert len(page) < 10_000


@pytest.mark.parametrize("kind", ["none", "<script>", "\u202e", "MINOR", "x" * 100_000, "a' OR 1"])
def test_a_kind_there_is_none_of_finds_nothing_and_says_so(client: Client, kind: str) -> None:
    corrected()
    page = log(client, kind=kind)
    assert "There is no correction like that." in page
    assert "<script>" not in page
    assert len(page) < 10_000


def test_methodology_says_when_the_scale_changed(client: Client) -> None:
    RatingDefinition.objects.all().delete()
    for key, year in (("false", 2024), ("true", 2024), ("false", 2026)):
        RatingDefinition.objects.create(
            rating=rating(key), text="x", text_es="x", valid_from=datetime(year, 3, 1, tzinfo=UTC)
        )
    page = client.get("/methodology/").content.decode()
    assert page.index("Version 2, since 1 March 2026:") < page.index("Version 1, since 1 March")
    newest, first = re.findall(r"<li>Version .*?</li>", page)
    assert "#rating-true" not in newest
    assert "#rating-true" in first


def test_methodology_has_what_the_newsroom_says_of_itself(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "funding.md").write_text("Paid by **readers** <script>alert(1)</script>")
    (tmp_path / "funding.es.md").write_text("Lo pagan los lectores")
    (tmp_path / "contact.md").write_text("[Write to us](mailto:desk@desk.example.org)")
    assert "Who pays" not in client.get("/methodology/").content.decode()
    settings.SITE_TEXTS = str(tmp_path)
    page = client.get("/methodology/").content.decode()
    assert "Paid by <strong>readers</strong>" in page
    assert "<script>alert" not in page
    assert 'href="mailto:desk@desk.example.org"' in page
    spanish = client.get("/es/methodology/").content.decode()
    assert '<div class="prose" lang="es"><p>Lo pagan los lectores' in spanish
    assert '<div class="prose" lang="en"><p><a href="mailto' in spanish


def test_methodology_keeps_every_definition_with_its_date(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    false = rating("false")
    for year in (2024, 2026):
        RatingDefinition.objects.create(
            rating=false,
            text=f"What false meant in {year}.",
            text_es=f"Lo que falso significaba en {year}.",
            valid_from=datetime(year, 3, 1, tzinfo=UTC),
        )
    with django_assert_num_queries(2):
        page = client.get("/methodology/").content.decode()
    assert 'id="rating-false"' in page
    assert page.index("meant in 2026") < page.index("meant in 2024")
    assert "Since 1 March 2024." in page
    assert "significaba en 2024" in client.get("/es/methodology/").content.decode()


def test_every_rating_a_page_links_to_is_defined(client: Client) -> None:
    publish(judged_claim())
    assert 'id="rating-mostly-true"' in client.get("/methodology/").content.decode()
