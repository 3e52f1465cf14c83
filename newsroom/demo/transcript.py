"""Show what the first re-check found. Runs as a process of its own, once the worker works."""

import sys
import time
from collections import Counter
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from sources.models import Link, Look, Passage  # noqa: E402 - models need the set-up

WAIT_SECONDS = 30  # the pace makes a day ten seconds, and every cited link is looked at daily
COLUMNS = ("health", "last outcome", "cited passages", "address")


def main() -> int:
    """Wait for the worker, print every watched link; return 1 if the worker looked at none."""
    started = timezone.now()
    looks = wait_for_looks(started)
    print("\nThe worker has looked at the links again and found:\n")
    print_table([COLUMNS, *rows()])
    seconds = (timezone.now() - started) / timedelta(seconds=1)
    print(f"\nLooks over real HTTP: {looks} in {seconds:.0f} s.", flush=True)
    return 0 if looks else 1


def wait_for_looks(since: datetime) -> int:
    """Wait for a look at every link cited by a publication; return how many looks there were."""
    cited = Link.objects.filter(cadence=Link.Cadence.PUBLISHED)
    deadline = time.monotonic() + WAIT_SECONDS
    while cited.exclude(last_looked_at__gte=since).exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    return Look.objects.filter(at__gte=since).count()


def rows() -> list[tuple[str, ...]]:
    """Return a row for each watched link. A query a link."""
    links = Link.objects.watched().order_by("url")
    return [(link.get_health_display(), link.outcome, passages(link), link.url) for link in links]


def passages(link: Link) -> str:
    """Count what became of the words cited from ``link``, such as "2 present, 1 edited"."""
    states = Passage.objects.filter(text__source__link=link).values_list("state", flat=True)
    return ", ".join(f"{number} {state}" for state, number in Counter(states).most_common())


def print_table(table: list[tuple[str, ...]]) -> None:
    """Print rows under their headings, each column as wide as it must be."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  " + "  ".join(cells).rstrip())


if __name__ == "__main__":
    sys.exit(main())
