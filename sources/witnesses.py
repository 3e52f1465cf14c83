"""Pages that answered lately, asked again when it may be our own network that fails.

They stand in for canaries where the settings name none.
"""

import asyncio
import random
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db.models.functions import Now

from sources.holding import BETWEEN_STARTS
from sources.leasing import hand_back, lease
from sources.linkcheck.address import host_key
from sources.linkcheck.fetch import Fetcher
from sources.linkcheck.politeness import HostTakenError, HostTurns
from sources.linkcheck.result import ANSWERED
from sources.models import Host, Link
from sources.our_network import answers_well

AT_ONCE = 2
AMONG = 200
"""So many pages are drawn from, so that it is not for ever the same ones that are asked in vain."""


async def witnesses_answer(fetcher: Fetcher, token: UUID, besides: Iterable[int]) -> bool:
    """Ask a page each of two hosts that nobody holds; say whether any answers.

    ``besides`` are the ids of the hosts in doubt. Without anybody else to ask the answer is no.
    """
    await asyncio.sleep(BETWEEN_STARTS)  # whoever answered a moment ago may be asked then
    pages = await sync_to_async(_take)(token, besides)
    answers = await asyncio.gather(*(_answers(fetcher, page) for page in pages))
    await sync_to_async(hand_back)(
        [page.host for page in pages],
        token,
        not_before=Now() + timedelta(seconds=BETWEEN_STARTS),
    )
    return any(answers)


async def _answers(fetcher: Fetcher, page: Link) -> bool:
    """Ask one page. Being sent on to another host is an answer: that one we do not hold."""
    turns = HostTurns(1, BETWEEN_STARTS)

    async def admit(url: str) -> HostTurns:
        if host_key(url) != page.host.key:
            raise HostTakenError
        return turns

    try:
        return await answers_well(fetcher, page.url, admit)
    except HostTakenError:
        return True


def _take(token: UUID, besides: Iterable[int]) -> list[Link]:
    """Lease hosts whose pages answered at their last look, and that not long ago."""
    answered = Link.objects.filter(
        outcome__in=[outcome.value for outcome in ANSWERED],
        last_looked_at__isnull=False,
        host__in=Host.objects.free(),
    ).exclude(host__in=list(besides))
    latest = answered.order_by("-last_looked_at").select_related("host")[:AMONG]
    pages = {page.host_id: page for page in latest}
    drawn = random.sample(list(pages), k=min(AT_ONCE, len(pages)))
    _token, hosts = lease(Host.objects.free().filter(pk__in=drawn), AT_ONCE, token)
    return [pages[host.pk] for host in hosts]
