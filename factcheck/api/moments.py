"""Moments as partners write them: ISO 8601, at any distance from UTC."""

from datetime import UTC, datetime
from typing import Any

import django_filters.rest_framework as f
from django_filters.fields import IsoDateTimeField

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class MomentField(IsoDateTimeField):  # type: ignore[misc]  # it brings no types
    """Reads a moment in UTC: PostgreSQL knows no zone further off than 16 hours, ISO 8601 does."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment, or the end of the calendar it is beyond; raise ``ValidationError``."""
        read: datetime | None = super().to_python(value)
        try:
            return read.astimezone(UTC) if read else None
        except OverflowError:
            return FIRST if read and read.year == FIRST.year else LAST


class MomentFilter(f.IsoDateTimeFilter):  # type: ignore[misc]  # it brings no types
    """Compares with a moment."""

    field_class: Any = MomentField
