"""Who asks: nobody in particular, or a partner by a key (RFC 6750, ``Authorization: Bearer nk_…``).

What stands in ``Authorization`` is a key that is good or the answer is 401, never what everybody
gets: a partner whose key ran out has to hear of it. A key is looked up with each request, so one
that is revoked is refused at once, in every process.

A view says what a key must open, and whether there has to be one::

    class EndpointViewSet(KeyView, ModelViewSet):  # newsroom.api.views
        scope = Scope.WEBHOOKS

        def get_queryset(self):
            return Endpoint.objects.filter(partner=self.key.partner)

``KeyView`` is ``permission_classes = [HasScope]`` (without a key 401, without the scope 403) for
answers that no cache keeps; ``PublicView`` is ``[OpenOrHasScope]``, which lets in whoever comes
without a key. ``key_of(request)`` is the ``APIKey``, or None.
"""

from typing import Any

from django.utils.crypto import constant_time_compare
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from newsroom.api.keys import digest_of, prefix_of
from newsroom.api.models import APIKey
from newsroom.api.usage import tally

WRITE = "Write it as “Authorization: Bearer nk_…”."


class KeyAuthentication(BaseAuthentication):
    """Finds the key of a request by its name, and compares what is kept of the secret."""

    def authenticate(self, request: Request) -> tuple[None, APIKey] | None:
        """Return the key; None without ``Authorization``. One query.

        Raises ``AuthenticationFailed`` for whatever is not a key that is good now.
        """
        given = request.headers.get("Authorization")
        if given is None:
            return None
        scheme, _space, secret = given.partition(" ")
        if scheme.lower() != "bearer":
            raise AuthenticationFailed(f"The header Authorization has no key. {WRITE}")
        return None, used(secret.strip())

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge (``WWW-Authenticate``) of a 401."""
        challenge = 'Bearer realm="api"'
        is_wrong = "Authorization" in request.headers
        return f'{challenge}, error="invalid_token"' if is_wrong else challenge


def used(secret: str) -> APIKey:
    """Find the key somebody sent, and count that it was used. One query.

    Raises ``AuthenticationFailed``, in words, for what is not a key that is good now.
    """
    key = _good_key(secret)
    tally.count(key.pk)
    return key


def _good_key(secret: str) -> APIKey:
    """Find the key. Only who has the whole of it is told that it was good once."""
    prefix = prefix_of(secret)
    key = APIKey.objects.filter(prefix=prefix).first() if prefix else None
    if key is None or not constant_time_compare(key.digest, digest_of(secret)):
        raise AuthenticationFailed(f"This key is not one of ours. {WRITE}")
    if key.revoked_at:
        raise AuthenticationFailed("This key was revoked. Ask us for another one.")
    if key.has_expired:
        raise AuthenticationFailed("This key has expired. Ask us for another one.")
    return key


def key_of(request: Request) -> APIKey | None:
    """Return the key of a request; None where it came without."""
    return request.auth if isinstance(request.auth, APIKey) else None


class HasScope(BasePermission):
    """Lets in keys that open the view's ``scope``."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Say yes, or raise ``NotAuthenticated`` or ``PermissionDenied`` in words."""
        if key_of(request) is None:
            raise NotAuthenticated(f"This address needs a key. {WRITE}")
        return _fits(request, view)


class OpenOrHasScope(BasePermission):
    """Lets in everybody, and of keys those that open the view's ``scope``."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Say yes, or raise ``PermissionDenied`` in words."""
        return _fits(request, view)


def _fits(request: Request, view: Any) -> bool:
    key, scope = key_of(request), view.scope
    if key and scope and scope not in key.scopes:
        has = ", ".join(sorted(key.scopes))
        raise PermissionDenied(f"This key has no scope “{scope}”, only: {has}.")
    return True
