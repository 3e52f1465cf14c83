"""Let editors find claims by the names their claimants have now: a job, some claims at a time.

Readers find them by the names that were published.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.findable import renew
from factcheck.models import Claim, Claimant
from newsroom.jobs.queue import Store, enqueue

KIND = "factcheck.respell"
AT_ONCE = 200


def respell(claimants: Iterable[Claimant]) -> None:
    """Ask for the claims of these claimants to be indexed anew, in the caller's transaction."""
    for claimant in claimants:
        _ask(claimant.pk, after=0)


def renew_some(payload: Mapping[str, Any]) -> Store:
    """Do the job: index some of the claims, in the order of their keys, and ask for the rest."""

    def store() -> None:
        claimant = payload["claimant"]
        rest = Claim.objects.filter(claimants=claimant, pk__gt=payload["after"]).order_by("pk")
        keys = list(rest.values_list("pk", flat=True).distinct()[:AT_ONCE])
        renew(Claim.objects.filter(pk__in=keys))
        if len(keys) == AT_ONCE:
            _ask(claimant, after=keys[-1])

    return store


def _ask(claimant: int, *, after: int) -> None:
    # No key: a job at work may have read the names before this change.
    enqueue(kind=KIND, payload={"claimant": claimant, "after": after})
