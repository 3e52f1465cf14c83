"""How many requests one address may make, and the headers that say what is left."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, BaseThrottle, SimpleRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which loads the throttles of the settings


class AddressThrottle(AnonRateThrottle):
    """Counts by the address of the connection, in the cache that all processes share.

    X-Forwarded-For is believed as far as our own proxies wrote it (``TRUSTED_PROXIES``).
    """

    scope = "address"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count the request, and be there for what it costs beside."""
        request.throttle = self  # type: ignore[attr-defined]  # for `charge`
        return super().allow_request(request, view)

    def headers(self) -> dict[str, str]:
        """Return RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers)."""
        limit, window = self._policy()
        left = max(limit - len(self.history), 0)
        oldest = self.history[-1] if self.history else self.now
        reset = max(int(window - (self.now - oldest)), 0)
        return {
            "RateLimit-Policy": f'"{self.scope}";q={limit};w={window}',
            "RateLimit": f'"{self.scope}";r={left};t={reset}',
        }

    def charge(self, more: int) -> None:
        """Count so many requests more; raise ``Throttled`` where there are not so many left.

        What costs more than the whole limit costs the whole limit.
        """
        limit, window = self._policy()
        more = min(more, limit - 1)
        if len(self.history) + more > limit:
            in_the_way = len(self.history) + 1 + more - limit  # when it is asked again
            raise Throttled(wait=window - (self.now - self.history[-in_the_way]))
        self.history[:0] = [self.now] * more
        self.cache.set(self.key, self.history, window)

    def _policy(self) -> tuple[int, int]:
        limit, window = self.parse_rate(self.rate)
        return limit or 0, window or 0


def charge(request: Request, more: int) -> None:
    """Count so many requests beside the one let through; raise ``Throttled`` past the limit."""
    if throttle := getattr(request, "throttle", None):
        throttle.charge(more)


class Limit(SimpleRateThrottle):
    """So many acts an hour under one name, in the cache that all processes share.

    For what is done outside the API; ``name`` is that of an address or of a thing.
    """

    def __init__(self, name: str, *, an_hour: int) -> None:
        """Count under ``name``."""
        self.rate = f"{an_hour}/hour"
        self.name = name
        super().__init__()

    def get_cache_key(self, request: Any, view: Any) -> str:  # noqa: ARG002 - the signature is theirs
        """Return the name the acts are counted under."""
        return f"limit_{self.name}"

    def refused_for(self, request: HttpRequest) -> int:
        """Count an act; return 0, or in how many seconds there is room for one that is too many."""
        if self.allow_request(request, None):  # type: ignore[arg-type]  # it hands them on
            return 0
        return int(self.wait() or 0) + 1


def network_of(request: HttpRequest) -> str:
    """Name the network a request comes from: its address, or the /64 that one IPv6 line has.

    A server that listens for both kinds writes IPv4 addresses as ``::ffff:203.0.113.1``.
    """
    try:
        address = ip_address(BaseThrottle().get_ident(request))  # type: ignore[arg-type]  # it reads META alone
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((int(address), 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
