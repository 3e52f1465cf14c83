"""Rows of a form whose rows in the database somebody removed in the meantime.

Django pairs rows and forms by their number, so a missing row would shift all that follow. They
are made new rows before the form is read: saved only if they were changed, and not lost.
"""

import re
from collections.abc import Collection

from django.http import QueryDict


def make_new(data: QueryDict, prefix: str, existing: Collection[str]) -> QueryDict:
    """Return ``data`` with the rows of ``prefix`` whose id is not ``existing`` made new ones."""
    total = _number(data, f"{prefix}-TOTAL_FORMS")
    initial = min(_number(data, f"{prefix}-INITIAL_FORMS"), total)
    gone = [row for row in range(initial) if data.get(f"{prefix}-{row}-id", "") not in existing]
    if not gone:
        return data
    kept = [row for row in range(initial) if row not in gone]
    order = [*kept, *gone, *range(initial, total)]
    numbers = {str(old): str(new) for new, old in enumerate(order)}
    renumbered = QueryDict(mutable=True)
    of_a_row = re.compile(rf"((?:initial-)?{re.escape(prefix)}-)(\d+)(-.+)")
    for key in data:
        match = of_a_row.fullmatch(key)
        if match and match[2] in numbers:
            renumbered.setlist(f"{match[1]}{numbers[match[2]]}{match[3]}", data.getlist(key))
        else:
            renumbered.setlist(key, data.getlist(key))
    for row in gone:
        renumbered[f"{prefix}-{numbers[str(row)]}-id"] = ""
    renumbered[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return renumbered


def ids_in(data: QueryDict, prefix: str) -> list[str]:
    """Return the ids the rows of ``prefix`` carry."""
    found = (data.get(key, "") for key in data if re.fullmatch(rf"{re.escape(prefix)}-\d+-id", key))
    return [value for value in found if value.isdecimal() and len(value) < 19]


def _number(data: QueryDict, key: str) -> int:
    value = data.get(key, "")
    return int(value) if value.isdecimal() and len(value) < 5 else 0
