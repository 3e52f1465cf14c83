"""Read the claims: ``claims/*.toml``, ``claimants.toml``, ``topics.toml``.

The number in front of a claim's file name is the order of loading, and so of publication.
"""

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from seeds.pages import HERE, SeedError, build

Columns = dict[str, Any]


class Destination(StrEnum):
    """How far ``load_seeds`` takes a claim."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    PARKED = "parked"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, kw_only=True)
class ClaimantOf:
    """Who makes the claim (or is cited for it), by a key of ``claimants.toml``."""

    who: str
    part: str = "speaker"
    title_held: str = ""


@dataclass(frozen=True, kw_only=True)
class AppearanceIn:
    """Where the claim stands: a page, its exact words, and the page it repeats."""

    page: str
    words: str
    kind: str = "verbatim"
    repeats: str = ""
    attribution: str = ""
    figures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class EvidenceFrom:
    """A page of the demo press as evidence; ``words`` only where the page is an article."""

    page: str
    stance: str
    kind: str
    shows: str
    words: str = ""
    is_load_bearing: bool = False


@dataclass(frozen=True, kw_only=True)
class SettledDiscrepancy:
    """What the editor says to the discrepancy on a measure."""

    measure: str
    decision: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClaimFile:
    """A claim with all that is known about it. The first appearance is the first ever.

    ``summary`` makes its address name. ``verdict``, ``correction`` and ``withdrawal`` hold the
    columns and arguments of the models and actions of these names; a correction's own
    ``verdict`` is what version 2 says instead.
    """

    name: str
    statement: str
    summary: str
    said: str
    goes_to: Destination
    topics: list[str]
    claimants: list[ClaimantOf]
    appearances: list[AppearanceIn]
    evidence: list[EvidenceFrom]
    discrepancies: list[SettledDiscrepancy]
    verdict: Columns = field(default_factory=dict)
    correction: Columns = field(default_factory=dict)
    withdrawal: Columns = field(default_factory=dict)
    context_note: str = ""
    checkability: str = "checkable"
    note: str = ""
    remark: str = ""

    @property
    def drafted_revision(self) -> int:
        """Return the revision of the complete draft, while nobody else has edited it."""
        shown = [row for row in self.discrepancies if row.decision == "confirmed"]
        verdict = [self.verdict] if self.verdict else []
        return 1 + len([*self.appearances[1:], *self.evidence, *verdict, *shown])


def read_claims() -> list[ClaimFile]:
    """Return the claims in the order in which they are loaded. Raises ``SeedError``."""
    return [_read_claim(path) for path in sorted(HERE.glob("claims/*.toml"))]


def _read_claim(path: Path) -> ClaimFile:
    table = tomllib.loads(path.read_text())
    rows = {
        name: [build(kind, path, row) for row in table.pop(name, [])]
        for name, kind in (
            ("claimants", ClaimantOf),
            ("appearances", AppearanceIn),
            ("evidence", EvidenceFrom),
            ("discrepancies", SettledDiscrepancy),
        )
    }
    if not rows["appearances"]:
        raise SeedError(f"{path.name}: a claim needs an appearance.")
    goes_to = Destination(table.pop("goes_to", ""))
    name = path.stem.split("-", 1)[1]
    return build(ClaimFile, path, table, name=name, goes_to=goes_to, **rows)


def read_claimants() -> dict[str, Columns]:
    """Return the columns of each claimant by the key that claims use."""
    return tomllib.loads((HERE / "claimants.toml").read_text())


def read_topics() -> dict[str, str]:
    """Return the names of the topics by their address names."""
    return tomllib.loads((HERE / "topics.toml").read_text())
