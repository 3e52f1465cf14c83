"""Ask a web archive to keep a page, and find the copy of one that died.

Speaks what the Wayback Machine and its kin speak: Save Page Now (``/save/<address>``), the
availability API (JSON), and Memento (RFC 7089), whose copies say when they were taken
(``Memento-Datetime``) and whose TimeGate is asked by a date in the address
(``/web/<date>/<address>``). An archive is believed only as far as its answer can be read: a copy
counts when it answered well and is of the very page that was asked for.
"""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urljoin

from sources.linkcheck.address import AddressError, normalise_url, parse
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.retry import retry_after_s

Fetch = Callable[[str], Awaitable[Fetched]]

WAYBACK = "https://web.archive.org"
WAYBACK_AVAILABILITY = "https://archive.org/wayback/available"
BUSY = frozenset({429, 503})
BUSY_WAIT_S = 60.0
REFUSING = frozenset({401, 403, 451})
UNANSWERED = frozenset({Fault.DEADLINE, Fault.READ_TIMEOUT, Fault.DISCONNECTED, Fault.CUT_SHORT})
_COPY = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/(.+)")
_LINKED = re.compile(r"<([^<>]+)>([^<]*)")
_REL_MEMENTO = re.compile(r'rel="?[^";=]*\bmemento\b')


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a page in the archive: its address there, and when it was taken."""

    url: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking: a copy, or why there is none, in words for an editor.

    ``wait_s`` is how long the archive wants to be left alone (seconds); ``is_taken`` says that it
    is likely at work on our request, ``is_final`` that asking again would be answered the same.
    """

    copy: Copy | None = None
    note: str = ""
    wait_s: float = 0.0
    is_taken: bool = False
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which copy of a page is looked for: taken closest to ``near``, in between the others."""

    near: datetime
    earliest: datetime | None = None
    latest: datetime | None = None

    def judge(self, copy: Copy | None) -> Reply:
        """Take the copy, or say what is wrong with it."""
        if copy is None:
            return Reply(note="The archive has no good copy of this page.")
        if self.latest and copy.taken_at > self.latest:
            return Reply(note="The archive has no copy from before the page died.")
        if self.earliest and copy.taken_at < self.earliest:
            return Reply(note="The archive has older copies of this page only.")
        return Reply(copy)


class Archive:
    """An archive at ``base`` (scheme and host), spoken to through ``fetch`` alone.

    ``availability`` is the full address of its availability API. Whoever gives ``fetch`` spaces
    the requests.
    """

    def __init__(self, base: str, fetch: Fetch, availability: str = "") -> None:
        """Keep where the archive is; nothing is asked yet."""
        self._base = base
        self._fetch = fetch
        self._availability = availability or availability_of(base)

    async def save(self, url: str) -> Reply:
        """Ask for a copy of the page as it is now.

        While it is at work, ask no more but look for the copy later, with `find`.
        """
        fetched = await self._fetch(f"{self._base}/save/{url}")
        if fetched.fault in UNANSWERED:
            return Reply(note="The archive did not answer in time.", is_taken=True)
        if trouble := _trouble(fetched):
            return trouble
        if copy := self._copy_in(fetched, url):
            return Reply(copy)
        if any(self._copies_in(fetched)):
            return Reply(note="The archive showed no good copy of this address.")
        return Reply(note="The archive took the request and is at work on it.", is_taken=True)

    async def find(self, url: str, wanted: Wanted) -> Reply:
        """Look for a copy: by the availability API, then by the TimeGate where that has none."""
        asked = f"{self._availability}?url={quote(url, safe='')}&timestamp={_stamp(wanted.near)}"
        reply = self._available(await self._fetch(asked), url, wanted)
        if reply.copy or reply.wait_s:
            return reply
        return await self._negotiate(url, wanted)

    def _available(self, fetched: Fetched, url: str, wanted: Wanted) -> Reply:
        if trouble := _trouble(fetched):
            return trouble
        try:
            closest = json.loads(fetched.body)["archived_snapshots"].get("closest") or {}
            well = closest.get("available") is True and str(closest.get("status")) == "200"
            copy = self._read(str(closest.get("url", "")), url) if well else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            copy = None
        return wanted.judge(copy)

    async def _negotiate(self, url: str, wanted: Wanted) -> Reply:
        """Ask the TimeGate; when its copy is too late, take the one before that it names."""
        fetched = await self._fetch(f"{self._base}/web/{_stamp(wanted.near)}/{url}")
        reply = _trouble(fetched) or wanted.judge(self._copy_in(fetched, url))
        if reply.copy or reply.wait_s:
            return reply
        other = self._linked_in(fetched, url, wanted)
        if other is None:
            return reply
        fetched = await self._fetch(other.url)
        return _trouble(fetched) or wanted.judge(self._copy_in(fetched, url))

    def _copy_in(self, fetched: Fetched, url: str) -> Copy | None:
        """Find the copy of ``url`` that an answer shows; the way may lead over other copies."""
        copies = [self._read(address, url) for address in self._copies_in(fetched)]
        ours = next((copy for copy in copies if copy), None)
        if ours is None or not fetched.answered_well or self._leads_home(fetched, url):
            return None
        return ours

    def _copies_in(self, fetched: Fetched) -> Iterator[str]:
        """Name the copies an answer speaks of: where it led, then what its headers say.

        The address we asked for is not one of them unless it answered as a copy does: a date we
        made up is not the date of a copy.
        """
        way = [hop.url for hop in fetched.hops] + [fetched.final_url]
        shown = way if "memento-datetime" in fetched.headers and len(way) == 1 else way[1:]
        for address in (*shown, fetched.headers.get("content-location", "")):
            full = urljoin(self._base + "/", address) if address else ""
            if _COPY.search(full):
                yield full
        for address, attributes in _LINKED.findall(fetched.headers.get("link", "")):
            if attributes.lstrip("; ").startswith('rel="memento"'):
                yield urljoin(self._base + "/", address)

    def _linked_in(self, fetched: Fetched, url: str, wanted: Wanted) -> Copy | None:
        """Choose the latest wanted copy among those an answer links to (RFC 7089, section 2.2)."""
        linked = _LINKED.findall(fetched.headers.get("link", ""))
        named = [address for address, attributes in linked if _REL_MEMENTO.search(attributes)]
        copies = (self._read(urljoin(self._base + "/", address), url) for address in named)
        good = [copy for copy in copies if wanted.judge(copy).copy and copy]
        return max(good, key=lambda copy: copy.taken_at, default=None)

    def _read(self, address: str, url: str) -> Copy | None:
        """Read the address of a copy: in this archive, of this page, with a date that exists."""
        found = _COPY.search(address)
        if found is None or not self._is_here(address) or not is_same_page(found[2], url):
            return None
        try:
            taken_at = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
        return Copy(f"{self._base}/web/{found[1]}/{found[2]}", taken_at)

    def _is_here(self, address: str) -> bool:
        try:
            return parse(address).host == parse(self._base).host
        except AddressError:
            return False

    def _leads_home(self, fetched: Fetched, url: str) -> bool:
        """Say whether the copy is of a page that sent its readers to the home page."""
        found = _COPY.search(fetched.final_url)
        if found is None or is_same_page(found[2], url):
            return False
        try:
            return parse(found[2]).path == "/" and parse(url).path != "/"
        except AddressError:
            return True


def availability_of(base: str) -> str:
    """Say where the archive at ``base`` has its availability API."""
    return WAYBACK_AVAILABILITY if base == WAYBACK else f"{base}/wayback/available"


def is_same_page(original: str, url: str) -> bool:
    """Compare addresses as archives do: without the scheme, the usual port, tracking and "www."."""
    try:
        return _bare(original) == _bare(url)
    except AddressError:
        return False


def _bare(url: str) -> str:
    address = parse(normalise_url(url))
    port = "" if address.port in {80, 443} else f":{address.port}"
    path = address.path.rstrip("/")
    return f"{address.host.removeprefix('www.')}{port}{path}?{address.query}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def _trouble(fetched: Fetched) -> Reply | None:
    """Say why an answer is none; None when it can be read, as a copy of an error page can."""
    if not fetched.fault and "memento-datetime" in fetched.headers:
        return None
    if fetched.status in BUSY:
        wait_s = retry_after_s(fetched) or BUSY_WAIT_S
        return Reply(note="The archive is busy and asked us to wait.", wait_s=wait_s)
    if fetched.fault:
        return Reply(note=f"The archive could not be reached ({fetched.fault}).")
    if fetched.status in REFUSING:
        return Reply(note=f"The archive does not keep this page ({fetched.status}).", is_final=True)
    if fetched.status is not None and fetched.status >= 500:
        return Reply(note=f"The archive failed ({fetched.status}).")
    return None
