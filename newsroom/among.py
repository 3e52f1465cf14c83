"""Rows whose key is among those that another query finds, which is asked once and first."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


class _IsAmong(Func):
    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(column: str, keys: QuerySet[Any, Any]) -> Func:
    """Tell rows whose ``column`` is one of ``keys``, a query of one column, for ``filter``.

    The keys are made an array, and an index finds all of them at once. Of ``column__in=keys``
    the planner may make a join that asks for them anew for each row: where it takes tables for
    smaller than they are, or keys for rarer, that takes minutes.
    """
    return _IsAmong(F(column), ArraySubquery(keys))
