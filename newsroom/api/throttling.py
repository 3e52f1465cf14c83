"""How many requests one address may make, and the headers that say what is left."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which loads the throttles of the settings


class AddressThrottle(AnonRateThrottle):
    """Counts by the address of the connection, in the cache that all processes share.

    X-Forwarded-For is not believed (``NUM_PROXIES`` is 0): anybody can send it.
    """

    scope = "address"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count the request and note on it what is left."""
        allowed = super().allow_request(request, view)
        request.rate_limit = self.headers()  # type: ignore[attr-defined]
        return allowed

    def headers(self) -> dict[str, str]:
        """Return RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers)."""
        limit, window = (number or 0 for number in self.parse_rate(self.rate))
        left = max(limit - len(self.history), 0)
        oldest = self.history[-1] if self.history else self.now
        reset = max(int(window - (self.now - oldest)), 0)
        return {
            "RateLimit-Policy": f'"{self.scope}";q={limit};w={window}',
            "RateLimit": f'"{self.scope}";r={left};t={reset}',
        }
