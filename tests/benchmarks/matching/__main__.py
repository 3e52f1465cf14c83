"""Match texts with claims by the product's own matcher: `python -m tests.benchmarks.matching`.

Prints how long it took. With `--output` it writes the run too, a line a query: its `query_id` and
the ids of `claims`, the best first. `.compare` measures it against others, `.scale` by size.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from tests.benchmarks.matching.collection import (
    Query,
    absent,
    add_files,
    file_claims,
    index_claims,
    read_claims,
    read_queries,
)
from tests.benchmarks.matching.metrics import percentile
from tests.benchmarks.scratch import database

SHOWN = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Index the claims, ask every query, write the run and print what it took."""
    options = _parser().parse_args(arguments)
    if lacking := absent(options.claims, options.queries, options.articles):
        print(lacking)
        return 0
    claims = list(read_claims(options.claims, options.articles))
    run = options.output or Path(os.devnull)
    with database("matching"), run.open("w", encoding="utf-8") as output:
        from factcheck.models import Audience  # noqa: PLC0415 - Django must be set up before

        keys = file_claims(claims)
        began = time.monotonic()
        index_claims(claims, keys, Audience.READERS)
        print(f"{len(keys):,} claims indexed in {time.monotonic() - began:.1f} s", flush=True)
        ids = dict(zip(keys, (one.id for one in claims), strict=True))
        times = _ask(read_queries(options.queries), output, ids)
    p50, p95 = percentile(times, 50), percentile(times, 95)
    print(f"{len(times):,} queries: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.matching", description=__doc__
    )
    add_files(parser)
    parser.add_argument("--output", type=Path, metavar="F", help="where to write the run")
    return parser


def _ask(queries: Sequence[Query], output: TextIO, ids: Mapping[int, str]) -> list[float]:
    """Write the best claims for each query; return how long each took, in milliseconds."""
    from factcheck.matching import find  # noqa: PLC0415
    from factcheck.models import Audience  # noqa: PLC0415

    times = []
    for query in queries:
        began = time.perf_counter()
        matches = find(query.text, Audience.READERS, limit=SHOWN)
        times.append(1000 * (time.perf_counter() - began))
        claims = [ids[match.claim_id] for match in matches]
        output.write(json.dumps({"query_id": query.id, "claims": claims}) + "\n")
    return times


if __name__ == "__main__":
    sys.exit(main())
