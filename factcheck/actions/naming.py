"""Name who makes claims: one row a claimant, however the name is spelt."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from factcheck.actions.drafting import save_valid
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
    save_valid(made)
    record(actor=by, verb="add", target=made)
    return made
