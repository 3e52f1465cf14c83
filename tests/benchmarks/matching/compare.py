"""Rank the same texts by our matcher and by others: `python -m tests.benchmarks.matching.compare`.

All are given the same words: of every claim its own and the check's title, and where there are
articles, in rows of their own, these too. `--hidden` asks ours every text once more with the claim
it repeats taken out: how far is "this has been checked" to be believed?
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.load import load
from tests.benchmarks.matching.collection import (
    USUAL,
    Checked,
    Query,
    absent,
    add_files,
    file_claims,
    read_claims,
    read_queries,
)
from tests.benchmarks.scratch import database


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything over one scratch database and print the tables."""
    options = _parser().parse_args(arguments)
    if lacking := absent(options.claims, options.queries, options.qrels, options.articles):
        print(lacking)
        return 0
    claims = list(read_claims(options.claims, options.articles))
    queries = read_queries(options.queries, options.qrels)[: options.most]
    if not claims or not queries:
        print("There is nothing to measure on: no claims, or no query that is known to repeat one.")
        return 0
    with database("compare"):
        _run(claims, queries, options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.matching.compare", description=__doc__
    )
    add_files(parser)
    add = parser.add_argument
    add(
        "--qrels", type=Path, default=USUAL / "dev.qrels.tsv", metavar="F", help="what repeats what"
    )
    add("--most", type=int, metavar="N", help="so many queries at most")
    add("--hidden", action="store_true", help="ask ours with the right claim taken out, too")
    add("--only", nargs="+", default=[], metavar="WORD", help="rankers whose name begins so")
    return parser


def _run(claims: Sequence[Checked], queries: Sequence[Query], options: argparse.Namespace) -> None:
    from tests.benchmarks.matching.race import (  # noqa: PLC0415 - Django must be set up before
        OURS,
        contenders,
        race,
        results_table,
    )

    keys = file_claims(claims)
    entrances = {
        name: entrance
        for name, entrance in contenders(keys, with_articles=bool(options.articles)).items()
        if not options.only
        or name.startswith(tuple(options.only))
        or (options.hidden and name == OURS)
    }
    outcomes = race(entrances, claims, queries)
    print(f"\n{len(queries):,} queries, {len(claims):,} claims; {load()}\n")
    print(results_table(queries, outcomes), flush=True)
    if options.hidden:
        _ask_hidden(dict(zip((one.id for one in claims), keys, strict=True)), queries)


def _ask_hidden(keys: dict[str, int], queries: Sequence[Query]) -> None:
    from tests.benchmarks.matching.certainty import (  # noqa: PLC0415
        reliability_table,
        thresholds_table,
    )
    from tests.benchmarks.matching.hidden import ask_with_and_without  # noqa: PLC0415

    answers = list(ask_with_and_without(queries, keys))
    print(f"\n{len(answers):,} answers: every query with its claim there, and taken out\n")
    print(thresholds_table(answers))
    print(f"\n{reliability_table(answers)}")


if __name__ == "__main__":
    sys.exit(main())
