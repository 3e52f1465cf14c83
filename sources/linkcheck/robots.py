"""robots.txt (RFC 9309), read with Protego: the standard library's parser knows no wildcards."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache

from protego import Protego

from sources.linkcheck.address import Address
from sources.linkcheck.answer import Fetched

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
    """The robots.txt of every host, asked for once.

    `known` maps host keys to texts; the caller fills it with what it remembers and finds what
    was fetched in it. A host that does not hand its file out is looked at all the same: what
    is wrong with it, the page itself will tell better.
    """

    def __init__(self, known: MutableMapping[str, str], user_agent: str) -> None:
        """Begin with what is known."""
        self._known = known
        self._user_agent = user_agent
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allow(self, address: Address, fetch: Callable[[str], Awaitable[Fetched]]) -> bool:
        """Tell whether the address may be looked at, fetching its host's file if need be."""
        key = address.host_key
        async with self._asking[key]:
            if key not in self._known:
                self._known[key] = _text_of(await fetch(f"{address.origin}/robots.txt"))
        return allows(self._known[key], address.url, self._user_agent)


def _text_of(fetched: Fetched) -> str:
    if not fetched.answered_well or fetched.content_type == "text/html":
        return ""
    return fetched.body[:LONGEST].decode("utf-8", "replace")
