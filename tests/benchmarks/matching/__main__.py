"""Match texts with claims by the product's own matcher: `python -m tests.benchmarks.matching`.

Claims are lines of JSON with `id`, `claim` and `title`, articles with `id` and `text`, queries with
`query_id` and `text`; each may be packed with gzip. A run is a line a query: its `query_id` and the
ids of `claims`, the best first.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.matching.collection import load, rows_of
from tests.benchmarks.scratch import database

SHOWN = 100


def main() -> int:
    """Index the claims, ask every query, write the run and print what it took."""
    options = _parser().parse_args()
    with database("matching"):
        began = time.monotonic()
        ids = load(options.claims, options.articles)
        print(f"{len(ids):,} claims indexed in {time.monotonic() - began:.1f} s", flush=True)
        times = _ask(options.queries, options.output, ids)
    cuts = quantiles(times, n=100)
    print(f"{len(times):,} queries: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.matching", description=__doc__
    )
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    return parser


def _ask(queries: Path, output: Path, ids: Mapping[int, str]) -> list[float]:
    """Write the best claims for each query; return how long each took, in milliseconds."""
    from factcheck.matching import find  # noqa: PLC0415 - Django must be set up before
    from factcheck.models import Audience  # noqa: PLC0415

    times = []
    with output.open("w", encoding="utf-8") as lines:
        for row in rows_of(queries):
            began = time.perf_counter()
            matches = find(row["text"], Audience.READERS, limit=SHOWN)
            times.append(1000 * (time.perf_counter() - began))
            claims = [ids[match.claim_id] for match in matches]
            lines.write(json.dumps({"query_id": row["query_id"], "claims": claims}) + "\n")
    return times


if __name__ == "__main__":
    sys.exit(main())
