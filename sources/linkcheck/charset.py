"""From bytes to text, whatever the server says of their encoding."""

import codecs

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

SAMPLE = 64 * 1024
NOT_OF_THE_WEB = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""Encodings of Python that no page is written in; some take quadratic time."""


def decode_text(body: bytes, declared: str | None) -> str:
    """Decode a page: byte order mark, then what is surely UTF-8, then what is declared.

    `declared` is the charset of the Content-Type header. A label the bytes contradict is
    passed over for a guess; bytes that fit nothing become U+FFFD. NUL is dropped.
    """
    mark, after_mark = read_bom(body)
    if mark:
        text = body[len(after_mark or b"") :].decode(mark, "replace")
    else:
        text = _decode_unmarked(body, declared)
    return text.replace("\0", "")


def _decode_unmarked(body: bytes, declared: str | None) -> str:
    written = html_body_declared_encoding(body[:4096]) or ""
    label = _of_the_web(declared or "") or _of_the_web(written)
    if not body.isascii() or label is None:
        text = _strictly(body, "utf-8")
        if text is not None:
            return text
    if label and _fits(body, label):
        return body.decode(label, "replace")
    return body.decode(_guess(body[:SAMPLE]), "replace")


def _of_the_web(label: str) -> str | None:
    encoding = resolve_encoding(label)
    if encoding is None or encoding in NOT_OF_THE_WEB:
        return None
    try:
        b"a".decode(encoding)
    except (LookupError, ValueError):  # "hex" and the like turn no bytes into text
        return None
    return encoding


def _fits(body: bytes, label: str) -> bool:
    """Tell whether most of what is not ASCII can be read as labelled: a slip is no wrong label."""
    wrong = body.decode(label, "replace").count("\ufffd")
    outside_ascii = len(body) - len(body.decode("ascii", "ignore"))
    return wrong * 2 <= outside_ascii


def _guess(sample: bytes) -> str:
    """Guess an encoding; among equally good ones the web's usual one."""
    best = max(
        from_bytes(sample),
        key=lambda match: (-match.chaos, match.coherence, match.encoding == "cp1252"),
        default=None,
    )
    return best.encoding if best else "utf-8"


def _strictly(body: bytes, encoding: str) -> str | None:
    """Decode without tolerance, but for a last character that was cut in two."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(body)
    except (UnicodeDecodeError, LookupError):
        return None
