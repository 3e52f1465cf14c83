"""Measure the matcher on a large newsroom: `python -m tests.benchmarks.matching.scale`.

On a corpus of `tests.benchmarks.populate`, made for the run (`--claims`) or kept (`--database`; it
is indexed first if it was not, and stays as it was otherwise): how long answers take to texts of
all kinds, and what it costs to keep the index.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random

from django.db import connection

from tests.benchmarks import scratch
from tests.benchmarks.load import load
from tests.benchmarks.matching.collection import USUAL, read_queries
from tests.benchmarks.populate import corpus

COMMONEST_OF = 2_000
"""So many claims are read to learn which words are the commonest."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables of one database."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.database and not scratch.exists(options.database):
        parser.error(
            f"There is no database {options.database}. "
            "`python -m tests.benchmarks.populate --database NAME` makes one."
        )
    with _opened(options):
        _index_if_need_be()
        _measure(options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.matching.scale", description=__doc__
    )
    add = parser.add_argument
    add("--database", default="", metavar="NAME", help="a populated database to measure on")
    add("--claims", type=int, default=5_000, metavar="N", help="else one of so many (%(default)s)")
    add("--queries", type=int, default=200, metavar="N", help="texts of each kind (%(default)s)")
    add("--posts", type=Path, default=USUAL / "dev.queries.jsonl", metavar="F", help="real posts")
    add("--seed", type=int, default=1, help="another seed is another choice of texts")
    return parser


def _opened(options: argparse.Namespace) -> AbstractContextManager[object]:
    return scratch.standing(options.database) if options.database else corpus(options.claims)


def _index_if_need_be() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs Django set up

    from factcheck.models import SearchEntry  # noqa: PLC0415

    if SearchEntry.objects.exists():
        return
    began = time.monotonic()
    call_command("index_search")
    took = time.monotonic() - began
    entries = SearchEntry.objects.count()
    print(
        f"{entries:,} entries indexed in {took:.0f} s: {entries / took:,.0f} a second", flush=True
    )


def _measure(options: argparse.Namespace) -> None:
    from factcheck.models import Claim, SearchEntry  # noqa: PLC0415
    from tests.benchmarks.matching.speed import ask_all, speed_table  # noqa: PLC0415
    from tests.benchmarks.matching.texts import common_words, kinds_of_texts  # noqa: PLC0415
    from tests.benchmarks.matching.upkeep import upkeep_table  # noqa: PLC0415
    from tests.benchmarks.populate import bulk  # noqa: PLC0415

    dice = Random(options.seed)
    keys = _some_keys(max(options.queries, COMMONEST_OF), dice)
    statements = list(
        Claim.objects.filter(pk__in=keys).order_by("pk").values_list("statement", flat=True)
    )
    dice.shuffle(statements)
    few = slice(options.queries)
    posts = _posts(options.posts)
    kinds = kinds_of_texts(statements[few], posts[few], common_words(statements), dice)
    times, refused = ask_all(kinds, dice)
    claims, entries = Claim.objects.count(), SearchEntry.objects.count()
    print(f"\n{claims:,} claims, {entries:,} entries; milliseconds; {load()}\n")
    print(speed_table(times), flush=True)
    print("".join(f"\n{sentence}" for sentence in refused))
    bulk.be_patient(connection)  # counting a million takes longer than a request may
    print(upkeep_table(keys))


def _posts(file: Path) -> list[str]:
    if not file.is_file():
        print(f"No real posts are asked: there is no file {file}.")
        return []
    return [query.text for query in read_queries(file)]


def _some_keys(many: int, dice: Random) -> list[int]:
    """Choose claims at random, fewer where some of the numbers are not taken."""
    from django.db.models import Max  # noqa: PLC0415

    from factcheck.models import Claim  # noqa: PLC0415

    last = Claim.objects.aggregate(last=Max("pk"))["last"] or 0
    return sorted(dice.sample(range(1, last + 1), min(many, last)))


if __name__ == "__main__":
    sys.exit(main())
