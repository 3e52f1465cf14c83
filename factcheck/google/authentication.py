"""A key of ours where Google's clients send theirs: ``?key=`` (their ``developerKey``)."""

from rest_framework.exceptions import APIException, AuthenticationFailed
from rest_framework.request import Request

from newsroom.api.authentication import KeyAuthentication, used
from newsroom.api.models import APIKey

OURS = "nk_"


class KeyNotValid(APIException):
    """A key that is not good: Google's APIs answer 400 where others answer 401."""

    status_code = 400
    reason = "API_KEY_INVALID"


class KeyInAddress(KeyAuthentication):
    """Takes the key from ``Authorization``, else from the address.

    Clients that come from Google's API may still send the key they have there. It is none of ours,
    and says nothing.
    """

    def authenticate(self, request: Request) -> tuple[None, APIKey] | None:
        """Return the key; None without one of ours. Raises ``KeyNotValid`` for a wrong one."""
        given = request.query_params.get("key", "")
        if "Authorization" in request.headers or not given.startswith(OURS):
            return super().authenticate(request)
        try:
            return None, used(given)
        except AuthenticationFailed as refused:
            raise KeyNotValid(f"API key not valid. {refused.detail}") from refused
