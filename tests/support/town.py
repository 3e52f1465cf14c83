"""A town of websites: many loopback addresses on one port, each with pages and manners of its own.

It takes note of how every host was treated: how many requests at once, how far apart, how often
its robots.txt was fetched, and who came back before Retry-After was over.
"""

import asyncio
import ssl
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Self

from aiohttp import web

from tests.support.loop_thread import LoopThread
from tests.support.website_pages import Handler, content, status

GRACE_S = 0.05
"""A request that was on its way when Retry-After was said is no offence."""


@dataclass
class Manners:
    """How one host was treated."""

    starts: list[float] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0
    robots_fetches: int = 0
    too_early: int = 0
    closed_until: float = 0.0

    @property
    def shortest_interval_s(self) -> float:
        """The shortest time between the starts of two requests, as seen from here."""
        return min((later - earlier for earlier, later in pairwise(self.starts)), default=9e9)

    def begin(self, *, robots: bool) -> None:
        """Take note of a request that arrives."""
        now = time.monotonic()
        self.starts.append(now)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        self.robots_fetches += robots
        self.too_early += now < self.closed_until

    def end(self, retry_after: str | None) -> None:
        """Take note of what was answered."""
        self.under_way -= 1
        if retry_after and (wait_s := _seconds(retry_after)) > GRACE_S:
            self.closed_until = max(self.closed_until, time.monotonic() + wait_s)


@dataclass
class Site:
    """One host: pages by path (with the query, where it matters), and what is shown elsewhere."""

    host: str
    pages: dict[str, Handler] = field(default_factory=dict)
    elsewhere: Handler = field(default_factory=lambda: status(404))
    robots: Handler = field(default_factory=lambda: status(404))
    manners: Manners = field(default_factory=Manners)
    secure_manners: Manners = field(default_factory=Manners)
    """Hosts are told apart by their ports, too."""

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Show the page asked for and take note."""
        robots = request.path == "/robots.txt"
        manners = self.secure_manners if request.secure else self.manners
        manners.begin(robots=robots)
        answer: web.StreamResponse | None = None
        page = self.pages.get(request.path_qs) or self.pages.get(request.path) or self.elsewhere
        try:
            answer = await (self.robots if robots else page)(request)  # type: ignore[arg-type]
        except ConnectionError as error:  # one side hung up: nothing that a log need tell
            raise asyncio.CancelledError from error
        else:
            return answer
        finally:
            manners.end(answer.headers.get("Retry-After") if answer else None)


class Trap:
    """Listens where nobody should come, and counts who does."""

    def __init__(self) -> None:
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Count, and show whoever asks something worth stealing."""
        self.connections += 1
        await reader.read(1)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")
        writer.close()


@dataclass
class Town:
    """Sites by host, and traps on `forbidden` addresses. Use as a context manager, or `serve`."""

    sites: dict[str, Site] = field(default_factory=dict)
    forbidden: Sequence[str] = ()
    port: int = 0
    secure_port: int = 0
    tls: ssl.SSLContext | None = None
    trap: Trap = field(default_factory=Trap)

    def site(self, host: str) -> Site:
        """Find the site of a host, or build it; before the town opens."""
        return self.sites.setdefault(host, Site(host))

    def url(self, host: str, path: str = "/") -> str:
        """Write the address of a page."""
        return f"http://{host}:{self.port}{path}"

    def __enter__(self) -> Self:
        self._thread = LoopThread()
        self._thread.do(self.open())
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.do(self.close())
        self._thread.stop()

    async def open(self) -> None:
        """Listen at every address, on one port (a free one if none is named)."""
        # Who hangs up is no longer under way: what was asked for is given up.
        server = web.Server(self._answer, handler_cancellation=True)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        for host in self.sites:
            await web.TCPSite(self._runner, host, self.port, backlog=1024).start()
            self.port = self.port or int(self._runner.addresses[0][1])
            if self.tls:
                await web.TCPSite(
                    self._runner, host, self.secure_port, ssl_context=self.tls
                ).start()
                self.secure_port = self.secure_port or int(self._runner.addresses[1][1])
        self._traps = [
            await asyncio.start_server(self.trap.serve, address, self.port)
            for address in self.forbidden
        ]

    async def close(self) -> None:
        """Stop listening."""
        for trap in self._traps:
            trap.close()
        await self._runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        site = self.sites.get(request.host.partition(":")[0])
        return await site.answer(request) if site else web.Response(status=421)

    def treatment(self) -> "Treatment":
        """Sum up how the hosts were treated."""
        sites = self.sites.values()
        return Treatment.of(
            [*(one.manners for one in sites), *(one.secure_manners for one in sites)]
        )

    def forget(self) -> None:
        """Begin to count anew."""
        self.trap.connections = 0
        for site in self.sites.values():
            site.manners, site.secure_manners = Manners(), Manners()


@dataclass(frozen=True)
class Treatment:
    """How all the hosts together were treated: the worst of any, and sums."""

    requests: int
    most_at_once: int
    shortest_interval_s: float
    most_robots_fetches: int
    too_early: int

    @classmethod
    def of(cls, hosts: Iterable[Manners]) -> "Treatment":
        """Take the worst of every host."""
        seen = [host for host in hosts if host.starts]
        return cls(
            requests=sum(len(host.starts) for host in seen),
            most_at_once=max((host.most_at_once for host in seen), default=0),
            shortest_interval_s=min((host.shortest_interval_s for host in seen), default=9e9),
            most_robots_fetches=max((host.robots_fetches for host in seen), default=0),
            too_early=sum(host.too_early for host in seen),
        )


def robots_txt(*disallowed: str) -> Handler:
    """Hand out a robots.txt that closes some paths."""
    rules = "".join(f"Disallow: {path}\n" for path in disallowed)
    return content(f"User-agent: *\n{rules or 'Disallow:'}\n", content_type="text/plain")


def addresses(count: int, network: str = "127.1") -> list[str]:
    """Name so many loopback addresses of a /16."""
    return [f"{network}.{number // 250}.{number % 250 + 1}" for number in range(count)]


def _seconds(retry_after: str) -> float:
    if retry_after.isdigit():
        return float(retry_after)
    return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
