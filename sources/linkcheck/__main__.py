"""The engine alone: `python -m sources.linkcheck --input urls.txt --output results.jsonl`.

Writes a line of JSON for every address, as they come in, says how far it is on
standard error, and ends with 1 when an address is dead, 2 when it cannot begin.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from uvloop import run

from sources.linkcheck.engine import Engine
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import LookResult, Target, Verdict

USER_AGENT = "fact-desk-linkcheck/1.0"
SAY_EVERY = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the addresses of a file, a line each; return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        policy = NetworkPolicy.opening(options.allow_network, options.allow_port)
        lines = options.input.read_text(encoding="utf-8").splitlines()
        with options.output.open("w", encoding="utf-8") as output:
            urls = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
            verdicts = run(_check(urls, policy, options.user_agent, output))
    except (OSError, ValueError) as error:
        parser.error(str(error))
    _summarise(verdicts)
    return 1 if verdicts[Verdict.DEAD] else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sources.linkcheck", description="Look once at every address of a file."
    )
    parser.add_argument("--input", type=Path, required=True, help="addresses, one a line")
    parser.add_argument("--output", type=Path, required=True, help="results, one JSON a line")
    parser.add_argument(
        "--allow-network",
        action="append",
        default=[],
        metavar="CIDR",
        help="a private network that may be looked at (repeatable)",
    )
    parser.add_argument(
        "--allow-port",
        action="append",
        default=[],
        type=int,
        metavar="N",
        help="a port besides 80 and 443 (repeatable)",
    )
    parser.add_argument("--user-agent", default=USER_AGENT, help="how to name ourselves")
    return parser


async def _check(
    urls: Sequence[str], policy: NetworkPolicy, user_agent: str, output: TextIO
) -> Counter[Verdict]:
    verdicts: Counter[Verdict] = Counter()

    def note(result: LookResult) -> None:
        output.write(result.as_line() + "\n")
        verdicts[result.verdict] += 1
        if verdicts.total() % SAY_EVERY == 0 or verdicts.total() == len(urls):
            sys.stderr.write(f"{verdicts.total()} of {len(urls)}\n")

    async with Engine(policy, user_agent, keep_pages=False) as engine:
        await engine.look_many([Target(url) for url in urls], progress=note)
    return verdicts


def _summarise(verdicts: Counter[Verdict]) -> None:
    for verdict in Verdict:
        sys.stderr.write(f"{verdict:<8} {verdicts[verdict]:>7}\n")


if __name__ == "__main__":
    sys.exit(main())
