"""Raw text made plain: decoded, NFC, LF line ends, and otherwise exactly as it stands."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from sources.linkcheck.marks import unpiled
from sources.reading.article import ReadingError

LONGEST_TEXT = 2_000_000
"""Code points an article may have."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FILES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"\x1f\x8b": "a compressed file",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile(r"\r\n?")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SURE = 0.7


def refuse_other_files(raw: bytes) -> None:
    """Raise ReadingError for a file that is known by its first bytes not to be text."""
    for head, kind in _FILES.items():
        if raw.startswith(head):
            raise ReadingError(f"This is {kind}, not text. Open it, copy its text and paste that.")


def decode(raw: bytes) -> str:
    """Turn bytes into text: by their byte order mark, as UTF-8, or by likeness.

    Raises ReadingError for other files than text, and where no charset is likely enough.
    """
    refuse_other_files(raw)
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    for name in filter(None, (marked, "utf-8")):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    best = from_bytes(raw).best()
    if best is None or best.chaos > 0 or best.coherence < _SURE:
        raise ReadingError(
            "The text cannot be decoded: it is not UTF-8, and no other charset is sure. "
            "Save it as UTF-8, or copy the text and paste it."
        )
    return str(best)


def normalise_text(text: str) -> str:
    """Return the text in NFC with LF line ends and without a byte order mark; nothing else changes.

    No-break spaces and odd quotes stay as they stand. Raises ReadingError for text that is empty,
    too long, or not text.
    """
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise ReadingError(
            "The text has NUL characters, which text never has: it looks like a binary file. "
            "Copy the words of the article and paste them."
        )
    if _SURROGATES.search(text):
        raise ReadingError(
            "The text has half characters (lone surrogates). Copy and paste it anew."
        )
    if len(_CONTROLS.findall(text)) > len(text) / 100:
        raise ReadingError("This is a binary file, not text. Copy its text and paste that.")
    if not text.strip():
        raise ReadingError("There is no text to read: paste the article's words.")
    if len(text) > LONGEST_TEXT:
        raise ReadingError(
            f"The text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read. "
            "File its parts one by one."
        )
    return unicodedata.normalize("NFC", unpiled(_LINE_ENDS.sub("\n", text)))
