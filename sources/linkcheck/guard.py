"""The address guard in aiohttp's two public seams: its resolver and its socket factory.

The resolver refuses an answer whole if any address in it is forbidden, and aiohttp connects to
the addresses it was given: no second lookup, so a name cannot be rebound in between. The socket
factory judges again what is about to be connected to; numeric hosts meet only this one.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import AddrInfoType

from sources.linkcheck.network import NetworkPolicy

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""Find the IP addresses of a host name; raises `socket.gaierror`."""

LOOKUP_THREADS = 32
LOOKUP_S = 10.0


class AddressRefused(OSError):
    """The network policy forbids the address; the message says why."""


class SystemLookup:
    """Ask the operating system for addresses, on threads of its own.

    The event loop's own threads are few, and one slow name server would hold up every host.
    """

    def __init__(self) -> None:
        """Start with no thread; they come as needed."""
        self._threads = ThreadPoolExecutor(LOOKUP_THREADS, thread_name_prefix="lookup")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Look a name up; a name server that does not answer is a temporary failure."""
        ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        try:
            async with asyncio.timeout(LOOKUP_S):
                found = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        except TimeoutError:
            raise socket.gaierror(socket.EAI_AGAIN, "the name server did not answer") from None
        except UnicodeError:
            raise socket.gaierror(socket.EAI_NONAME, "the name cannot exist") from None
        return [str(address[0]) for *_, address in found]

    def close(self) -> None:
        """Let the threads go; lookups under way end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedResolver(AbstractResolver):
    """Resolve names to addresses the policy allows, or raise `AddressRefused`."""

    def __init__(self, policy: NetworkPolicy, lookup: Lookup) -> None:
        """Guard whatever `lookup` finds."""
        self._policy = policy
        self._lookup = lookup

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - aiohttp's signature
    ) -> list[ResolveResult]:
        """Resolve a name; one forbidden address among the answers refuses them all."""
        addresses = await self._lookup(host, port)
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no address")
        for ip in addresses:
            reason = self._policy.refusal(ip, port)
            if reason:
                raise AddressRefused(f"{host} is not looked at: {reason}")
        return [
            ResolveResult(
                hostname=host,
                host=ip,
                port=port,
                family=socket.AF_INET6 if ":" in ip else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for ip in dict.fromkeys(addresses)
        ]

    async def close(self) -> None:
        """Nothing to let go: the lookup belongs to the caller."""


def guarded_socket(policy: NetworkPolicy, address: AddrInfoType) -> socket.socket:
    """Open a socket for exactly this address, or raise `AddressRefused`."""
    family, kind, protocol, _, where = address
    reason = policy.refusal(str(where[0]), int(where[1]))
    if reason or family not in {socket.AF_INET, socket.AF_INET6}:
        raise AddressRefused(f"not connected to: {reason or 'no internet address'}")
    opened = socket.socket(family, kind, protocol)
    opened.setblocking(False)  # noqa: FBT003 - the standard library's signature
    return opened
