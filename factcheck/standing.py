"""How a page has stood over time, as readers were told: a strip and the table behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from factcheck.history import Entry, Period, periods
from newsroom.strips import FULL, HALF, THIN, Part, Scale, parts

HEIGHTS = {"works": FULL, "changed": HALF, "unreachable": HALF, "gone": THIN, "unknown": THIN}


@dataclass(frozen=True)
class Standing:
    """The states a page had, the earliest first, until it was last looked at."""

    periods: Sequence[Period]
    until: datetime

    @property
    def drawing(self) -> SafeString:
        """Draw the states one after the other, each as long as it held."""
        starts = [period.start.timestamp() for period in self.periods]
        ends = [*starts[1:], self.until.timestamp()]
        scale = Scale(starts[0], ends[-1])
        rows = [
            Part(start=start, end=end, kind=period.state, height=HEIGHTS[period.state])
            for period, start, end in zip(self.periods, starts, ends, strict=True)
        ]
        return parts(scale, rows)


def standing(
    histories: Iterable[Sequence[Entry]], link: str | None, until: datetime | None
) -> Standing | None:
    """Return how the page ``link`` stood until the look at ``until``; None where nothing is known.

    ``histories`` are those of the standing checks that cite the page (``Check.history``).
    """
    found = periods(histories, link)
    if not found or until is None or until <= found[0].start:
        return None
    return Standing([period for period in found if period.start <= until], until)
