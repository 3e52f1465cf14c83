"""Is it the web that fails, or our own network? Asked before any failure is believed."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import structlog
from django.conf import settings

from sources.linkcheck.address import AddressError
from sources.linkcheck.fetch import Fetcher
from sources.linkcheck.politeness import Admit
from sources.linkcheck.result import SOFT, Outcome

DOUBTFUL = SOFT | {Outcome.DNS_NX}
"""What a network of ours that is down looks like."""

HOSTS_THAT_FAIL_TOGETHER = 3

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A failure not believed yet: at which host, when (any clock), whether the page was well."""

    host_id: int
    at: float
    was_well: bool


async def canaries_answer(fetcher: Fetcher) -> bool:
    """Ask the addresses known to work; say whether at least half of them answer.

    Without any in the settings the answer is yes: see ``fails_together`` and ``witnesses``.
    """
    canaries: list[str] = settings.LINKCHECK_CANARIES
    answers = await asyncio.gather(*(answers_well(fetcher, url) for url in canaries))
    return 2 * sum(answers) >= len(canaries)


async def answers_well(fetcher: Fetcher, url: str, admit: Admit | None = None) -> bool:
    """Ask one address, without a second try. Raises what ``admit`` raises."""
    try:
        return (await fetcher.fetch(url, admit=admit)).answered_well
    except AddressError as error:
        log.warning("canary.unusable", url=url, reason=str(error))
        return False


def fails_together(doubts: Sequence[Doubt], last_answers: Iterable[tuple[int, float]]) -> bool:
    """Suspect our own network by the batch itself, where there are no canaries.

    ``last_answers`` holds for each host that answered when it last did. Several hosts whose
    pages were well, all failing, and none that has answered since: that may be us. A page that
    takes its time to fail is later than all answers, so witnesses are to be asked.
    """
    heard = max((at for _host, at in last_answers), default=float("-inf"))
    failing = {doubt.host_id for doubt in doubts if doubt.was_well and doubt.at > heard}
    return len(failing) >= HOSTS_THAT_FAIL_TOGETHER
