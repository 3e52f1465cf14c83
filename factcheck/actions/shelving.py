"""Hand a claim over, set it aside, take it up again."""

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.actions.moving import UNAPPROVED, lock, move
from factcheck.digest.assignment import tell_assignee
from factcheck.models import Claim, Verdict
from factcheck.permissions import Verb, may, require
from factcheck.workflow import Move
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotReady, Refusal


@transaction.atomic
def assign(*, by: User, claim: Claim, assignee: User | None) -> Verdict:
    """Hand the claim to somebody, who gets mail, or to nobody.

    A draft, a review or an approval stays as it is. Raises ``Refusal`` for somebody who cannot
    work on claims.
    """
    require(by, Verb.ASSIGN)
    if assignee is not None and not (assignee.is_active and may(assignee, Verb.EDIT)):
        raise Refusal(_("%s cannot work on claims. Choose somebody else.") % assignee)
    verdict = lock(claim)
    is_new = assignee is not None and verdict.assignee_id != assignee.pk
    verdict.assignee = assignee
    verdict.save(update_fields=["assignee"])
    if assignee is not None and is_new and assignee.pk != by.pk:
        tell_assignee(claim, assignee, by=by)
    record(actor=by, verb="assign", target=claim, note=str(assignee or ""))
    return verdict


@transaction.atomic
def park(*, by: User, claim: Claim, note: str) -> None:
    """Set the claim aside for later."""
    require(by, Verb.PARK)
    _refuse_if_public(claim)
    move(lock(claim), Move.PARK, by=by, note=note, **UNAPPROVED)


@transaction.atomic
def reject(*, by: User, claim: Claim, note: str, not_checkable: bool = False) -> None:
    """Decide not to check the claim, with the reason."""
    require(by, Verb.REJECT)
    if not note.strip():
        raise Refusal(_("Say why, so that nobody takes it up again by mistake."))
    _refuse_if_public(claim)
    verb = Move.MARK_NOT_CHECKABLE if not_checkable else Move.REJECT
    move(lock(claim), verb, by=by, note=note, **UNAPPROVED)


@transaction.atomic
def reopen(*, by: User, claim: Claim) -> None:
    """Take a parked or rejected claim up again."""
    require(by, Verb.REOPEN)
    move(lock(claim), Move.REOPEN, by=by)


def _refuse_if_public(claim: Claim) -> None:
    if Claim.objects.published().filter(pk=claim.pk).exists():
        raise NotReady(_("Readers can see this claim. Withdraw it, or cancel the correction."))
