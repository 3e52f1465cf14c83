"""Import a feed of reviews by others by its command: `python -m tests.benchmarks.reviews`.

The feed is made up of 19,000 reviews as large as real ones. It comes in, comes in again unchanged,
and once more with every tenth rating changed; then one of 100 MB is read, and its memory measured.
"""

import json
import resource
import sys
import time
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import scratch

REVIEWS, MOST_S = 19_000, 60.0
LARGE = 100 * 1024 * 1024
WORDS = ("False", "Mostly false", "Half true", "Full flop", "True")


def main() -> int:
    """Import, and print what each reading took, by the clock and of the processor.

    Return 1 if one was too slow or kept too little.
    """
    with scratch.database("reviews"), TemporaryDirectory() as folder:
        from factcheck.models import ExternalReview  # noqa: PLC0415 - Django first
        from tests.factories import publisher  # noqa: PLC0415

        publisher()
        path = Path(folder) / "feed.json"
        took = [brought(path, what, step) for what, step in STEPS]
        kept = ExternalReview.objects.count()
        large(Path(folder) / "large.json")
        return 0 if max(took) <= MOST_S and kept == REVIEWS else 1


STEPS = (("the first time", 0), ("again, unchanged", 0), ("every tenth rating changed", 10))


def brought(path: Path, what: str, step: int) -> float:
    """Write the feed, import it, and say how long that took, in seconds."""
    from django.core.management import call_command  # noqa: PLC0415 - Django first

    path.write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": items(step)}))
    began, used, out = time.monotonic(), time.process_time(), StringIO()
    call_command("import_claimreview", str(path), stdout=out)
    took, used = time.monotonic() - began, time.process_time() - used
    told = out.getvalue().strip().rpartition(": ")[2]
    print(f"| {REVIEWS:,} reviews, {what} | {took:,.1f} s | {used:,.1f} s | {told} |", flush=True)
    return took


def items(step: int) -> list[object]:
    """Return the items of the feed; of every ``step``th the rating is another."""
    from tests.factcheck.external.reviews import rated, review  # noqa: PLC0415 - Django first

    found: list[object] = []
    for n in range(REVIEWS):
        word = WORDS[(n + bool(step and n % step == 0)) % len(WORDS)]
        statement = f"It rained {n} times in Porto last year, {n // 2} times in Faro, they say."
        one = review(n, reviewRating=rated(word, n % 5, 5, 0), claimReviewed=statement)
        found.append({"@type": "DataFeedItem", "item": [one]})
    return found


def large(path: Path) -> None:
    """Read a feed of 100 MB to its end, storing nothing, and print what that takes."""
    from factcheck.external.files import entries_at  # noqa: PLC0415 - Django first

    some = json.dumps(items(0))[1:-1].encode()
    with path.open("wb") as file:
        file.write(b'{"dataFeedElement": [')
        while file.tell() < LARGE:
            file.write(some + b",")
        file.write(some + b"]}")
    before, began = _memory(), time.monotonic()
    count = sum(1 for _entry in entries_at(str(path)))
    took = time.monotonic() - began
    grown = _memory() - before
    print(
        f"| {path.stat().st_size >> 20} MB read, {count:,} reviews | {took:,.1f} s | +{grown} MB |"
    )


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    sys.exit(main())
