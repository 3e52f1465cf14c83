"""What every resource does alike: strict parameters, conditional answers, keys that fit."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import MethodNotAllowed, NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import APIRootView
from rest_framework.schemas import DefaultSchema
from rest_framework.views import APIView

from newsroom.api.addresses import api_address
from newsroom.api.authentication import HasScope, OpenOrHasScope, key_of
from newsroom.api.caching import Version, conditional
from newsroom.api.models import APIKey
from newsroom.api.parameters import refuse_unknown
from newsroom.api.retiring import Retiring, mark
from newsroom.api.scopes import Scope


class ApiView(APIView):
    """An address of the API, whoever may ask there."""

    scope: ClassVar[Scope | None] = None
    """What a key must open to be used here; None where any key will do."""
    retiring: ClassVar[Retiring | None] = None
    retiring_parameters: ClassVar[Mapping[str, Retiring]] = {}

    def known_parameters(self) -> Collection[str]:
        """Return the query parameters of this address."""
        return ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Count the request, then refuse what we do not know before anything is looked up."""
        self.count(request)
        super().initial(request, *args, **kwargs)
        method = request.method or ""
        if not hasattr(self, method.lower()):
            raise MethodNotAllowed(method)  # whatever the query says
        if method != "OPTIONS":  # a browser asks with the query it is about to send
            refuse_unknown(request.query_params, self.known_parameters())

    def count(self, request: Request) -> None:
        """Count the request by its key or address; raise for a wrong key and past the limit."""
        try:
            self.perform_authentication(request)
        finally:
            self.check_throttles(request)  # wrong keys too: guessing is not free

    def check_throttles(self, request: Request) -> None:
        """Count each request once."""
        if not hasattr(request, "throttle"):
            super().check_throttles(request)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:  # noqa: ARG002
        """Say which methods there are, and nothing about what is behind them."""
        return Response(status=204)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Say what of it is on its way out."""
        answer: Any = self.finished(
            request, super().finalize_response(request, response, *args, **kwargs)
        )
        named = [one for name, one in self.retiring_parameters.items() if name in request.GET]
        mark(answer, [self.retiring, *named] if self.retiring else named)
        return answer  # type: ignore[no-any-return]  # Django sends it the same way

    def finished(self, request: Request, response: Response) -> HttpResponse:  # noqa: ARG002
        """Return what is sent, and say who may keep it."""
        return response


class PublicView(ApiView):
    """An address anybody may read."""

    permission_classes = [OpenOrHasScope]
    scope: ClassVar[Scope | None] = Scope.READ
    version: Version | None = None
    """What proves the answer fresh, where the view knows it by less than the body."""

    def finished(self, request: Request, response: Response) -> HttpResponse:
        """Answer 304 where nothing changed."""
        return conditional(request, response, self.version)


class Nowhere(ApiView):
    """Where nothing is: counted like any request, since guessing addresses is not free."""

    default_response_headers: ClassVar[dict[str, str]] = {}  # it has no methods to tell

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Count the request, and find nothing."""
        self.count(request)
        raise Http404


class KeyView(ApiView):
    """An address for keys that open its ``scope``. Its answers are nobody else's."""

    permission_classes = [HasScope]

    @property
    def key(self) -> APIKey:
        """Return the key of the request."""
        key = key_of(self.request)
        if key is None:
            raise NotAuthenticated  # never met: the permission said so before
        return key

    def finished(self, request: Request, response: Response) -> HttpResponse:  # noqa: ARG002
        """Let no cache keep it."""
        response["Cache-Control"] = "private, no-store"
        return response


ADDRESSES = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}


class Index(PublicView, APIRootView):
    """The resources there are."""

    scope = None
    schema: Any = DefaultSchema()  # the router's own view leaves it out

    @extend_schema(operation_id="resources", tags=["resources"], responses={200: ADDRESSES})
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # noqa: ARG002
        """Return the address of each list."""
        lists: dict[str, str] = self.api_root_dict or {}
        return Response({name: api_address(route) for name, route in lists.items()})
