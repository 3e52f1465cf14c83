"""Two rows for one outlet become one, and can be parted again."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotReady, Refusal
from sources.models import Outlet, Source
from sources.permissions import Verb, require


@transaction.atomic
def merge_outlets(*, by: User, stays: Outlet, goes: Sequence[Outlet]) -> None:
    """Let ``stays`` stand for all that go: their articles are its own, and so are new ones.

    Those that go keep their names and domains, by which articles to come find ``stays``. Raises
    ``Conflict`` when one of them was merged meanwhile, and ``Refusal`` when none goes.
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


@transaction.atomic
def part_outlet(*, by: User, outlet: Outlet) -> Outlet:
    """Undo the merging of ``outlet``: articles moved then, and not since, are its own again.

    Returns what it was merged into. Raises ``NotReady`` when it is merged into none.
    """
    require(by, Verb.MERGE)
    (gone,) = _locked({outlet.pk})
    if gone.merged_into is None:
        raise NotReady(_("“%s” is merged into none.") % gone)
    stays, moved = gone.merged_into, gone.merged_rows
    gone.merged_into, gone.merged_rows = None, {}
    gone.save(update_fields=["merged_into", "merged_rows"])
    Outlet.objects.filter(pk__in=moved.get("outlets", ()), merged_into=stays).update(
        merged_into=gone
    )
    Source.objects.filter(pk__in=moved.get("sources", ()), outlet=stays).update(outlet=gone)
    record(actor=by, verb="undo the merging", target=gone, before=stays.slug[:40])
    record(actor=by, verb="let go", target=stays, note=str(gone))
    return stays


def _locked(keys: set[int]) -> list[Outlet]:
    """Lock outlets, always in the same order; their articles can be saved meanwhile."""
    rows = Outlet.objects.filter(pk__in=keys).order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)).select_related("merged_into"))


def _merge(gone: Outlet, stays: Outlet) -> None:
    """Move the articles of ``gone``, and remember on it what was moved."""
    articles = Source.objects.filter(outlet=gone)
    taken = Outlet.objects.filter(merged_into=gone)
    gone.merged_rows = {
        "sources": list(articles.values_list("pk", flat=True)),
        "outlets": list(taken.values_list("pk", flat=True)),
    }
    articles.update(outlet=stays)
    taken.update(merged_into=stays)
    gone.merged_into = stays
    gone.save(update_fields=["merged_into", "merged_rows"])
