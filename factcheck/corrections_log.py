"""The public log of corrections, narrowed by what kind they are and by the year they came out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localtime, make_aware

from factcheck.models import Correction
from factcheck.queries import public_corrections

YEARS = range(1970, 3000)
LONGEST = 40  # letters of what is asked for


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the log is asked for: everything where nothing is said."""

    kind: str = ""
    year: str = ""

    @classmethod
    def asked(cls, parameters: Mapping[str, str]) -> Self:
        """Read what an address asks for, whatever it says."""
        return cls(*(parameters.get(name, "").strip()[:LONGEST] for name in ("kind", "year")))

    @property
    def parameters(self) -> dict[str, str]:
        """What an address says that asks for just this."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def address(self) -> str:
        """The query of an address that asks for just this; a lone ``?`` asks for everything."""
        return f"?{urlencode(self.parameters)}"


@dataclass(frozen=True, slots=True)
class Option:
    """A way to narrow the log, what it is called, and whether it is chosen."""

    label: str
    address: str
    is_chosen: bool


def narrowed_log(narrowed: Narrowed) -> QuerySet[Correction]:
    """Return the rows of the log that are asked for; none for a kind or a year there is none of."""
    log = public_corrections()
    if narrowed.kind:
        log = log.filter(kind=narrowed.kind) if narrowed.kind in Correction.Kind else log.none()
    if narrowed.year:
        year = _number(narrowed.year)
        log = log.filter(published_at__gte=_start(year), published_at__lt=_start(year + 1))
    return log


def kinds(narrowed: Narrowed) -> list[Option]:
    """List the kinds of correction there are."""
    return [
        Option(str(label), replace(narrowed, kind=kind).address, narrowed.kind == kind)
        for kind, label in Correction.Kind.choices
    ]


def years(narrowed: Narrowed) -> list[Option]:
    """List the years from the first correction to this one, the newest first. One query."""
    published = Correction.objects.filter(published_at__isnull=False).order_by("published_at")
    now = timezone.now()
    first = published.values_list("published_at", flat=True).first() or now
    found = map(str, range(localtime(now).year, localtime(first).year - 1, -1))
    return [
        Option(year, replace(narrowed, year=year).address, narrowed.year == year) for year in found
    ]


def _number(year: str) -> int:
    """Read a year; what is none is a year in which there was nothing."""
    return int(year) if year in map(str, YEARS) else YEARS[0]


def _start(year: int) -> datetime:
    return make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware of the editorial time zone
