"""`/v1alpha1/claims:search`: a client of Google's Fact Check Tools API needs only another host."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.google.asking import EVERYWHERE, OWN, Asked, google_error
from factcheck.google.authentication import KeyInAddress
from factcheck.google.claims import claim
from factcheck.google.finding import find
from factcheck.google.schema import PARAMETERS, RESPONSES
from factcheck.models import Check
from newsroom.api.addresses import absolute
from newsroom.api.views import PublicView


class ClaimSearchView(PublicView):
    """Published checks for words, or the newest ones."""

    authentication_classes = [KeyInAddress]

    def known_parameters(self) -> tuple[str, ...]:
        """Return Google's parameters."""
        return (*OWN, *EVERYWHERE)

    def get_exception_handler(self) -> Callable[..., Response | None]:
        """Refuse as Google does."""
        return google_error

    @extend_schema(
        operation_id="google_claims_search",
        tags=["claims:search"],
        auth=[{"key": []}, {}],  # type: ignore[list-item]  # it is not only names
        parameters=PARAMETERS,
        responses=RESPONSES,
    )
    def get(self, request: Request) -> Response:
        """Answer as `claims.search` of Google's Fact Check Tools API, v1alpha1, does.

        A client of it needs only our host. With `query` the best come first, else the newest.
        """
        checks, token = find(Asked.read(request.query_params))
        claims = {"claims": [_told(check) for check in checks]} if checks else {}
        return Response(claims | ({"nextPageToken": token} if token else {}))


def _told(check: Check) -> dict[str, Any]:
    return claim(
        check.publication.document,
        url=absolute(check.get_absolute_url()),
        publisher=settings.SITE_NAME,
        first_published=check.first_published_at,
    )
