"""Name who makes claims: one row a claimant, however the name is spelt."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Upper

from factcheck.actions.drafting import create_valid
from factcheck.models import Claimant
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.slugs import free_slug


@transaction.atomic
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
    require(by, Verb.SPLIT)
    name = " ".join(name.split())
    known = Claimant.objects.filter(Q(name__iexact=name) | Q(aliases__contains=[name]))
    if found := known.select_related("merged_into").order_by("pk").first():
        return found.merged_into or found
    made = Claimant(
        name=name,
        slug=free_slug(name, Claimant.objects.all()),
        kind=kind,
        description=description,
        aliases=list(aliases),
    )
    create_valid([made])
    record(actor=by, verb="add", target=made)
    return made


def known_claimants(names: Iterable[str]) -> dict[str, Claimant]:
    """Return the claimants that ``name_claimant`` would find for some names, by name. One query.

    One that is written in letters the database knows more of than we do is left out.
    """
    asked = list(names)
    of_name = Q(upper__in=[Upper(Value(name)) for name in asked])
    rows = Claimant.objects.annotate(upper=Upper("name"))
    rows = rows.filter(of_name | Q(aliases__overlap=asked)).select_related("merged_into")
    found: dict[str, Claimant] = {}
    for row in rows.order_by("-pk") if asked else ():
        named = {name for name in asked if name.upper() == row.name.upper() or name in row.aliases}
        found |= dict.fromkeys(named, row.merged_into or row)
    return found
