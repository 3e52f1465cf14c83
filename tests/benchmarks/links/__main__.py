"""Race checkers of links on one local site: `python -m tests.benchmarks.links`.

Two scenarios: *plain*, articles of 13 KB, for speed; *mix*, the web as it is, for verdicts. Every
contender meets a new site, in a process of its own, on loopback addresses that are all allowed;
whoever follows a link out of them falls into a trap.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.environments import NotInstalled, programs_of
from tests.benchmarks.links.contenders import CONTENDERS
from tests.benchmarks.links.measure import run
from tests.benchmarks.links.race import Contender, Course, Result
from tests.benchmarks.links.scores import misjudged, speed_table, verdict_table
from tests.benchmarks.links.site import plan, running

ONLY_FOR_SPEED = ("engine-unpaused", "engine-again", "fetch", "pipeline-again")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the races and print their tables."""
    options = _parser().parse_args(arguments)
    for scenario in options.scenarios:
        print(f"\n## {scenario}: {options.urls:,} addresses on {options.hosts} hosts\n", flush=True)
        _race(scenario, options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.links", description=__doc__)
    parser.add_argument("--urls", type=int, default=5000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="another seed is another mix")
    parser.add_argument(
        "--scenarios", nargs="+", choices=("plain", "mix"), default=["plain", "mix"]
    )
    parser.add_argument("--contenders", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument(
        "--patience", type=float, default=600, help="seconds after which a contender is stopped"
    )
    return parser


def _race(scenario: str, options: argparse.Namespace) -> None:
    wanted = plan(scenario, options.urls, options.hosts, options.seed)
    cases = wanted.mix().cases
    results = []
    for name in options.contenders:
        if scenario == "mix" and name in ONLY_FOR_SPEED:
            continue
        sys.stderr.write(f"{scenario}: {name} …\n")
        with tempfile.TemporaryDirectory() as folder:
            course = Course(wanted, Path(folder) / "urls.txt", Path(folder))
            course.urls.write_text("\n".join(case.url for case in cases), encoding="utf-8")
            results.append(_result(CONTENDERS[name], course, options.patience))
    if scenario == "plain":
        print(speed_table(len(cases), results))
        return
    print(verdict_table(cases, results))
    for result in results:
        if result.contender.is_ours and result.cost:
            print(f"\nMisjudged by {result.contender.name}:\n\n{misjudged(cases, result)}")


def _result(contender: Contender, course: Course, patience_s: float) -> Result:
    try:
        programs = programs_of(contender.name, contender.packages)
    except NotInstalled as error:
        return Result(contender, {}, failure=str(error))
    with running(course.plan) as site:
        cost = run(
            contender.command(course, programs),
            folder=course.folder,
            stdin=course.urls if contender.reads_stdin else None,
            patience_s=patience_s,
        )
        answers, report = contender.answers(course), site.report()
    if not answers:
        said = (course.folder / "stderr").read_text(encoding="utf-8", errors="replace").strip()
        why = said.splitlines()[-1][:200] if said else "no reason given"
        return Result(contender, {}, failure=f"no results (exit {cost.exit_code}): {why}")
    return Result(contender, answers, cost, report)


if __name__ == "__main__":
    sys.exit(main())
