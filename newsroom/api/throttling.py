"""How many requests an address or a key may make, and the headers that say what is left."""

import re
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from newsroom.api.authentication import key_of
from newsroom.api.counting import Count, spend

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which loads the throttles of the settings

MINUTE = 60
WITH_PORT = re.compile(r"^(?:\[([^]]+)\]|([0-9.]+))(?::[0-9]{1,5})?$")


class RequestThrottle(BaseThrottle):
    """Counts requests by their key; without one by the network they come from."""

    def allow_request(self, request: Request, view: "APIView") -> bool:  # noqa: ARG002 - DRF gives it
        """Count the request, and be there for its answer and for what it costs beside."""
        key = key_of(request)
        self.policy = "key" if key else "address"
        self.name = f"{self.policy}:{key.pk if key else network_of(request)}"
        self.limit = (key and key.rate) or settings.API_REQUESTS_A_MINUTE[self.policy]
        request._request.throttle = self  # type: ignore[attr-defined]  # noqa: SLF001 - what Django hands on
        return self._spend(1)

    def wait(self) -> float | None:
        """Return in how many seconds there is room."""
        return self.count.ends_in if self.count else None

    def headers(self) -> dict[str, str]:
        """Return RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers)."""
        if self.count is None:
            return {}
        reset = ceil(self.count.ends_in)
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={MINUTE}',
            "RateLimit": f'"{self.policy}";r={self.count.left};t={reset}',
        }

    def charge(self, more: int) -> None:
        """Count so many requests more; raise ``Throttled`` where there are not so many left.

        What costs more than the whole limit costs the whole limit.
        """
        if more and not self._spend(min(more, self.limit - 1)):
            raise Throttled(wait=self.wait())

    def _spend(self, cost: int) -> bool:
        self.count: Count | None = spend(self.name, cost, limit=self.limit, seconds=MINUTE)
        return self.count is None or self.count.is_allowed


def charge(request: Request, more: int) -> None:
    """Count so many requests beside the one let through; raise ``Throttled`` past the limit."""
    if throttle := getattr(request, "throttle", None):
        throttle.charge(more)


def left_of(request: HttpRequest) -> dict[str, str]:
    """Return the headers that say what is left; none where nothing was counted."""
    throttle: RequestThrottle | None = getattr(request, "throttle", None)
    return throttle.headers() if throttle else {}


class Limit:
    """So many acts an hour under one name, counted for all processes together.

    For what is done outside the API; ``name`` is that of an address or of a thing.
    """

    def __init__(self, name: str, *, an_hour: int) -> None:
        """Count under ``name``."""
        self.name = name
        self.an_hour = an_hour

    def refused_for(self) -> int:
        """Count an act; return 0, or in how many seconds there is room for one that is too many."""
        count = spend(self.name, 1, limit=self.an_hour, seconds=3600)
        return 0 if count is None or count.is_allowed else int(count.ends_in) + 1


def network_of(request: Any) -> str:
    """Name the network a request comes from: its address, or the /64 that one IPv6 line has.

    X-Forwarded-For is believed as far as our own proxies wrote it (``TRUSTED_PROXIES``). A server
    that listens for both kinds writes IPv4 addresses as ``::ffff:203.0.113.1``, and some proxies
    add the port.
    """
    said = BaseThrottle().get_ident(request) or ""
    try:
        address = ip_address(WITH_PORT.sub(r"\1\2", said))
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((int(address), 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
