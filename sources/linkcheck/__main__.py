"""The engine alone: `python -m sources.linkcheck --input urls.txt --output results.jsonl`.

Writes a line of JSON for every address, as they come in, shows how far it is on standard error,
and ends with 0, with 1 when an address is dead, with 2 when it cannot begin.
"""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from uvloop import run

from sources.linkcheck.engine import Engine
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import LookResult, Target
from sources.linkcheck.tally import INTERRUPTED, Tally, progress_bar

USER_AGENT = "fact-desk-linkcheck/1.0"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the addresses of a file, a line each; return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    tally = Tally()
    try:
        policy = NetworkPolicy.opening(options.allow_network, options.allow_port)
        urls = _addresses(options.input)
        with _opened(options.output) as output:
            run(_check(urls, policy, options, output, tally))
    except KeyboardInterrupt:
        sys.stderr.write(f"Stopped; what was looked at stands in {options.output}.\n")
        return INTERRUPTED
    except (OSError, ValueError) as error:
        parser.error(str(error))
    finally:
        if tally.verdicts:
            sys.stderr.write(f"{tally.table()}\n")
    return tally.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sources.linkcheck",
        description="Look once at every address of a file.",
        epilog="Ends with 0, with 1 when an address is dead, with 2 when it cannot begin.",
    )
    add = parser.add_argument
    add("--input", required=True, metavar="FILE", help="addresses, one a line; - is standard input")
    add(
        "--output",
        required=True,
        metavar="FILE",
        help="results, one JSON a line, as they come in; - is standard output",
    )
    add(
        "--allow-network",
        action="append",
        default=[],
        metavar="CIDR",
        help="a private network that may be looked at (repeatable)",
    )
    add(
        "--allow-port",
        action="append",
        default=[],
        type=int,
        metavar="N",
        help="a port besides 80 and 443 (repeatable)",
    )
    add("--user-agent", default=USER_AGENT, help="how to name ourselves (%(default)s)")
    polite = parser.add_argument_group("politeness")
    polite.add_argument(
        "--per-host",
        type=_at_least_one,
        default=2,
        metavar="N",
        help="looks at one host at the same time (%(default)s)",
    )
    polite.add_argument(
        "--interval",
        type=_not_negative,
        default=0.25,
        metavar="SECONDS",
        help="time between the starts of two requests to one host (%(default)s)",
    )
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _not_negative(text: str) -> float:
    number = float(text)
    if not number >= 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


def _addresses(name: str) -> list[str]:
    """Read the addresses; blank lines and notes (`#`) are none."""
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@contextmanager
def _opened(name: str) -> Iterator[TextIO]:
    """Open the results so that each line is there as soon as it is written."""
    if name == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(line_buffering=True)
        yield sys.stdout
    else:
        with Path(name).open("w", encoding="utf-8", buffering=1) as output:
            yield output


async def _check(
    urls: Sequence[str],
    policy: NetworkPolicy,
    options: argparse.Namespace,
    output: TextIO,
    tally: Tally,
) -> None:
    with progress_bar(len(urls)) as bar:

        def note(result: LookResult) -> None:
            output.write(result.as_line() + "\n")
            tally.note(result)
            bar.update()

        async with Engine(policy, options.user_agent, keep_pages=False) as engine:
            await engine.look_many(
                [Target(url) for url in urls],
                per_host=options.per_host,
                interval_s=options.interval,
                progress=note,
            )


if __name__ == "__main__":
    sys.exit(main())
