"""Load the seeds through the actions, as three people would have done it at the desk.

Twice is once: what is there is left as it is, above all what people changed since. An
interrupted load goes on where it stopped.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from factcheck.models import Claim
from newsroom.refusals import Refusal
from seeds import deciding, drafting, filing
from seeds.claim_files import ClaimFile, read_claims
from seeds.pages import Page, read_pages
from seeds.people import People
from sources.checking import check_links, network_policy
from sources.models import Link

Say = Callable[[str], None]


@dataclass
class Outcome:
    """What a load left behind: the claims by file name, and why some were not taken further."""

    claims: dict[str, Claim] = field(default_factory=dict)
    held_up: dict[str, str] = field(default_factory=dict)


def load(
    *,
    people: People,
    say: Say,
    pages: Mapping[str, Page] | None = None,
    seeds: Iterable[ClaimFile] | None = None,
) -> Outcome:
    """File the articles, draft the claims, look at their pages, and decide."""
    pages = read_pages() if pages is None else pages
    seeds = list(read_claims() if seeds is None else seeds)
    outcome = Outcome()
    sources = filing.file_articles(pages, by=people.reporter)
    say(f"{len(sources)} articles are filed.")
    for seed in seeds:
        draft = drafting.find(seed) or _draft(seed, pages, sources, people, outcome)
        if draft:
            outcome.claims[seed.name] = draft
    say(f"{len(outcome.claims)} claims are split out of them.")
    _look(outcome, seeds, pages, say)
    for seed in seeds:
        _take_further(seed, people, outcome)
    return outcome


def _draft(
    seed: ClaimFile,
    pages: Mapping[str, Page],
    sources: drafting.Sources,
    people: People,
    outcome: Outcome,
) -> Claim | None:
    try:
        return drafting.draft(seed, pages=pages, sources=sources, people=people)
    except Refusal as refusal:
        outcome.held_up[seed.name] = refusal.reasons[0]
        return None


def _look(
    outcome: Outcome, seeds: Iterable[ClaimFile], pages: Mapping[str, Page], say: Say
) -> None:
    """Take the first look at the pages of the claims that wait for a decision."""
    waiting = [
        outcome.claims[seed.name]
        for seed in seeds
        if seed.name in outcome.claims and deciding.awaits_decision(seed, outcome.claims[seed.name])
    ]
    ours = Q(evidence__claim__in=waiting) | Q(source__appearances__claim__in=waiting)
    links = list(Link.objects.filter(ours).exclude(health=Link.Health.ALIVE).distinct())
    if links and _may_look(pages, say):
        looked = check_links(links)
        say(f"{looked} of {len(links)} pages were looked at.")


def _may_look(pages: Mapping[str, Page], say: Say) -> bool:
    """Say whether the link checker may come to the press.

    It is not sent where it may not go: a refused page stays in quarantine until a person
    releases it.
    """
    ports = sorted({page.outlet.port for page in pages.values()})
    policy = network_policy()
    if not any(policy.refusal("127.0.0.1", port) for port in ports):
        return True
    say(
        "The link checker may not come to the demo press, so nothing is published. It may with "
        "LINKCHECK_ALLOWED_NETWORKS=127.0.0.0/8 LINKCHECK_ALLOWED_PORTS="
        f"{','.join(map(str, ports))}"
    )
    return False


def _take_further(seed: ClaimFile, people: People, outcome: Outcome) -> None:
    claim = outcome.claims.get(seed.name)
    if claim is None:
        return
    try:
        if deciding.awaits_decision(seed, claim):
            deciding.decide(seed, claim, people=people)
            claim.verdict.refresh_from_db()
        if deciding.awaits_sequel(seed, claim):
            deciding.follow_up(seed, claim, people=people)
            claim.verdict.refresh_from_db()
    except Refusal as refusal:
        outcome.held_up[seed.name] = refusal.reasons[0]
