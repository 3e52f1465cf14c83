"""Webhooks and their messages as partners see them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as s

from factcheck.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint


class WebhookSerializer(s.ModelSerializer[WebhookEndpoint]):
    """Where you are told of changes, and how it is doing."""

    id = s.UUIDField(source="public_id")
    enabled = s.BooleanField(source="is_enabled")
    disabled_because = s.SerializerMethodField()

    class Meta:
        model = WebhookEndpoint
        fields = [
            "id", "url", "description", "kinds", "enabled", "disabled_at", "disabled_because",
            "failing_since", "last_delivered_at", "told_up_to", "old_secret_until", "created_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(s.ChoiceField(WebhookEndpoint.Cause.choices, allow_null=True))
    def get_disabled_because(self, endpoint: WebhookEndpoint) -> str | None:
        """Return why it is off; None while it is on."""
        return endpoint.disabled_because or None


class OpenedWebhookSerializer(WebhookSerializer):
    """The same with its secret, which is shown this once."""

    secret = s.SerializerMethodField(help_text="`whsec_` and base64. It is shown this once.")

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]

    def get_secret(self, _endpoint: WebhookEndpoint) -> str:
        """Return the secret, which whoever made it gives along."""
        return str(self.context["secret"])


class AttemptSerializer(s.ModelSerializer[WebhookAttempt]):
    """One try: what came back. ``problem`` is empty when the message was taken."""

    class Meta:
        model = WebhookAttempt
        fields = ["at", "status", "elapsed_ms", "problem", "answer"]
        read_only_fields = fields


class DeliverySerializer(s.ModelSerializer[WebhookDelivery]):
    """One message, and each try at it. ``id`` is its `webhook-id`."""

    id = s.UUIDField(source="public_id")
    type = s.CharField()
    sequence = s.IntegerField(source="change_id", allow_null=True)
    next_attempt_at = s.SerializerMethodField()
    attempts = AttemptSerializer(source="tries", many=True)

    class Meta:
        model = WebhookDelivery
        fields = [
            "id", "type", "sequence", "state", "created_at", "finished_at",
            "next_attempt_at", "attempts",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(s.DateTimeField(allow_null=True))
    def get_next_attempt_at(self, delivery: WebhookDelivery) -> str | None:
        """Return when it is tried next, None once it is over."""
        is_over = delivery.state != WebhookDelivery.State.WAITING
        return None if is_over else s.DateTimeField().to_representation(delivery.due_at)


class ReplayedSerializer(s.Serializer[dict[str, int]]):
    """How many messages were written."""

    messages = s.IntegerField()
