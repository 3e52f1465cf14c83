"""What editors upload: pictures and PDFs, known by what they are and not by what they are called.

A picture is drawn anew: what is kept has its pixels and nothing else, neither the place where it
was taken nor a page hidden behind its end. A PDF is kept as it is, so it is never opened here and
only handed out as a file.
"""

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from newsroom.refusals import Refusal

LARGEST = 10 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000  # some 160 MB while it is drawn anew
SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}
_FORMATS = ("PNG", "JPEG", "WEBP")
_BROKEN = (  # what Pillow raises for odd bytes
    *(OSError, SyntaxError, ValueError, EOFError, struct.error, TypeError, LookupError),
    *(ArithmeticError, AssertionError, AttributeError),
)


@dataclass(frozen=True, slots=True)
class Upload:
    """What is kept of a file: its name for people, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


def read_upload(data: bytes, name: str = "") -> Upload:
    """Return what is to be kept of a file. Raises ``Refusal`` with a sentence for anything odd."""
    if not data:
        raise Refusal(_("The file is empty."))
    if len(data) > LARGEST:
        raise Refusal(_("The file is larger than 10 MB. Upload a smaller one."))
    if data.startswith(b"%PDF-"):
        return Upload(_plain(name), "application/pdf", _whole(data))
    media_type, drawn = _drawn_anew(data)
    return Upload(_plain(name), media_type, drawn)


def _plain(name: str) -> str:
    """Keep what a person calls the file: no folders, nothing that does not print."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[:200]


def _whole(data: bytes) -> bytes:
    """Return the PDF if it has an end; one that was cut off on its way cannot be opened."""
    if b"%%EOF" not in data[-1024:]:
        raise Refusal(_("The PDF is cut off: its end is missing. Save it again and upload that."))
    return data


def _drawn_anew(data: bytes) -> tuple[str, bytes]:
    try:
        with warnings.catch_warnings(action="ignore"):  # what is odd is judged here
            return _redraw(data)
    except UnidentifiedImageError as error:
        raise Refusal(_("Upload a picture (PNG, JPEG or WebP) or a PDF.")) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except _BROKEN as error:
        raise Refusal(_("The picture is damaged: it cannot be opened.")) from error


def _redraw(data: bytes) -> tuple[str, bytes]:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_large()
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)  # the first of several
        ImageOps.exif_transpose(picture, in_place=True)
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        clean = picture if picture.mode == mode else picture.convert(mode)
        clean.info = {}
        drawn = io.BytesIO()
        clean.save(drawn, kind, **({} if kind == "PNG" else {"quality": 90}))
    return f"image/{kind.lower()}", drawn.getvalue()


def _too_large() -> Refusal:
    return Refusal(_("The picture has more than 40 million pixels. Upload a smaller one."))
