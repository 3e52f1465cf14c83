"""The local site of a race, in a process of its own: `python -m tests.benchmarks.links.site`.

Says a line of JSON when it is open. Then answers each line it is given: `report` (how the hosts
were treated and who came near a forbidden address), `forget` (counts anew). Ends with its input.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import uvloop

from tests.benchmarks.links.mix import Mix, build
from tests.benchmarks.links.plain import plain
from tests.support.certificate import server_tls
from tests.support.website import closed_port


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build; whoever has the same plan knows the same addresses."""

    scenario: str
    urls: int
    hosts: int
    seed: int
    port: int
    secure_port: int

    def mix(self, *, open_to_tls: bool = False) -> Mix:
        """Build it."""
        if self.scenario == "plain":
            return plain(self.urls, self.hosts, seed=self.seed, port=self.port)
        return build(
            self.urls,
            self.hosts,
            seed=self.seed,
            port=self.port,
            secure_port=self.secure_port,
            tls=server_tls() if open_to_tls else None,
        )


def plan(scenario: str, urls: int, hosts: int, seed: int) -> Plan:
    """Plan a site on ports that are free now."""
    return Plan(scenario, urls, hosts, seed, closed_port("127.1.0.1"), closed_port("127.1.0.1"))


@dataclass(frozen=True, slots=True)
class Report:
    """How the site's hosts were treated."""

    requests: int
    most_at_once: int
    shortest_interval_s: float
    most_robots_fetches: int
    too_early: int
    trapped: int


class RunningSite:
    """The other process, as this one sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def report(self) -> Report:
        """Ask how the hosts were treated since the last `forget`."""
        return Report(**json.loads(self._ask("report")))

    def forget(self) -> None:
        """Count anew."""
        self._ask("forget")

    def _ask(self, question: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextmanager
def running(wanted: Plan) -> Iterator[RunningSite]:
    """Run the site of a plan in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.links.site", json.dumps(asdict(wanted))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        site = RunningSite(process)
        assert process.stdout
        process.stdout.readline()
        yield site
        assert process.stdin
        process.stdin.close()


async def _serve(mix: Mix) -> None:
    town = mix.town
    await town.open()
    _say(asdict(town.treatment()))
    loop = asyncio.get_running_loop()
    while line := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        if line == "forget":
            town.forget()
        _say(asdict(town.treatment()) | {"trapped": town.trap.connections})
    await town.close()


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(_serve(Plan(**json.loads(sys.argv[1])).mix(open_to_tls=True)))
