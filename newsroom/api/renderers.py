"""Answers as bytes."""

from dataclasses import dataclass
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder


@dataclass(frozen=True, slots=True)
class Written:
    """A part of an answer that is JSON already: it is sent as it is, neither read nor written."""

    text: str


# What orjson would write in a way of its own, DRF writes in its way, which answers always had.
_AS_DRF_DOES = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
_encoded = JSONEncoder().default


def written(data: Any) -> bytes:
    """Return anything DRF can write as JSON in UTF-8, without spaces; what is ``Written`` as is."""
    return orjson.dumps(data, default=_other, option=_AS_DRF_DOES)


def _other(value: Any) -> Any:
    return orjson.Fragment(value.text) if isinstance(value, Written) else _encoded(value)


class WrittenRenderer(JSONRenderer):
    """JSON, with the parts that are ``Written`` put in their places."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:  # noqa: ARG002 - theirs
        """Return the answer in UTF-8."""
        return b"" if data is None else written(data)


class LinkedDataRenderer(WrittenRenderer):
    """JSON-LD, for those who ask for it by name and for those who take anything."""

    media_type = "application/ld+json"
    format = "jsonld"
