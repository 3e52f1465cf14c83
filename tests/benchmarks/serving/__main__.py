"""Race pages on one server program: `python -m tests.benchmarks.serving`.

A verdict page that was drawn before, the short answer to whoever has it, the home page, and a view
of two words behind the same middleware; and a page of the same size of a Wagtail site. Each server
has one process and one thread. All are asked in turns, a few seconds each, and ratios are those of
one turn.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.benchmarks.environments import NotInstalled
from tests.benchmarks.load import load
from tests.benchmarks.populate.corpus import corpus
from tests.benchmarks.serving.asking import Asked, ask
from tests.benchmarks.serving.servers import Server, ours, wagtail

VERDICT, HELLO, WAGTAIL = "verdict page, drawn before", "two words, the same middleware", "Wagtail"
AT_LEAST = 10.0
AT_MOST = 4.0


@dataclass
class Contender:
    """A page that is asked for, and what came of it, turn by turn."""

    name: str
    server: Server
    path: str
    more: dict[str, str] = field(default_factory=dict)
    turns: list[Asked] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take_turn(self, seconds: float, connections: int) -> None:
        """Ask for so many seconds."""
        before = self.server.cpu_seconds()
        asked = ask(
            self.server.port, self.path, seconds=seconds, connections=connections, **self.more
        )
        self.cpu.append((self.server.cpu_seconds() - before) / asked.answers)
        self.turns.append(asked)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the race and print the tables; return 1 where a bar was missed."""
    options = _parser().parse_args(arguments)
    with (
        corpus(options.claims, kept=options.database),
        tempfile.TemporaryDirectory() as folder,
        ours(Path(folder) / "ours.log") as server,
    ):
        contenders = _ours(server)
        size = len_of(contenders[0])
        try:
            with wagtail(size, Path(folder) / "wagtail.log") as (peer, path):
                contenders.append(Contender(WAGTAIL, peer, path))
                _race(contenders, options)
        except NotInstalled as error:
            print(f"Wagtail: {error}")
            _race(contenders, options)
    print("\n".join(_table(contenders)))
    return _judged({contender.name: contender for contender in contenders})


def _ours(server: Server) -> list[Contender]:
    from factcheck.models import Check  # noqa: PLC0415 - Django first

    checks = Check.objects.standing()
    path = checks.order_by("-first_published_at")[checks.count() // 2].get_absolute_url()
    first = ask(server.port, path, seconds=0, connections=1)
    known = {"status": "304", "if_none_match": first.tag}
    return [
        Contender(VERDICT, server, path),
        Contender("the same, known already (304)", server, path, known),
        Contender("home", server, "/"),
        Contender(HELLO, server, "/hello/"),
    ]


def len_of(contender: Contender) -> int:
    """Return the bytes of a page as it is drawn."""
    plain = {**contender.more, "encoding": "identity"}
    return ask(contender.server.port, contender.path, seconds=0, connections=1, **plain).octets


def _race(contenders: list[Contender], options: argparse.Namespace) -> None:
    for turn in range(options.turns + 1):
        for contender in contenders:
            contender.take_turn(options.seconds if turn else 0.5, options.connections)
    for contender in contenders:  # the first turn was for warming up
        del contender.turns[0], contender.cpu[0]


def _table(contenders: list[Contender]) -> list[str]:
    rows = [
        f"| {c.name} | {median(t.a_second for t in c.turns):,.0f} | {1e6 * median(c.cpu):,.0f} |"
        f" {c.turns[0].octets:,} |"
        for c in contenders
    ]
    head = "| page | answers a second | CPU-µs an answer, the server's | bytes sent |"
    return [load(), "", head, "|---|---:|---:|---:|", *rows, ""]


def _judged(by_name: dict[str, Contender]) -> int:
    cost = median(_ratios(by_name[HELLO], by_name[VERDICT]))
    print(f"A verdict page costs {cost:.1f} times what two words cost (at most {AT_MOST:.0f}).")
    if WAGTAIL not in by_name:
        return 1
    lead = _ratios(by_name[VERDICT], by_name[WAGTAIL])
    turns = ", ".join(f"{ratio:.1f}" for ratio in lead)
    print(
        f"Wagtail is asked {median(lead):.1f} times as long for a page (at least {AT_LEAST:.0f}):"
        f" {turns} turn by turn."
    )
    return 0 if cost <= AT_MOST and median(lead) >= AT_LEAST else 1


def _ratios(one: Contender, other: Contender) -> list[float]:
    return [a.a_second / b.a_second for a, b in zip(one.turns, other.turns, strict=True)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serving", description=__doc__)
    add = parser.add_argument
    add("--claims", type=int, default=1_000, metavar="N", help="(%(default)s)")
    add("--database", default="", metavar="NAME", help="a kept corpus of so many claims")
    add("--turns", type=int, default=7, metavar="N", help="(%(default)s)")
    add("--seconds", type=float, default=3.0, metavar="S", help="a turn takes (%(default)s)")
    add("--connections", type=int, default=4, metavar="N", help="(%(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
