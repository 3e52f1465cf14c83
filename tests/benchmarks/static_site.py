"""How fast the site is written as files: `python -m tests.benchmarks.static_site`.

The whole site of a corpus into an empty folder, by `export_site` as an operator calls it, then once
more with nothing to do. It ends with 1 if fewer than `--at-least` pages a second were written.
"""

import argparse
import re
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from tests.benchmarks.load import load
from tests.benchmarks.populate.corpus import corpus

WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main(arguments: Sequence[str] | None = None) -> int:
    """Export twice and print a table; return 1 where the first was too slow."""
    options = _parser().parse_args(arguments)
    with (
        corpus(options.claims, kept=options.database),
        tempfile.TemporaryDirectory(dir=options.folder) as folder,
    ):
        runs = [_export(Path(folder), options.processes) for _ in range(2)]
    print(load())
    print("\n| pages | drawn | seconds | a second | CPU-ms a page, ours | MB a process, at most |")
    print("|---:|---:|---:|---:|---:|---:|")
    for drawn, known, seconds, cpu in runs:
        pages = drawn + known
        print(
            f"| {pages:,} | {drawn:,} | {seconds:,.0f} | {drawn / seconds:,.0f} |"
            f" {1e3 * cpu / pages:.2f} | {_most_memory() / 1024:,.0f} |"
        )
    drawn, _known, seconds, _cpu = runs[0]
    return 0 if drawn / seconds >= options.at_least else 1


def _export(folder: Path, processes: int) -> tuple[int, int, float, float]:
    """Return how many pages were drawn and known already, the seconds and the processor's."""
    said, cpu, began = StringIO(), _cpu(), time.monotonic()
    call_command("export_site", folder, processes=processes, stdout=said)
    seconds, used = time.monotonic() - began, _cpu() - cpu
    drawn, _written, _gone, known, *_ = re.findall(r"\d[\d,]*", said.getvalue())
    return int(drawn.replace(",", "")), int(known.replace(",", "")), seconds, used


def _cpu() -> float:
    used = [resource.getrusage(who) for who in WHOSE]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _most_memory() -> int:
    """Return kibibytes: of this process or of one it started, whichever had more."""
    return max(resource.getrusage(who).ru_maxrss for who in WHOSE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.static_site", description=__doc__
    )
    add = parser.add_argument
    add("--claims", type=int, default=3_000, metavar="N", help="(%(default)s)")
    add("--database", default="", metavar="NAME", help="a kept corpus of so many claims")
    add("--processes", type=int, default=2, metavar="N", help="(%(default)s)")
    add("--folder", metavar="DIR", help="where to make the folder (the system's for such)")
    add("--at-least", type=float, default=200, metavar="PAGES", help="a second (%(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
