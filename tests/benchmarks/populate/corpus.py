"""A migrated and populated database for a benchmark."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks import scratch
from tests.benchmarks.populate.scale import Scale


class OtherCorpus(RuntimeError):
    """The database that was kept is not the one asked for."""


@contextmanager
def corpus(claims: int, *, seed: int = 1, kept: str = "") -> Iterator[str]:
    """Set Django up over a corpus of so many claims; yield the name of the database.

    Without ``kept`` the database is this process' own and dropped at the end. With it, a database
    of that name is used as it is if there is one, and otherwise made, and it stays. Raises
    ``OtherCorpus`` when the one that is there has another number of claims.
    """
    scale = Scale(claims, seed)
    if kept and scratch.exists(kept):
        with scratch.standing(kept):
            _check(kept, claims)
            yield kept
        return
    with scratch.database("populate", keep_as=kept) as name:
        from tests.benchmarks.populate.loading import load  # noqa: PLC0415

        load(scale)
        yield name


def _check(name: str, claims: int) -> None:
    from factcheck.models import Claim  # noqa: PLC0415

    found = Claim.objects.count()
    if found != claims:
        raise OtherCorpus(f"The database {name} has {found:,} claims, not {claims:,}.")
