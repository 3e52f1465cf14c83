"""What is public at a moment: read once, so that every page has a key without being drawn."""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from factcheck.freshness import ROW_VERSION
from factcheck.models import Check, Claimant, Publication, Rating, RatingDefinition, Topic
from factcheck.queries import public_corrections


class Row(NamedTuple):
    """A row of a list: what it is called in addresses, and the version of what it shows."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of lists are the newest first. ``state`` names what many pages show a little of."""

    checks: dict[Row, list[int]]
    """Every check there is a page or a notice of, with the numbers of its versions."""
    standing: list[Row]
    by_topic: dict[str, list[Row]]
    by_claimant: dict[str, list[Row]]
    by_source: dict[str, list[Row]]
    merged: dict[str, str]
    """Claimants that lead to another's page."""
    corrections: list[Row]
    state: str

    @classmethod
    def read(cls) -> "Listing":
        """Read it. Nine queries, whatever there is."""
        version = RawSQL(ROW_VERSION, [])  # noqa: S611 - a constant
        found = Check.objects.order_by("-first_published_at", "-pk").annotate(row_version=version)
        columns = found.values_list("pk", "claim_id", "withdrawn_at", "slug", "row_version")
        checks = [(pk, claim, at is None, Row(*row)) for pk, claim, at, *row in columns]
        versions = defaultdict(list)
        numbers = Publication.objects.order_by("number").values_list("claim_id", "number")
        for claim, number in numbers:
            versions[claim].append(number)
        standing = {pk: row for pk, _, is_standing, row in checks if is_standing}
        names = dict(Claimant.objects.values_list("slug", "merged_into__slug"))
        merged = {slug: into for slug, into in names.items() if into}
        return cls(
            checks={row: versions[claim] for _, claim, _, row in checks},
            standing=list(standing.values()),
            by_topic=_grouped(standing, Check.topics.through.objects.all(), "topic__slug"),
            by_claimant=_grouped(
                standing, Check.claimants.through.objects.all(), "claimant__slug", merged
            ),
            by_source=_grouped(standing, Check.sources.through.objects.all(), "source__slug"),
            merged=merged,
            corrections=_corrections({row.name: row.version for _, _, _, row in checks}),
            state=_state(merged),
        )


def digest(*parts: object) -> str:
    """Name all of these things by a few letters."""
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:24]


def _grouped(
    standing: dict[int, Row],
    through: QuerySet[Any],
    name: str,
    merged: dict[str, str] | None = None,
) -> dict[str, list[Row]]:
    """Put the checks, in their order, under what they name; under the other where it was merged."""
    named = defaultdict(set)
    for check, slug in through.values_list("check_id", name):
        named[check].add((merged or {}).get(slug, slug))
    groups = defaultdict(list)
    for check, row in standing.items():
        for slug in named[check]:
            groups[slug].append(row)
    return groups


def _corrections(versions: dict[str, str]) -> list[Row]:
    shown: Any = public_corrections().values_list("public_id", "pk", "claim__check_record__slug")
    # Of a check that came out since the checks were read no version is known yet.
    return [Row(str(public_id), f"{pk} {versions.get(slug)}") for public_id, pk, slug in shown]


def _state(merged: dict[str, str]) -> str:
    topics = Topic.objects.order_by("slug").values_list("slug", "name")
    ratings = Rating.objects.order_by("pk").values_list()
    definitions = RatingDefinition.objects.order_by("pk").values_list()
    return digest(*topics, *ratings, *definitions, *merged.items())
