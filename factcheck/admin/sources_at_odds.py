"""The discrepancies of one claim with what was decided about them."""

from dataclasses import dataclass

from factcheck.discrepancy import Discrepancy, discrepancies
from factcheck.models import Claim, DiscrepancyDecision


@dataclass(frozen=True)
class AtOdds:
    """A discrepancy, the figures with their sources in words, and the decision on it, if any."""

    discrepancy: Discrepancy
    said: tuple[tuple[str, str], ...]
    decision: DiscrepancyDecision | None

    @property
    def key(self) -> str:
        """The discrepancy's stable name."""
        return self.discrepancy.key


def found_in(claim: Claim) -> list[AtOdds]:
    """Find the sources at odds over a claim. Costs three queries."""
    appearances = list(claim.appearances.select_related("source__link").prefetch_related("figures"))
    decided = {decision.key: decision for decision in claim.discrepancy_decisions.all()}
    names = {row.pk: str(row.source) for row in appearances}
    return [
        AtOdds(
            found,
            tuple((names[figure.appearance_id], figure.as_written) for figure in found.figures),
            decided.get(found.key),
        )
        for found in discrepancies(appearances)
    ]
