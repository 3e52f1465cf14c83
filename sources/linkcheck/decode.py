"""Undo content encodings without trusting the sender: every layer is capped."""

import zlib

import brotli

ACCEPTED = "gzip, deflate, br"
LAYERS = 4
MEMBERS = 100
"""Packed pieces in a row; a body of many more, all empty, only costs time."""

_PLAIN = frozenset({"", "identity", "none", "utf-8", "binary", "8bit", "7bit"})


class Undecodable(ValueError):
    """The body is not in the encoding it claims, or in one we never asked for."""


def decode_body(body: bytes, content_encoding: str, limit: int) -> tuple[bytes, bool]:
    """Undo the layers named in a Content-Encoding header (RFC 9110, 8.4).

    Returns the body and whether it was cut at `limit` bytes; no layer is ever inflated
    further than that, however often it was packed. Raises `Undecodable`.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [name for name in reversed(names) if name not in _PLAIN]
    if len(layers) > LAYERS:
        raise Undecodable(f"packed {len(layers)} times over")
    cut = len(body) > limit
    for name in layers:
        body = _unpack(name.removeprefix("x-"), body[:limit], limit + 1)
        cut = cut or len(body) > limit
    return body[:limit], cut


def _unpack(name: str, body: bytes, limit: int) -> bytes:
    try:
        if name == "gzip":
            return _inflate(body, limit, zlib.MAX_WBITS | 16)
        if name == "deflate":
            # RFC 9110 asks for the zlib wrapper; many servers leave it out.
            wrapped = body[:1] and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
            return _inflate(body, limit, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        if name == "br":
            return bytes(brotli.Decompressor().process(body, output_buffer_limit=limit))
    except (zlib.error, brotli.error) as error:
        raise Undecodable(f"the body is not {name}") from error
    raise Undecodable(f"unknown encoding {name}")


def _inflate(body: bytes, limit: int, window: int) -> bytes:
    """Inflate up to `limit` bytes; gzip may be several members in a row."""
    parts: list[bytes] = []
    size = 0
    while body and size < limit and len(parts) < MEMBERS:
        member = zlib.decompressobj(window)
        parts.append(member.decompress(body, limit - size))
        size += len(parts[-1])
        body = member.unused_data.lstrip(b"\0")
        if not body.startswith(b"\x1f\x8b"):
            break
    return b"".join(parts)
