"""Export a large corpus: `python -m tests.benchmarks.exports --claims N`.

Memory is told after a tenth of the checks and at the end: it must not grow with them.
"""

import argparse
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import scratch

GROWTH = 1.1
"""The whole may take so many times the memory of its first tenth."""


def main() -> int:
    """Export, print what it cost, and return 1 if memory grew with the corpus."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exports", description=__doc__)
    parser.add_argument("--claims", type=int, default=5_000, metavar="N", help="(%(default)s)")
    parser.add_argument("--database", default="", help="one that `populate` made, instead")
    options = parser.parse_args()
    if options.database:
        with scratch.standing(options.database):
            return measured()
    with scratch.database("exports"):
        from tests.benchmarks.populate.loading import load  # noqa: PLC0415 - Django first
        from tests.benchmarks.populate.scale import Scale  # noqa: PLC0415

        load(Scale(options.claims))
        return measured()


def measured() -> int:
    """Export the corpus of this database and print what it cost."""
    from factcheck.exporting.files import export  # noqa: PLC0415 - Django first

    at_a_tenth = 0.0

    def watch(done: int, total: int) -> None:
        nonlocal at_a_tenth
        if done == max(total // 10, 1):
            at_a_tenth = most_memory()

    before, began, worked = most_memory(), time.monotonic(), time.process_time()
    with TemporaryDirectory() as folder:
        manifest = export(Path(folder), watch)
    took, worked = time.monotonic() - began, time.process_time() - worked
    at_the_end = most_memory()
    print(f"\n| {manifest.checks:,} checks | {took:.1f} s, {worked:.1f} s of processor time |")
    print("|---|---|")
    for file in manifest.files:
        print(f"| {file.name} | {file.rows:,} rows, {file.bytes / 2**20:.1f} MiB |")
    print(f"| most memory before | {before:.0f} MiB |")
    print(f"| after a tenth | {at_a_tenth:.0f} MiB |")
    print(f"| at the end | {at_the_end:.0f} MiB |")
    return 0 if at_the_end <= at_a_tenth * GROWTH else 1


def most_memory() -> float:
    """Return the most memory this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
