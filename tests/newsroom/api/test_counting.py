"""The limit is the limit, whoever counts at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from newsroom.api.counting import forget_windows, spend
from newsroom.api.models import Window
from tests.support.windows import pass_time

THREADS = 8


def spend_at_once(each: int, cost: int, limit: int) -> list[bool]:
    """Spend from eight threads, each with a connection of its own, all at the same moment."""
    together = Barrier(THREADS)

    def work(_number: int) -> list[bool]:
        together.wait()
        try:
            return [spend("one", cost, limit=limit, seconds=60).is_allowed for _ in range(each)]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return [answer for answers in pool.map(work, range(THREADS)) for answer in answers]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("cost", "allowed"), [(1, 100), (7, 14)])
def test_eight_at_once_get_exactly_what_there_is(cost: int, allowed: int) -> None:
    answers = spend_at_once(20, cost, 100)
    assert answers.count(True) == allowed
    assert Window.objects.get().spent == allowed * cost


@pytest.mark.django_db(transaction=True)
def test_a_window_that_ended_is_opened_once_by_eight_at_once() -> None:
    assert spend("one", 100, limit=100, seconds=60).is_allowed
    pass_time(61)
    assert spend_at_once(5, 1, 10).count(True) == 10


@pytest.mark.django_db
def test_what_does_not_fit_spends_nothing_and_says_when_it_would() -> None:
    spend("one", 8, limit=10, seconds=60)
    refused = spend("one", 3, limit=10, seconds=60)
    assert (refused.is_allowed, refused.left) == (False, 2)
    assert 59 < refused.ends_in <= 60
    assert spend("one", 2, limit=10, seconds=60).left == 0


@pytest.mark.django_db
def test_a_limit_that_was_lowered_leaves_nothing_and_no_less() -> None:
    spend("one", 8, limit=10, seconds=60)
    refused = spend("one", 1, limit=5, seconds=60)
    assert (refused.is_allowed, refused.left) == (False, 0)


@pytest.mark.django_db
def test_windows_that_ended_are_forgotten() -> None:
    spend("old", 1, limit=10, seconds=60)
    pass_time(61)
    spend("new", 1, limit=10, seconds=60)
    assert forget_windows() == 1
    assert Window.objects.get().name == "new"


@pytest.mark.django_db
def test_the_table_is_not_logged() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE oid = 'api_window'::regclass")
        assert cursor.fetchone() == ("u",)
