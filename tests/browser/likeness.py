"""Pictures of the readers' main pages, and whether a page still looks like its own.

A likeness is the page at an eighth of its size in a few greys: where things stand and how dark they
are, not which letters. Fonts differ from machine to machine, so all text is first set to one width
(``font-size-adjust``); what is left of them the tolerances allow. ``make likenesses`` keeps the
newest of ``var/likenesses``, where each run of the suite leaves them.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat
from playwright.sync_api import Page, ViewportSize

KEPT = Path(__file__).parent / "likenesses"
NEWEST = Path(__file__).parents[2] / "var" / "likenesses"
PAGES = ("home", "check", "corrected", "withdrawn", "corrections", "search", "source")

SIZE: ViewportSize = {"width": 768, "height": 1024}
EIGHTH = 8
GREYS = 16
BLUR = 3  # pixels of the small picture
TALLER = 0.03  # of the height; other fonts made 0.012 of it, a section that was lost 0.08
DIFFERENT = 3.3  # of 255, on average; other fonts made 2.6, a section that was lost 4.0

ONE_WIDTH = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { font-size-adjust: ch-width 0.55 !important; }");
  document.adoptedStyleSheets = [sheet];
}"""


def picture_of(page: Page) -> Image.Image:
    """Take the likeness of the page that is open, as light and as wide as all are taken."""
    page.set_viewport_size(SIZE)
    page.emulate_media(color_scheme="light")
    page.evaluate(ONE_WIDTH)
    whole = Image.open(BytesIO(page.screenshot(full_page=True)))
    return small(whole)


def small(whole: Image.Image) -> Image.Image:
    """Return a picture in few greys at an eighth of its size."""
    size = (whole.width // EIGHTH, whole.height // EIGHTH)
    grey = whole.convert("L").resize(size, Image.Resampling.BOX)
    return grey.quantize(GREYS, dither=Image.Dither.NONE).convert("L")


def compare(name: str, picture: Image.Image) -> str:
    """Say in a sentence how a page differs from its likeness; nothing where it does not."""
    NEWEST.mkdir(parents=True, exist_ok=True)
    picture.save(NEWEST / f"{name}.png", optimize=True)
    path = KEPT / f"{name}.png"
    if not path.exists():
        return f"There is no likeness of “{name}”: look at {NEWEST / path.name}, make likenesses."
    with Image.open(path) as kept:
        kept.load()
    return difference(kept, picture)


def difference(kept: Image.Image, picture: Image.Image) -> str:
    """Say in a sentence how two likenesses differ more than fonts make them."""
    taller = picture.height / kept.height - 1
    if picture.width != kept.width or abs(taller) > TALLER:
        return f"It is {picture.width}×{picture.height}, and was {kept.width}×{kept.height}."
    size = (kept.width, kept.height)
    blurred = [
        one.convert("L").resize(size).filter(ImageFilter.GaussianBlur(BLUR))
        for one in (kept, picture)
    ]
    (mean,) = ImageStat.Stat(ImageChops.difference(*blurred)).mean
    return f"It differs by {mean:.1f} of 255." if mean > DIFFERENT else ""


def main() -> None:
    """Keep the newest likenesses, or say that there are none yet."""
    missing = [name for name in PAGES if not (NEWEST / f"{name}.png").exists()]
    if missing:
        sys.exit(f"There is none of {', '.join(missing)}: run make test-browser first.")
    KEPT.mkdir(exist_ok=True)
    for name in PAGES:
        shutil.copy(NEWEST / f"{name}.png", KEPT)


if __name__ == "__main__":
    main()
