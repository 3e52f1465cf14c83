"""Figures as an editor enters them: what was understood is echoed, what was not said is not added.

"10,000 million euros" is ten billion euros; "just a few dozen" stays a few dozen, without a number.
"""

from factcheck.figures.comparing import compatible
from factcheck.figures.reading import FigureReading, Qualifier, mixes_styles, read_figure

__all__ = ["FigureReading", "Qualifier", "compatible", "mixes_styles", "read_figure"]
