"""How many pages are on each tab, by one statement that is written once in each process.

It is the same for everybody but for the host. To have the ORM write it takes as long as to have the
database answer it, on every page of the console.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import CharField, QuerySet, Value

from sources.admin.tabs import MOST_COUNTED, TABS
from sources.models import Link

ReliedOn = Callable[[QuerySet[Link]], QuerySet[Link]]

PICKED = -4_000_000_000
"""Stands in the statement for the key of the host that is picked; nothing else in it is that."""


def count_pages(relied_on: ReliedOn, host: int | None) -> Counter[str]:
    """Count the pages of each tab that are relied on, each up to ``MOST_COUNTED`` and one. A query.

    They are of ``host``, None for any. ``relied_on`` keeps the links that count at all.
    """
    sql, given = statement(relied_on, None if host is None else PICKED)
    with connection.cursor() as cursor:
        cursor.execute(sql, [host if value == PICKED else value for value in given])
        return Counter(tab for (tab,) in cursor.fetchall())


@cache
def statement(relied_on: ReliedOn, host: int | None) -> tuple[str, tuple[Any, ...]]:
    """Write the statement: its SQL, and what is put into it."""
    links = relied_on(Link.objects.all())
    if host is not None:
        links = links.filter(host=host)
    first, *others = (
        tab.of(links, host)
        .order_by()
        .annotate(tab=Value(tab.key, output_field=CharField()))
        .values_list("tab", flat=True)[: MOST_COUNTED + 1]
        for tab in TABS
    )
    sql, given = first.union(*others, all=True).query.sql_with_params()
    return sql, tuple(given)
