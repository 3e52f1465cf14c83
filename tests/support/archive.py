"""A web archive on loopback: Save Page Now, availability API and Memento, and all their moods."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from aiohttp import web
from django.utils import timezone

from tests.support.website import Handler, Website, status

STAMP = "%Y%m%d%H%M%S"


@dataclass
class WebArchive(Website):
    """Keeps copies by address and time. ``shows`` is how it tells of a copy it has just made:

    "redirect", "content-location", "link", or "later" (at work; it has the copy soon after).
    ``saving`` and ``knowing`` replace what Save Page Now and the availability API do, ``lie`` is
    the address of which it shows copies instead of the one it was asked for.
    """

    shows: str = "redirect"
    saving: Handler | None = None
    knowing: Handler | None = None
    lie: str = ""
    copies: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The address for ``ARCHIVE_URL``."""
        return self.url("")

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.raw_path for request in self.requests]

    def keep(self, address: str, stamp: str, code: int = 200) -> str:
        """Have a copy taken at ``stamp`` of a page that answered ``code``; return its address."""
        self.copies.setdefault(address, {})[stamp] = code
        return f"{self.base}/web/{stamp}/{address}"

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests.append(request)
        self.started_at.append(asyncio.get_running_loop().time())
        target = request.raw_path
        if target.startswith("/save/"):
            page = self.saving or self._save(target.removeprefix("/save/"))
        elif target.startswith("/wayback/available"):
            page = self.knowing or self._closest(target)
        elif target.startswith("/web/"):
            page = self._show(*target.removeprefix("/web/").split("/", 1))
        else:
            page = status(404)
        return await page(request)  # type: ignore[arg-type]

    def _save(self, address: str) -> Handler:
        stamp = timezone.now().strftime(STAMP)
        self.keep(address, stamp)
        path = f"/web/{stamp}/{self.lie or address}"
        if self.lie:
            self.keep(self.lie, stamp)
        if self.shows == "redirect":
            return status(302, Location=path)
        if self.shows == "content-location":
            return status(200, Content_Location=path)
        if self.shows == "link":
            return status(
                200, Link=f'<{address}>; rel="original", <{self.base}{path}>; rel="memento"'
            )
        return status(200)

    def _closest(self, target: str) -> Handler:
        asked = parse_qs(urlsplit(target).query)
        address, stamp = asked["url"][0], asked["timestamp"][0]
        good = [kept for kept, code in self.copies.get(address, {}).items() if code == 200]
        found: dict[str, object] = {}
        if good:
            nearest = min(good, key=lambda kept: abs(_moment(kept) - _moment(stamp)))
            url = f"{self.base}/web/{nearest}/{self.lie or address}"
            found = {"available": True, "status": "200", "url": url, "timestamp": nearest}

        async def answer(_request: web.Request) -> web.StreamResponse:
            body = json.dumps({"archived_snapshots": {"closest": found} if found else {}})
            return web.Response(text=body, content_type="application/json")

        return answer

    def _show(self, stamp: str, address: str) -> Handler:
        """Show a copy, or lead to the one closest in time: a TimeGate with the date in its path."""
        kept = self.copies.get(address, {})
        if not kept:
            return status(404)
        if stamp not in kept:
            nearest = min(kept, key=lambda one: abs(_moment(one) - _moment(stamp)))
            return status(302, Location=f"/web/{nearest}/{self.lie or address}")
        before = [one for one in sorted(kept) if one < stamp]
        links = [f'<{address}>; rel="original"']
        if before:
            links.append(f'<{self.base}/web/{before[-1]}/{address}>; rel="prev memento"')
        when = _moment(stamp).strftime("%a, %d %b %Y %H:%M:%S GMT")
        return status(kept[stamp], Memento_Datetime=when, Link=", ".join(links))


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
