"""Have the worker look at every link again and show what it found. Runs as a process."""

import sys
import time
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from seeds.people import demo_people  # noqa: E402 - models need the set-up
from sources.actions import check_now  # noqa: E402
from sources.models import Link, Look, Passage  # noqa: E402
from sources.wording import counted, outcome_words, passage_words  # noqa: E402

WAIT_SECONDS = 60  # the leases of a worker that was killed last for thirty
COLUMNS = ("health", "last look found", "cited words", "address")


def main() -> int:
    """Ask for looks, wait for them, print every watched link; return 1 if there were none."""
    started = timezone.now()
    watched = Link.objects.watched().exclude(health=Link.Health.QUARANTINED)
    check_now(by=demo_people().reporter, links=list(watched))
    looks = wait_for_looks(started)
    print("The worker was asked to look at every link again, and found:\n")
    print_table([COLUMNS, *rows()])
    seconds = (timezone.now() - started) / timedelta(seconds=1)
    print(f"\nLooks over real HTTP: {looks} in {seconds:.0f} s.", flush=True)
    return 0 if looks else 1


def wait_for_looks(since: datetime) -> int:
    """Wait until no look is asked for any more; return how many were taken ``since``."""
    asked = Link.objects.exclude(requested_at=None)
    deadline = time.monotonic() + WAIT_SECONDS
    while asked.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    return Look.objects.filter(at__gte=since).count()


def rows() -> list[tuple[str, ...]]:
    """Return a row for each watched link. A query a link."""
    links = Link.objects.watched().order_by("url")
    return [
        (
            link.get_health_display(),
            outcome_words(link.outcome, link.status),
            passages(link),
            link.url,
        )
        for link in links
    ]


def passages(link: Link) -> str:
    """Count what became of the words cited from ``link``, such as “2 still there”."""
    cited = Passage.objects.filter(text__source__link=link)
    return counted(passage_words(passage, link) for passage in cited)


def print_table(table: list[tuple[str, ...]]) -> None:
    """Print rows under their headings, each column as wide as it must be."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  " + "  ".join(cells).rstrip())


if __name__ == "__main__":
    sys.exit(main())
