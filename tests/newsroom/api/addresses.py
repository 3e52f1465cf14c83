"""A little API of its own: what every resource shares, without articles or claims."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import F, TextField, Value
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from newsroom.api.bodies import KnownFields, Text, Whole, body_of
from newsroom.api.resources import PublicViewSet
from newsroom.api.retiring import Retiring
from newsroom.api.scopes import Scope
from newsroom.api.throttling import charge
from newsroom.api.views import KeyView, PublicView


class GroupSerializer(serializers.ModelSerializer[Group]):
    class Meta:
        model = Group
        fields = ["name"]


class GroupViewSet(PublicViewSet):
    queryset = Group.objects.annotate(row_version=F("name"), modified_at=Value(None, TextField()))
    serializer_class = GroupSerializer
    ordering = ("name",)
    lookup_field = "name"


class Accepting(PublicView):
    def post(self, request: Request) -> Response:
        return Response(body_of(request))


class OrderSerializer(KnownFields):
    name = Text(required=False, max_length=20)
    cost = Whole(default=1)


class Ordering(PublicView):
    def post(self, request: Request) -> Response:
        order = OrderSerializer(data=body_of(request))
        order.is_valid(raise_exception=True)
        charge(request, order.validated_data["cost"] - 1)
        return Response(order.validated_data)


class Keyed(KeyView):
    scope = Scope.WEBHOOKS

    def get(self, _request: Request) -> Response:
        return Response({"partner": self.key.partner.name})

    def post(self, request: Request) -> Response:
        return Response(body_of(request), status=201)


class RetiringViewSet(GroupViewSet):
    """On its way out; of its parameters one goes before."""

    retiring = Retiring(
        since=datetime(2027, 3, 1, tzinfo=UTC),
        until=datetime(2027, 9, 1, tzinfo=UTC),
        why="https://desk.example.org/why/",
    )
    retiring_parameters = {"cursor": Retiring(since=datetime(2026, 6, 1, tzinfo=UTC))}


class Failing(PublicView):
    def get(self, _request: Request) -> Response:
        raise RuntimeError("A secret of the house.")


def failing(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("A secret of the house.")


def plain(_request: HttpRequest, **_: Any) -> HttpResponse:
    return HttpResponse("elsewhere")


router = SimpleRouter()
router.register("groups", GroupViewSet, "group")
router.register("others", GroupViewSet, "other")
router.register("retiring", RetiringViewSet, "retiring")
urlpatterns = [
    path("api/accepting/", Accepting.as_view()),
    path("api/ordering/", Ordering.as_view()),
    path("api/keyed/", Keyed.as_view()),
    path("api/failing/", Failing.as_view()),
    path("api/failing/plainly/", failing),
    path("elsewhere/", plain),
    path("api/", include(router.urls)),
]


def bad(_request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("<h1>Bad</h1>", status=400)


def missing(_request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("<h1>Missing</h1>", status=404)


def broken(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("<h1>Broken</h1>", status=500)


handler400, handler404, handler500 = bad, missing, broken
