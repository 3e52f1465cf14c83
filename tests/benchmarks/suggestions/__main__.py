"""Score sentences by how worth checking they are: `python -m tests.benchmarks.suggestions`.

With `--input` a debate is scored, a line "number, score" each. Without it the held-out debates and
the seed articles are measured, beside TF-IDF with a logistic regression fitted on the others.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.load import load
from tests.benchmarks.suggestions.debates import FOLDER, Line, read_all, read_debate
from tests.benchmarks.suggestions.measure import (
    debates_table,
    precision_of,
    scores_of,
    seeds_table,
    speed_table,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score a debate, or print the tables."""
    options = _parser().parse_args(arguments)
    if options.input:
        return _score_file(options.input, options.output)
    debates = read_all()
    if not debates:
        print(f"There is nothing to measure on: no folder {FOLDER}.")
        return 0
    print(f"{load()}\n\n{debates_table(debates)}\n\n{seeds_table()}\n\n{speed_table(debates)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.suggestions", description=__doc__
    )
    add = parser.add_argument
    add("--input", type=Path, metavar="F", help="a debate: line, speaker, text and maybe label")
    add("--output", type=Path, metavar="F", help="where to write the scores; else they are printed")
    return parser


def _score_file(source: Path, target: Path | None) -> int:
    if not source.is_file():
        print(f"There is nothing to score: no file {source}.")
        return 1
    lines = read_debate(source)
    began = time.perf_counter()
    scores = scores_of(lines)
    took = time.perf_counter() - began
    written = "".join(
        f"{line.number}\t{worth:.6f}\n" for line, worth in zip(lines, scores, strict=True)
    )
    if target is None:
        print(written, end="")
        return 0
    target.write_text(written, encoding="utf-8")
    print(f"{len(lines):,} sentences scored in {took:.2f} s{_judged(lines, scores)}")
    return 0


def _judged(lines: Sequence[Line], scores: Sequence[float]) -> str:
    """Say how good the scores are, where people have judged the sentences."""
    if not any(line.is_worth for line in lines):
        return ""
    return f"; average precision {precision_of(lines, scores):.4f}"


if __name__ == "__main__":
    sys.exit(main())
