"""Two rows for one claimant become one, and can be parted again."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from factcheck.models import Claimant, ClaimClaimant
from factcheck.permissions import Verb, require
from factcheck.respelling import respell
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotReady, Refusal


@transaction.atomic
def merge_claimants(*, by: User, stays: Claimant, goes: Sequence[Claimant]) -> None:
    """Let ``stays`` stand for all who go: claims name it in their place, their names find it.

    Where a claim names both in the same part it names ``stays`` once. What was published or is
    in review stays as it was frozen. Raises ``Conflict`` when one of them was merged meanwhile,
    and ``Refusal`` when nobody goes.
    """
    require(by, Verb.MERGE)
    going = {row.pk for row in goes} - {stays.pk}
    if not going:
        raise Refusal(_("Choose at least two, and the one of them that stays."))
    locked = {row.pk: row for row in _locked(going | {stays.pk})}
    if merged := [row for row in locked.values() if row.merged_into_id]:
        raise Conflict(_("“%s” was merged into another already.") % merged[0])
    for pk in sorted(going):
        _merge(locked[pk], locked[stays.pk])
        record(actor=by, verb="merge", target=locked[pk], after=locked[stays.pk].slug[:40])
        record(actor=by, verb="take in", target=locked[stays.pk], note=str(locked[pk]))
    respell([locked[stays.pk]])


@transaction.atomic
def part_claimant(*, by: User, claimant: Claimant) -> Claimant:
    """Undo the merging of ``claimant``: what was moved then, and was not changed since, is its own.

    Returns whom it was merged into. Raises ``NotReady`` when it is merged into nobody.
    """
    require(by, Verb.MERGE)
    (gone,) = _locked({claimant.pk})
    if gone.merged_into is None:
        raise NotReady(_("“%s” is merged into nobody.") % gone)
    stays, moved = gone.merged_into, gone.merged_rows
    gone.merged_into, gone.merged_rows = None, {}
    gone.save(update_fields=["merged_into", "merged_rows"])
    Claimant.objects.filter(pk__in=moved.get("claimants", ()), merged_into=stays).update(
        merged_into=gone
    )
    theirs = ClaimClaimant.objects.filter(pk__in=moved.get("namings", ()), claimant=stays)
    theirs.exclude(_is_named(gone)).update(claimant=gone)
    _name_again(gone, stays, moved.get("dropped", ()))
    record(actor=by, verb="undo the merging", target=gone, before=stays.slug[:40])
    record(actor=by, verb="let go", target=stays, note=str(gone))
    respell([stays, gone])
    return stays


def _locked(keys: set[int]) -> list[Claimant]:
    """Lock claimants, always in the same order; claims that name them can be saved meanwhile."""
    rows = Claimant.objects.filter(pk__in=keys).order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)).select_related("merged_into"))


def _merge(gone: Claimant, stays: Claimant) -> None:
    """Move what names ``gone``, and remember on it what was moved."""
    namings = ClaimClaimant.objects.filter(claimant=gone)
    dropped = _drop_twins(namings, stays)
    taken = Claimant.objects.filter(merged_into=gone)
    gone.merged_rows = {
        "namings": list(namings.values_list("pk", flat=True)),
        "claimants": list(taken.values_list("pk", flat=True)),
        "dropped": dropped,
    }
    namings.update(claimant=stays)
    taken.update(merged_into=stays)
    gone.merged_into = stays
    gone.save(update_fields=["merged_into", "merged_rows"])


def _drop_twins(namings: QuerySet[ClaimClaimant], stays: Claimant) -> list[dict[str, Any]]:
    """Remove the namings beside which ``stays`` is named already; a title it lacks is kept."""
    twins = namings.filter(_is_named(stays))
    columns = ("claim", "part", "title_held", "position")
    dropped: list[dict[str, Any]] = [dict(row) for row in twins.values(*columns)]
    for row in dropped:
        ClaimClaimant.objects.filter(
            claimant=stays, claim=row["claim"], part=row["part"], title_held=""
        ).update(title_held=row["title_held"])
    twins.delete()
    return dropped


def _is_named(claimant: Claimant) -> Exists:
    """Say of a naming whether its claim names ``claimant`` in the same part."""
    twins = ClaimClaimant.objects.filter(claim=OuterRef("claim"), part=OuterRef("part"))
    return Exists(twins.filter(claimant=claimant))


def _name_again(gone: Claimant, stays: Claimant, dropped: Sequence[dict[str, Any]]) -> None:
    """Name ``gone`` again where both were named, as far as the claim still names ``stays``."""
    for row in dropped:
        claim, part = row["claim"], row["part"]
        named = ClaimClaimant.objects.filter(claim=claim, part=part)
        if named.filter(claimant=stays).exists() and not named.filter(claimant=gone).exists():
            ClaimClaimant.objects.create(
                claim_id=claim,
                claimant=gone,
                part=part,
                title_held=row["title_held"],
                position=row["position"],
            )
