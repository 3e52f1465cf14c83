"""Name who makes claims: one row a claimant, however the name is spelt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Upper

from factcheck.actions.drafting import create_valid
from factcheck.models import Claimant
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record_each
from newsroom.slugs import free_slugs


@dataclass(frozen=True, kw_only=True)
class Naming:
    """A name, and what is known of somebody whom nobody has named before."""

    name: str
    kind: str = Claimant.Kind.PERSON
    description: str = ""
    aliases: Sequence[str] = ()


def name_claimant(
    *,
    by: User,
    name: str,
    kind: str = Claimant.Kind.PERSON,
    description: str = "",
    aliases: Sequence[str] = (),
) -> Claimant:
    """Return the claimant with this name or other spelling, made when nobody has it.

    A claimant merged into another is answered with that other one.
    """
    naming = Naming(name=name, kind=kind, description=description, aliases=aliases)
    return name_claimants(by=by, namings=[naming])[0]


@transaction.atomic
def name_claimants(*, by: User, namings: Sequence[Naming]) -> list[Claimant]:
    """Return the claimant of each naming, as ``name_claimant`` does. Four queries for all."""
    require(by, Verb.SPLIT)
    names = [" ".join(naming.name.split()) for naming in namings]
    known = _known(names)
    new: dict[str, Naming] = {}
    for name, naming in zip(names, namings, strict=True):
        if name not in known:
            new.setdefault(name.upper(), naming)
    made = dict(zip(new, _made(list(new.values())), strict=True))
    record_each(actor=by, verb="add", noted=[(row, "") for row in made.values()])
    return [known.get(name) or made[name.upper()] for name in names]


def _made(namings: Sequence[Naming]) -> list[Claimant]:
    names = [" ".join(naming.name.split()) for naming in namings]
    slugs = free_slugs(names, Claimant.objects.all())
    rows = [
        Claimant(
            name=name,
            slug=slug,
            kind=naming.kind,
            description=naming.description,
            aliases=list(naming.aliases),
        )
        for name, slug, naming in zip(names, slugs, namings, strict=True)
    ]
    create_valid(rows)
    return rows


def _known(names: Iterable[str]) -> dict[str, Claimant]:
    """Return who has these names, or other spellings of theirs, by name; of several the oldest."""
    asked = set(names)
    of_name = Q(upper__in=[Upper(Value(name)) for name in asked])
    rows = Claimant.objects.annotate(upper=Upper("name"))
    rows = rows.filter(of_name | Q(aliases__overlap=list(asked))).select_related("merged_into")
    found: dict[str, Claimant] = {}
    for row in rows.order_by("-pk") if asked else ():
        named = {name for name in asked if name.upper() == row.name.upper() or name in row.aliases}
        found |= dict.fromkeys(named, row.merged_into or row)
    return found
