"""One look's way through the hosts it comes by: at each of them as polite as at the first."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import partial

from sources.linkcheck.address import Address, host_key, parse
from sources.linkcheck.allowance import Allowance
from sources.linkcheck.answer import BadRedirect, Fault, Fetched
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.politeness import Admit, AskedToWaitError, Hosts, HostTurns
from sources.linkcheck.result import Baseline
from sources.linkcheck.retry import LONGEST_WAIT_S, retry_after_s
from sources.linkcheck.robots import RobotsFiles


@dataclass(frozen=True, slots=True)
class Way:
    """Fetches for one look, from the host `asked` and, by redirects, from others.

    Every request waits for its turn with its host; what a host's robots.txt forbids is left
    alone, also where a redirect leads there; whoever asks for time is given it, and only they.
    """

    asked: Address
    turns: HostTurns
    hosts: Hosts
    asks: Allowance
    robots: RobotsFiles
    memories: MutableMapping[str, HostMemory]

    @property
    def memory(self) -> HostMemory:
        """What is remembered of the host asked."""
        return self._memory_of(self.asked)

    async def is_allowed(self, address: Address) -> bool:
        """Tell whether robots.txt lets us look; ask for it if need be.

        Raises `AskedToWaitError` if the host wants to be left alone for long.
        """
        turns = await self._turns_at(address.host_key)
        if turns.wait_s > LONGEST_WAIT_S:
            raise AskedToWaitError(turns.wait_s)
        fetch = partial(self._ask, admit=self._admit_anywhere)
        return await self.robots.allow(address, self._memory_of(address), fetch)

    async def fetch(self, url: str, validators: Baseline | None = None) -> Fetched:
        """Fetch an address that its own host allows."""
        return await self._ask(url, validators, admit=self._admit)

    async def _ask(self, url: str, validators: Baseline | None = None, *, admit: Admit) -> Fetched:
        """Fetch, and give the host that answers the time it asks for.

        The turns are those of the last request: they may be handed over the moment it has ended.
        """
        turns = self.turns

        async def admitted(hop: str) -> HostTurns:
            nonlocal turns
            turns = await admit(hop)
            return turns

        fetched = await self.asks.fetch(url, validators, admitted)
        if wait_s := retry_after_s(fetched):
            turns.back_off(wait_s)
        return fetched

    async def _admit(self, url: str) -> HostTurns:
        address = parse(url)
        if address.host_key != self.asked.host_key and not self.asks.is_left:
            raise TimeoutError
        if url != self.asked.url and not await self.is_allowed(address):
            raise BadRedirect(Fault.ROBOTS)
        return await self._turns_at(address.host_key)

    async def _admit_anywhere(self, url: str) -> HostTurns:
        """Let the request for a robots.txt follow its redirects: they ask for none (RFC 9309)."""
        return await self._turns_at(host_key(url))

    async def _turns_at(self, key: str) -> HostTurns:
        return self.turns if key == self.asked.host_key else await self.hosts.turns_at(key)

    def _memory_of(self, address: Address) -> HostMemory:
        return self.memories.setdefault(address.host_key, HostMemory())
