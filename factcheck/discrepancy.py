"""Sources at odds: derived from appearances and their figures, never corrected by themselves.

Pure functions of already loaded rows. A discrepancy has a stable ``key``, by which an editor
confirms or dismisses it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from typing import Literal

from factcheck.figures import FigureReading, Qualifier, compatible, read_figure
from factcheck.models import Appearance, Figure

DISAGREE: Literal["disagree"] = "disagree"
SINGLE: Literal["single source"] = "single source"


@dataclass(frozen=True)
class Discrepancy:
    """One measure on which appearances disagree, or which one source alone gives."""

    measure: str
    kind: Literal["disagree", "single source"]
    figures: tuple[Figure, ...]

    @property
    def key(self) -> str:
        """Name it by what is said where, so that a new figure makes a new discrepancy."""
        said = ";".join(sorted(f"{f.appearance_id}={f.as_written}" for f in self.figures))
        return f"{self.kind}:{self.measure}:{sha256(said.encode()).hexdigest()}"


def origin_of(appearance: Appearance, by_id: dict[int, Appearance]) -> tuple[str, int]:
    """Follow ``upstream``, then ``republished_from``, to where the words come from.

    Returns a key that two appearances share exactly when they have one origin.
    """
    seen: set[int] = set()
    while appearance.upstream_id in by_id and appearance.pk not in seen:
        seen.add(appearance.pk)
        appearance = by_id[appearance.upstream_id]
    source = appearance.source
    walked: set[int] = set()
    while source.republished_from is not None and source.pk not in walked:
        walked.add(source.pk)
        source = source.republished_from
    return ("source", source.pk)


def independent_origins(appearances: Sequence[Appearance]) -> int:
    """Count the origins: three papers that quote one report are one."""
    by_id = {appearance.pk: appearance for appearance in appearances}
    return len({origin_of(appearance, by_id) for appearance in appearances})


def discrepancies(appearances: Iterable[Appearance]) -> tuple[Discrepancy, ...]:
    """Find the measures on which figures disagree or which only one source gives.

    Expects ``figures`` prefetched on each appearance.
    """
    return discrepancies_among(
        figure for appearance in appearances for figure in appearance.figures.all()
    )


def discrepancies_among(figures: Iterable[Figure]) -> tuple[Discrepancy, ...]:
    """Find them among all ``figures`` of one claim."""
    by_measure: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_measure[figure.measure].append(figure)
    found = []
    for measure, given in sorted(by_measure.items()):
        if any(_disagree(a, b) for a, b in combinations(given, 2)):
            found.append(Discrepancy(measure, DISAGREE, tuple(given)))
        elif len(given) == 1:
            found.append(Discrepancy(measure, SINGLE, tuple(given)))
    return tuple(found)


def _disagree(one: Figure, other: Figure) -> bool:
    return compatible(_reading(one), _reading(other)) is False


def _reading(figure: Figure) -> FigureReading:
    """Read the figure as written; where an editor set other bounds, theirs count."""
    return replace(
        read_figure(figure.as_written),
        minimum=figure.minimum,
        maximum=figure.maximum,
        qualifier=Qualifier(figure.qualifier),
        unit=figure.unit,
    )
