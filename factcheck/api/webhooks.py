"""Webhooks of a partner, managed by its keys. What is another partner's does not exist."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers as s
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from factcheck import actions
from factcheck.actions import Webhook
from factcheck.api.webhook_bodies import (
    REPLAY,
    ChangedWebhookSerializer,
    NewWebhookSerializer,
    replay_form,
)
from factcheck.api.webhook_shapes import (
    DeliverySerializer,
    OpenedWebhookSerializer,
    ReplayedSerializer,
    WebhookSerializer,
)
from factcheck.models import WebhookDelivery, WebhookEndpoint
from newsroom.api.bodies import KnownFields, body_of
from newsroom.api.scopes import Scope
from newsroom.api.throttling import charge
from newsroom.api.views import KeyView

LISTED = {"list", "deliveries"}
LOOKUP = 99
"""Requests that naming an address costs beside its own: a lookup of its host may take seconds."""


class WebhookViewSet(KeyView, ListModelMixin, RetrieveModelMixin, GenericViewSet[WebhookEndpoint]):
    """Where you are told of public changes; every key of yours with this scope manages them."""

    scope = Scope.WEBHOOKS
    queryset = WebhookEndpoint.objects.none()
    serializer_class = WebhookSerializer
    filter_backends = []
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    ordering = ("-id",)

    def known_parameters(self) -> tuple[str, ...]:
        """Return the page parameters, where there are pages."""
        is_listed = self.action in LISTED
        return self.paginator.parameters if is_listed else ()  # type: ignore[union-attr]

    def get_queryset(self) -> QuerySet[WebhookEndpoint]:
        """Return the webhooks of the key's partner."""
        if getattr(self, "swagger_fake_view", False):
            return WebhookEndpoint.objects.none()
        ours = WebhookEndpoint.objects.filter(partner=self.key.partner_id)
        return ours.select_related("partner")

    @extend_schema(request=NewWebhookSerializer, responses={201: OpenedWebhookSerializer})
    def create(self, _request: Request) -> Response:
        """Tell an address of public changes from now on. The answer has its secret, this once."""
        webhook = Webhook(**self._said(NewWebhookSerializer))
        charge(self.request, LOOKUP)
        endpoint, secret = actions.add_webhook(
            by=self.key, partner=self.key.partner, webhook=webhook
        )
        return self._opened(endpoint, secret, status=201)

    @extend_schema(request=ChangedWebhookSerializer, responses=WebhookSerializer)
    def partial_update(self, _request: Request, **_names: str) -> Response:
        """Change the address, the kinds or the description. What waits goes to the new address."""
        endpoint = self.get_object()
        said = self._said(ChangedWebhookSerializer)
        if "url" in said:
            charge(self.request, LOOKUP)
        actions.change_webhook(by=self.key, endpoint=endpoint, **said)
        return self._shown(endpoint)

    @extend_schema(responses={204: None})
    def destroy(self, _request: Request, **_names: str) -> Response:
        """Remove it with its secrets and its log. What waits is not sent."""
        actions.remove_webhook(by=self.key, endpoint=self.get_object())
        return Response(status=204)

    @extend_schema(request=None, responses=OpenedWebhookSerializer)
    @action(detail=True, methods=["post"])
    def rotate(self, _request: Request, **_names: str) -> Response:
        """Make a new secret. For a day the former one signs too, beside it."""
        endpoint = self.get_object()
        secret = actions.rotate_secret(by=self.key, endpoint=endpoint)
        return self._opened(endpoint, secret, status=200)

    @extend_schema(request=None, responses=WebhookSerializer)
    @action(detail=True, methods=["post"])
    def enable(self, _request: Request, **_names: str) -> Response:
        """Switch it on: what waits is sent, and the newest about each check that changed."""
        endpoint = self.get_object()
        actions.enable_webhook(by=self.key, endpoint=endpoint)
        return self._shown(endpoint)

    @extend_schema(request=None, responses=WebhookSerializer)
    @action(detail=True, methods=["post"])
    def disable(self, _request: Request, **_names: str) -> Response:
        """Switch it off."""
        endpoint = self.get_object()
        actions.disable_webhook(by=self.key, endpoint=endpoint)
        return self._shown(endpoint)

    @extend_schema(request=None, responses={202: DeliverySerializer})
    @action(detail=True, methods=["post"])
    def test(self, _request: Request, **_names: str) -> Response:
        """Send a message of the type `webhook.test`, within seconds."""
        message = actions.send_test(by=self.key, endpoint=self.get_object())
        message.refresh_from_db()
        return Response(DeliverySerializer(message).data, status=202)

    @extend_schema(responses=DeliverySerializer(many=True))
    @action(detail=True)
    def deliveries(self, _request: Request, **_names: str) -> Response:
        """List the messages of the last 30 days with every attempt, the newest first."""
        messages = self.get_object().deliveries.select_related("change").prefetch_related("tries")
        page: Any = self.paginate_queryset(messages)  # type: ignore[arg-type]  # of messages
        return self.get_paginated_response(DeliverySerializer(page, many=True).data)

    @extend_schema(
        request=REPLAY,
        responses={202: OpenApiResponse(ReplayedSerializer, "They are sent within seconds.")},
    )
    @action(detail=True, methods=["post"])
    def replay(self, _request: Request, **_names: str) -> Response:
        """Send a message again, or the newest change of each check of a stretch of changes."""
        endpoint, form = self.get_object(), replay_form(body_of(self.request))
        said = self._said(form)
        if public_id := said.get("delivery"):
            known = endpoint.deliveries.select_related("change", "endpoint__partner")
            message: WebhookDelivery = get_object_or_404(known, public_id=public_id)
            actions.replay_message(by=self.key, message=message)
            return Response({"messages": 1}, status=202)
        written = actions.replay_changes(by=self.key, endpoint=endpoint, **said)
        return Response({"messages": written}, status=202)

    def _said(self, body: type[KnownFields]) -> dict[str, Any]:
        """Return what the body says. Raises ``ValidationError`` for what is wrong with it."""
        serializer: s.Serializer[Any] = body(data=body_of(self.request))
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _shown(self, endpoint: WebhookEndpoint) -> Response:
        endpoint.refresh_from_db()
        return Response(WebhookSerializer(endpoint).data)

    def _opened(self, endpoint: WebhookEndpoint, secret: str, *, status: int) -> Response:
        endpoint.refresh_from_db()
        shown = OpenedWebhookSerializer(endpoint, context={"secret": secret})
        return Response(shown.data, status=status)
