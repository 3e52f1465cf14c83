"""What partners send about their webhooks: only these fields, each of its own type."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers as s
from rest_framework.exceptions import ParseError

from factcheck.models import Change
from factcheck.webhooks.vetting import LONGEST
from newsroom.api.bodies import KnownFields, Text, Whole

MOST = 10**18
KINDS = f"Name kinds of changes: {', '.join(Change.Kind.values)}."
"""Refuses what is none, without repeating it: it may be long, or half a character."""


@extend_schema_field({"type": "string", "format": "uri", "maxLength": LONGEST})
class Address(Text):
    """Where messages are posted to. Whether it is one, the action says."""

    def __init__(self, **given: Any) -> None:
        """Say in words what an address must be."""
        text = "Where messages are posted to: https, public, on a usual port."
        super().__init__(max_length=LONGEST, help_text=text, **given)


class ChangedWebhookSerializer(KnownFields):
    """What of a webhook can be changed. What is left out stays."""

    url = Address(required=False)
    kinds = s.ListField(
        child=s.ChoiceField(choices=Change.Kind.choices, error_messages={"invalid_choice": KINDS}),
        required=False,
        min_length=1,
        max_length=len(Change.Kind),
        help_text="Which changes to be told of, by their `kind` in `/changes/`.",
    )
    description = Text(required=False, allow_blank=True, max_length=200)


class NewWebhookSerializer(ChangedWebhookSerializer):
    """A new webhook. It is told of every kind unless some are named."""

    url = Address()


class ReplayMessageSerializer(KnownFields):
    """One message by its id."""

    delivery = s.UUIDField(help_text="The `id` of a delivery.")


class ReplayStretchSerializer(KnownFields):
    """Changes by the numbers of the first and the last, which is no smaller."""

    since = Whole(min_value=1, max_value=MOST)
    until = Whole(min_value=1, max_value=MOST)


REPLAY = PolymorphicProxySerializer(
    component_name="Replay",
    serializers=[ReplayMessageSerializer, ReplayStretchSerializer],
    resource_type_field_name=None,
)


def replay_form(body: Any) -> type[KnownFields]:
    """Return what reads such a body; raise ``ParseError`` for a mixture, or half of a stretch."""
    if isinstance(body, dict):
        if body.keys() == {"delivery"}:
            return ReplayMessageSerializer
        if body.keys() == {"since", "until"}:
            return ReplayStretchSerializer
    raise ParseError("Give “delivery”, or “since” and “until”.")
