"""Say that one is changing a claim, and that one no longer is: a hint, which locks nothing.

Signs come once a minute and say nothing about the claim, so none is put on record.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from factcheck.models import Claim, Presence
from factcheck.models.presence import LASTS
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User


@transaction.atomic
def attend(*, by: User, claim: Claim) -> None:
    """Note that ``by`` has changes of the claim that are not saved; forget their old marks."""
    require(by, Verb.EDIT)
    mine = Presence.objects.filter(person=by)
    mine.filter(at__lte=Now() - LASTS).delete()
    Presence.objects.bulk_create(
        [Presence(claim=claim, person=by, at=Now())],
        update_conflicts=True,
        unique_fields=["claim", "person"],
        update_fields=["at"],
    )


def stop_attending(*, by: User, claim: Claim) -> None:
    """Note that ``by`` has saved, or closed the page."""
    Presence.objects.filter(person=by, claim=claim).delete()


def others_at(claim: Claim, user: User) -> QuerySet[Presence]:
    """Return who else is changing the claim. One query."""
    marks = Presence.objects.lasting().filter(claim=claim).exclude(person=user)
    return marks.select_related("person")
