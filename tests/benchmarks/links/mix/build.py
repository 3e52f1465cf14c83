"""Build the mix: so many labelled addresses over so many hosts, the same for the same seed."""

import ssl
from collections import Counter
from dataclasses import dataclass
from random import Random

from tests.benchmarks.links.mix.broken import BROKEN, FORBIDDEN
from tests.benchmarks.links.mix.edges import EDGES
from tests.benchmarks.links.mix.kind import Kind, Plot, Verdicts
from tests.benchmarks.links.mix.living import LIVING
from tests.benchmarks.links.mix.missing import MISSING
from tests.benchmarks.links.mix.moved import MOVED
from tests.benchmarks.links.mix.quarters import QUARTERS
from tests.benchmarks.links.mix.traps import TRAPS
from tests.benchmarks.links.mix.walled import WALLED
from tests.support.newspaper import TONGUES, Newspaper
from tests.support.town import Site, Town, addresses

KINDS: tuple[Kind, ...] = (*LIVING, *TRAPS, *MOVED, *MISSING, *EDGES, *WALLED, *BROKEN, *FORBIDDEN)
NETWORK = "127.1.0.0/16"
"""Where the mix lives; everything else on loopback is forbidden."""
TRAPPED = ("127.9.9.9", "127.0.0.1", "::1")
LANGUAGES = {"en": 8, "es": 3, "de": 2, "fr": 2, "ru": 2, "pt": 2}
"""How often a host speaks a language; the others once each."""


@dataclass(frozen=True, slots=True)
class Case:
    """An address, what it is, and the verdicts that are right about it."""

    url: str
    kind: str
    verdicts: Verdicts


@dataclass(frozen=True)
class Mix:
    """A town, and what there is to look at in it, in no order."""

    town: Town
    cases: list[Case]


def build(
    urls: int,
    hosts: int,
    *,
    seed: int,
    port: int,
    secure_port: int,
    tls: ssl.SSLContext | None = None,
) -> Mix:
    """Build a mix of about `urls` addresses on about `hosts` hosts; every kind at least once."""
    dice = Random(seed)
    counts = {kind.name: max(1, round(urls * kind.share / _whole())) for kind in KINDS}
    plots = _plots(_sizes(counts, hosts), dice, port, secure_port)
    cases: dict[str, Case] = {}
    for kind in KINDS:
        quarter = plots[kind.quarter]
        for number in range(counts[kind.name]):
            url = kind.write(quarter[number % len(quarter)])
            cases.setdefault(url, Case(url, kind.name, kind.verdicts))
    shuffled = list(cases.values())
    dice.shuffle(shuffled)
    sites = {plot.site.host: plot.site for quarter in plots.values() for plot in quarter}
    town = Town(sites, forbidden=TRAPPED, port=port, secure_port=secure_port, tls=tls)
    return Mix(town, shuffled)


def _whole() -> float:
    return sum(kind.share for kind in KINDS)


def _sizes(counts: dict[str, int], hosts: int) -> dict[str, int]:
    """Share the hosts among the quarters, by how much is looked at there."""
    looked_at: Counter[str] = Counter()
    for kind in KINDS:
        looked_at[kind.quarter] += counts[kind.name]
    # Where a host is good for one page, or all its pages are one case, hosts are many.
    for quarter, factor in CROWDED.items():
        looked_at[quarter] *= factor
    whole = looked_at.total()
    return {quarter: max(1, round(hosts * n / whole)) for quarter, n in looked_at.items()}


CROWDED = {
    **dict.fromkeys(("fronts", "languages", "soft", "foreign", "quiet", "echo", "parked"), 4),
    **dict.fromkeys(("home", "listing", "hanging"), 3),
    "walled": 2,
}


def _plots(
    sizes: dict[str, int], dice: Random, port: int, secure_port: int
) -> dict[str, list[Plot]]:
    free = iter(addresses(sum(sizes.values())))
    tongues = [code for code in TONGUES for _ in range(LANGUAGES.get(code, 1))]
    ordinary: list[Plot] = []
    plots: dict[str, list[Plot]] = {}
    for quarter in sorted(sizes, key=list(QUARTERS).index):
        plots[quarter] = ordinary if quarter == "ordinary" else []
        for _ in range(sizes[quarter]):
            own = Random(dice.getrandbits(64))
            paper = Newspaper(own.choice(tongues), own)
            plot = Plot(Site(next(free)), paper, own, port, secure_port, _neighbours=ordinary)
            plots[quarter].append(plot)
            QUARTERS[quarter](plot)
    return plots
