"""What partners send about their webhooks: only these fields, each of its own type."""

from typing import Any

from rest_framework import serializers as s

from factcheck.models import Change
from factcheck.webhooks.vetting import LONGEST
from newsroom.api.bodies import KnownFields, Text, Whole

MOST = 10**18


class ChangedWebhookSerializer(KnownFields):
    """What of a webhook can be changed. What is left out stays."""

    url = Text(
        required=False,
        max_length=LONGEST,
        help_text="Where messages are posted to: https, public, on a usual port.",
    )
    kinds = s.ListField(
        child=s.ChoiceField(choices=Change.Kind.choices),
        required=False,
        allow_empty=False,
        max_length=len(Change.Kind),
        help_text="Which changes to be told of, by their `kind` in `/changes/`.",
    )
    description = Text(required=False, allow_blank=True, max_length=200)


class NewWebhookSerializer(ChangedWebhookSerializer):
    """A new webhook. It is told of every kind unless some are named."""

    url = Text(
        max_length=LONGEST,
        help_text="Where messages are posted to: https, public, on a usual port.",
    )


class ReplaySerializer(KnownFields):
    """One message by its id, or changes by the numbers of the first and the last."""

    delivery = s.UUIDField(required=False, help_text="The `id` of a delivery.")
    since = Whole(required=False, min_value=1, max_value=MOST)
    until = Whole(required=False, min_value=1, max_value=MOST)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a mixture, or half of a stretch."""
        if set(attrs) not in ({"delivery"}, {"since", "until"}):
            raise s.ValidationError("Give `delivery`, or `since` and `until`.")
        return attrs
