"""The sections of the sitemap, at a size where a step too many would be noticed."""

import pytest
from django.db import connection

from factcheck import sections
from factcheck.models import Check
from factcheck.models.check import SECTION
from tests.factcheck.views.reader import correct, withdraw
from tests.factories import published_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a section be of two checks."""
    query = sections._SECTIONS.replace(f"/ {SECTION}", "/ 2")
    monkeypatch.setattr(sections, "_SECTIONS", query)
    monkeypatch.setattr(sections, "SECTION", 2)


def test_every_standing_check_is_in_one_section(small: None) -> None:
    claims = [published_claim() for _ in range(5)]
    withdraw(claims[2])
    found, newest = sections.sections()
    standing = list(Check.objects.standing().order_by("pk"))
    listed = [check for each in found for check in sections.checks_in(each.number)]
    assert listed == standing
    assert newest == standing[-1].first_published_at


def test_a_section_without_checks_is_none(small: None) -> None:
    first = published_claim()
    withdraw(first)
    assert sections.sections() == ([], None)


def test_a_section_changed_when_the_latest_of_its_checks_did(small: None) -> None:
    claims = [published_claim() for _ in range(4)]
    correct(claims[0])
    found, _newest = sections.sections()
    for each in found:
        changed = sections.checks_in(each.number).values_list("updated_at", flat=True)
        assert each.changed_at == max(changed)


def test_sections_are_found_by_their_index_alone() -> None:
    """Whatever the planner thinks of a table of three rows: the index has the order wanted."""
    published_claim()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {sections._SECTIONS}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert plan.count("factcheck_check_section_idx") == 2
    assert "Seq Scan" not in plan
