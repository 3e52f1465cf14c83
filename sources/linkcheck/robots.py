"""robots.txt (RFC 9309), read with Protego: the standard library's parser knows no wildcards."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import lru_cache

from protego import Protego

from sources.linkcheck.address import Address
from sources.linkcheck.answer import Fetched
from sources.linkcheck.host_memory import HostMemory

LONGEST = 500 * 1024
"""RFC 9309 asks crawlers to read at least the first 500 KiB."""


def allows(robots_txt: str, url: str, user_agent: str) -> bool:
    """Tell whether a site lets us look at an address; an empty robots.txt allows everything."""
    if not robots_txt.strip():
        return True
    return bool(_parsed(robots_txt[:LONGEST]).can_fetch(url, user_agent))


@lru_cache(maxsize=256)
def _parsed(robots_txt: str) -> Protego:
    return Protego.parse(robots_txt)


class RobotsFiles:
    """The robots.txt of every host, asked for once and kept in the host's memory.

    A host that does not hand its file out is looked at all the same: what is wrong with it, the
    page itself will tell better.
    """

    def __init__(self, user_agent: str) -> None:
        """Obey what is said to this user agent."""
        self._user_agent = user_agent
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allow(
        self, address: Address, memory: HostMemory, fetch: Callable[[str], Awaitable[Fetched]]
    ) -> bool:
        """Tell whether the address may be looked at, fetching its host's file if need be."""
        async with self._asking[address.host_key]:
            if memory.robots_txt is None:
                memory.robots_txt = _text_of(await fetch(f"{address.origin}/robots.txt"))
        return allows(memory.robots_txt, address.url, self._user_agent)


def _text_of(fetched: Fetched) -> str:
    """Read the file whatever type it is sent as; a page in its place, as many have, is none."""
    text = fetched.body[:LONGEST].decode("utf-8-sig", "replace")
    return "" if not fetched.answered_well or text.lstrip().startswith("<") else text
