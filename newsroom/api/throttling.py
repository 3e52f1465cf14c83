"""How many requests one address may make, and the headers that say what is left."""

from typing import TYPE_CHECKING

from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

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
