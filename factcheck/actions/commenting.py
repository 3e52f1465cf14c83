"""Say something about a draft, and settle what was said."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from factcheck.actions.drafting import save_valid
from factcheck.models import Claim, Comment
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotReady


@transaction.atomic
def comment(*, by: User, claim: Claim, text: str, field: str = "") -> Comment:
    """Leave a remark on the draft, tied to a field where it is about one."""
    require(by, Verb.COMMENT)
    remark = Comment(claim=claim, author=by, text=text.strip(), field=field)
    save_valid(remark)
    record(actor=by, verb="comment", target=claim, after=field, note=text)
    return remark


@transaction.atomic
def resolve_comment(*, by: User, claim: Claim, comment: int) -> None:
    """Settle the remark with this key: it no longer stands beside its field."""
    require(by, Verb.COMMENT)
    remark = _locked(claim, comment)
    if remark.resolved_at is not None:
        raise NotReady(_("This comment is settled already."))
    Comment.objects.filter(pk=remark.pk).update(resolved_at=Now(), resolved_by=by)
    record(actor=by, verb="resolve comment", target=claim, note=remark.text)


@transaction.atomic
def reopen_comment(*, by: User, claim: Claim, comment: int) -> None:
    """Take up again a remark that was settled too soon."""
    require(by, Verb.COMMENT)
    remark = _locked(claim, comment)
    if remark.resolved_at is None:
        raise NotReady(_("This comment is open."))
    Comment.objects.filter(pk=remark.pk).update(resolved_at=None, resolved_by=None)
    record(actor=by, verb="reopen comment", target=claim, note=remark.text)


def _locked(claim: Claim, pk: int) -> Comment:
    found = Comment.objects.select_for_update(of=("self",)).filter(claim=claim, pk=pk).first()
    if found is None:
        raise NotReady(_("This claim has no such comment."))
    return found
