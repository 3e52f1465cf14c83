"""robots.txt (RFC 9309), read with Protego: the standard library's parser knows no wildcards."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from protego import Protego

from sources.linkcheck.address import Address
from sources.linkcheck.answer import Fetched
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.politeness import AskedToWaitError
from sources.linkcheck.retry import LONGEST_WAIT_S, retry_after_s
from sources.linkcheck.robots_lines import said_to

LONGEST = 500 * 1024
"""RFC 9309 asks crawlers to read at least the first 500 KiB."""

MOST_KEPT = 1_000_000
"""Letters of files that stay parsed: one of nothing but rules takes sixty bytes for each."""


def allows(robots_txt: str, url: str, user_agent: str) -> bool:
    """Tell whether a site lets us look at an address; an empty robots.txt allows everything."""
    if not robots_txt.strip():
        return True
    return bool(_KEPT.parsed(robots_txt[:LONGEST], user_agent).can_fetch(url, user_agent))


class Kept:
    """The files that were asked for last, parsed; as many as `MOST_KEPT` letters."""

    def __init__(self) -> None:
        """Begin with none."""
        self._files: dict[tuple[str, str], Protego] = {}
        self._letters = 0

    def parsed(self, robots_txt: str, user_agent: str) -> Protego:
        """Parse a file, unless it was parsed lately."""
        key = robots_txt, user_agent
        parsed = self._files.pop(key, None)
        if parsed is None:
            parsed = Protego.parse(said_to(user_agent, robots_txt))
            self._letters += len(robots_txt)
        self._files[key] = parsed
        while self._letters > MOST_KEPT:
            oldest = next(iter(self._files))
            del self._files[oldest]
            self._letters -= len(oldest[0])
        return parsed

    def __len__(self) -> int:
        return len(self._files)


_KEPT = Kept()


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
        """Tell whether the address may be looked at, fetching its host's file if need be.

        Raises `AskedToWaitError` when the host asks for long in place of its file: what it says
        will be known then.
        """
        async with self._asking[address.host_key]:
            if memory.robots_txt is None:
                fetched = await fetch(f"{address.origin}/robots.txt")
                wait_s = retry_after_s(fetched) or 0.0
                if wait_s > LONGEST_WAIT_S and not fetched.answered_well:
                    raise AskedToWaitError(wait_s)
                memory.robots_txt = _text_of(fetched)
        return allows(memory.robots_txt, address.url, self._user_agent)


def _text_of(fetched: Fetched) -> str:
    """Read the file whatever type it is sent as; a page in its place, as many have, is none."""
    text = fetched.body[:LONGEST].decode("utf-8-sig", "replace")
    return "" if not fetched.answered_well or text.lstrip().startswith("<") else text
