"""Draw the pictures of docs/editors.md anew, from the screens that the suite has looked at.

``make pictures`` after ``make test-browser``; sizes in pixels, files under 100 kB.
"""

import sys
from pathlib import Path

from PIL import Image

from tests.browser.judging import SCREENS

HERE = Path(__file__).parents[2] / "docs" / "screens"
PICTURES = {
    "desk": "index-1-light",
    "text": "sources_source_text-2-light",
    "workbench": "sources_source_workbench-1-light",
    "claim": "factcheck_claim_change-1-light",
    "links": "sources_link_changelist-1-light",
}
SIZE = (640, 480)
LARGEST = 100_000  # bytes


def draw(name: str, screen: Path) -> None:
    """Keep the top of a screen, small and in few colours."""
    with Image.open(screen) as whole:
        width = whole.width
        top = whole.convert("RGB").crop((0, 0, width, width * SIZE[1] // SIZE[0]))
    small = top.resize(SIZE, Image.Resampling.LANCZOS)
    target = HERE / f"{name}.png"
    method = Image.Quantize.MAXCOVERAGE  # the accent is rare, and is to stay
    for colours in (128, 64, 32):
        few = small.quantize(colours, method=method, dither=Image.Dither.NONE)
        few.save(target, optimize=True)
        if target.stat().st_size < LARGEST:
            return


def main() -> None:
    """Draw all of them, or say that the screens are not there yet."""
    HERE.mkdir(exist_ok=True)
    for name, screen in PICTURES.items():
        path = SCREENS / f"{screen}.png"
        if not path.exists():
            sys.exit(f"There is no {path}: run make test-browser first.")
        draw(name, path)


if __name__ == "__main__":
    main()
