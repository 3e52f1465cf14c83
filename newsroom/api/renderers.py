"""Answers as bytes."""

from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

_PLACE = token_hex(16)


@dataclass(frozen=True, slots=True)
class Written:
    """A part of an answer that is JSON already: it is sent as it is, neither read nor written."""

    text: str


class WrittenRenderer(JSONRenderer):
    """JSON, with the parts that are ``Written`` put in their places."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        """Return the answer in UTF-8."""
        texts: list[str] = []
        self.encoder_class = partial(_Encoder, texts)  # type: ignore[assignment,misc]  # called once
        body: bytes = super().render(data, *args, **kwargs)
        if not texts:
            return body
        pieces = body.split(f'"{_PLACE}"'.encode())
        filled = [part for pair in zip(pieces, texts, strict=False) for part in _bytes(pair)]
        return b"".join([*filled, pieces[-1]])


def _bytes(pair: tuple[bytes, str]) -> tuple[bytes, bytes]:
    return pair[0], pair[1].encode()


class _Encoder(JSONEncoder):
    """Writes a mark for each part that is written, and notes the part."""

    def __init__(self, texts: list[str], **options: Any) -> None:
        super().__init__(**options)
        self.texts = texts

    def default(self, obj: Any) -> Any:
        if isinstance(obj, Written):
            self.texts.append(obj.text)
            return _PLACE
        return super().default(obj)


class LinkedDataRenderer(WrittenRenderer):
    """JSON-LD, for those who ask for it by name and for those who take anything."""

    media_type = "application/ld+json"
    format = "jsonld"
