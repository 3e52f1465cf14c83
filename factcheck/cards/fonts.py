"""Which font draws which character. All are Noto, under the SIL Open Font License.

Claims are set in Noto Serif, everything else in Noto Sans, scripts these two lack in the Noto Sans
of the script, emoji in Noto Emoji. Chinese, Japanese and Korean are in none of them.
"""

from functools import cache, lru_cache
from pathlib import Path

import fontpkg_noto_serif
import manimgx_fonts
from fontTools.ttLib import TTFont
from PIL import ImageFont, features
from PIL.ImageFont import Axis

SERIF = Path(fontpkg_noto_serif.ROOT, "files", "NotoSerif[wdth,wght].ttf")
FOLDER = Path(manimgx_fonts.__file__).parent
SANS = FOLDER / "NotoSans[wght].ttf"
ITALIC = FOLDER / "NotoSans-Italic[wght].ttf"
LAST = ("NotoSansSymbols", "NotoEmoji")  # they have letters and digits too, as symbols
ALONE = ("NotoSerif[", "NotoSans[", "NotoSansArmenian", "NotoSansEthiopic", "NotoSansGeorgian")
"""Fonts whose letters stand side by side as they come: no shaping, left to right."""


@cache
def shapes_letters() -> bool:
    """Say whether letters can be joined and set from right to left.

    Pillow does it with FriBiDi, which it looks for on the machine (Debian: libfribidi0).
    """
    return bool(features.check("raqm"))


def font_for(character: str, *, serif: bool = False) -> Path | None:
    """Return the file of the font that can draw a character here, or None."""
    code = ord(character)
    if serif and code in _characters(SERIF):
        return SERIF
    return _coverage(with_shaping=shapes_letters()).get(code)


@lru_cache(maxsize=512)
def at_size(path: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Open a font at a size (pixels) and as near to a weight (400 to 700) as it has."""
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([_on(axis, weight) for axis in font.get_variation_axes()])
    return font


def _on(axis: Axis, weight: int) -> int:
    """Choose a place on an axis of a variable font: the weight, else what is usual."""
    wanted = weight if axis["name"] == b"Weight" else axis["default"]
    return min(max(wanted or 0, axis["minimum"] or 0), axis["maximum"] or wanted or 0)


@cache
def _coverage(*, with_shaping: bool) -> dict[int, Path]:
    """Map each character to the first font that has it."""
    scripts = sorted(FOLDER.glob("*.ttf"), key=lambda path: path.name.startswith(LAST))
    fonts = [SANS, *(path for path in scripts if path not in {SANS, ITALIC})]
    usable = [path for path in fonts if with_shaping or path.name.startswith((*ALONE, *LAST))]
    return {code: path for path in reversed(usable) for code in _characters(path)}


@cache
def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
