"""The engine's second look: what it remembers of the first makes most answers a bare 304."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import uvloop

from sources.linkcheck.engine import Engine
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import Baseline, LookResult, Target
from tests.benchmarks.links.measure import lap

AGENT = "fact-desk-linkcheck/1.0"


def main() -> None:
    """Look twice at every address of a file; measure and write down the second time."""
    options = arguments().parse_args()
    policy = NetworkPolicy.opening(options.allow_network, options.allow_port)
    memories: dict[str, HostMemory] = {}
    urls = options.urls.read_text(encoding="utf-8").split("\n")
    seen = uvloop.run(_look(policy, memories, [Target(url) for url in urls]))
    known = [Target(result.url, _remembered(result)) for result in seen]
    with lap(options.results.parent / "lap"):
        again = uvloop.run(_look(policy, memories, known))
    lines = [json.dumps({"url": one.url, "verdict": one.verdict}) for one in again]
    options.results.write_text("\n".join(lines), encoding="utf-8")


def arguments() -> argparse.ArgumentParser:
    """Take the files and what is open to us."""
    parser = argparse.ArgumentParser()
    parser.add_argument("urls", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--allow-network", action="append", default=[])
    parser.add_argument("--allow-port", action="append", default=[], type=int)
    return parser


async def _look(
    policy: NetworkPolicy, memories: dict[str, HostMemory], targets: Sequence[Target]
) -> list[LookResult]:
    async with Engine(policy, AGENT, memories=memories) as engine:
        return await engine.look_many(targets)


def _remembered(seen: LookResult) -> Baseline:
    return Baseline(seen.etag, seen.last_modified, seen.body_sha256, seen.text, seen.extractor)


if __name__ == "__main__":
    main()
