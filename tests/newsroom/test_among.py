import pytest
from django.db.models import QuerySet

from newsroom.among import among
from sources.models import Outlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlets() -> QuerySet[Outlet]:
    for slug in "abc":
        Outlet.objects.create(slug=slug, name=slug.upper())
    return Outlet.objects.order_by("slug")


def test_rows_are_found_by_keys_of_another_query(outlets: QuerySet[Outlet]) -> None:
    first = outlets.values("pk")[:2]
    assert [row.slug for row in outlets.filter(among("pk", first))] == ["a", "b"]
    assert not outlets.filter(among("pk", outlets.filter(slug="none").values("pk")))


def test_keys_come_from_several_queries(outlets: QuerySet[Outlet]) -> None:
    one, other = outlets.values("pk")[:1], outlets.reverse().values("pk")[:1]
    found = outlets.filter(among("pk", one.union(other, all=True)))
    assert [row.slug for row in found] == ["a", "c"]


def test_keys_are_asked_for_once_before_any_row_is_looked_at(outlets: QuerySet[Outlet]) -> None:
    plan = outlets.filter(among("pk", outlets.values("pk")[:2])).explain()
    assert "InitPlan" in plan
    assert "Join" not in plan
    assert "Nested Loop" not in plan
