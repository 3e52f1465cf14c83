"""Open every list and search there is, on a large corpus: `python -m tests.benchmarks.lists`.

Django's test client opens each list of the admin plain, deep inside, sorted by each column,
searched by a common and by a rare word, and narrowed by each choice of each filter; then the public
lists and those of the API. The slowest come first.
"""

import argparse
import sys
from collections.abc import Sequence

from tests.benchmarks.populate.corpus import corpus


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the lists and print what each took; return 1 if one of them took too long."""
    options = _parser().parse_args(arguments)
    with corpus(options.claims, seed=options.seed, kept=options.database):
        from tests.benchmarks.lists.measure import measured, table  # noqa: PLC0415 - Django first
        from tests.benchmarks.lists.pages import every_page, index_claims  # noqa: PLC0415

        index_claims()
        pages = [page for page in every_page() if options.only in page.address]
        costs = sorted(measured(pages, options.times), reverse=True)
    print("\n".join(table(costs[: options.rows])))
    slow = [cost for cost in costs if cost.milliseconds > options.limit]
    print(
        f"\n{len(costs)} pages at {options.claims:,} claims; {len(slow)} above {options.limit} ms."
    )
    return 1 if slow else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.lists", description=__doc__)
    add = parser.add_argument
    add("--claims", type=int, default=20_000, metavar="N", help="(%(default)s)")
    add("--seed", type=int, default=1, help="another seed is another corpus")
    add("--database", default="", metavar="NAME", help="a kept corpus of so many claims")
    add("--times", type=int, default=3, metavar="N", help="open each page N times (%(default)s)")
    add("--rows", type=int, default=40, metavar="N", help="print the slowest N (%(default)s)")
    add("--only", default="", metavar="TEXT", help="only addresses with this text in them")
    add("--limit", type=int, default=500, metavar="MS", help="too slow (%(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
