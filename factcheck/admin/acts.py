"""What can be done with a claim, as data: each act is one action behind one small page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck import actions
from factcheck.actions.reviewing import missing_for_approval, missing_for_submit
from factcheck.admin import act_forms as ask
from factcheck.claimreview import preflight
from factcheck.document import Document, build
from factcheck.doubts import Doubt, doubts_of
from factcheck.models import Check, Claim, Verdict
from factcheck.permissions import Verb, may
from factcheck.workflow import Move, destination
from newsroom.accounts.models import User
from newsroom.refusals import NotReady

Possible = Callable[[Verdict], bool]


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing a person does to a claim.

    ``run`` is called with ``by``, ``claim`` and the form's fields by name. ``is_possible`` only
    decides whether the button is shown; ``run`` is what refuses.
    """

    slug: str
    label: str | Promise
    promise: str | Promise
    verb: Verb
    run: Callable[..., object]
    is_possible: Possible
    form: type[forms.Form] = forms.Form
    blocking: Callable[[Verdict], Sequence[str]] = lambda _verdict: ()
    doubts: Callable[[Verdict], Sequence[Doubt]] = lambda _verdict: ()
    document: Callable[[Verdict], Document | None] = lambda _verdict: None
    is_grave: bool = False
    is_open_to: Callable[[User, Verdict], bool] = lambda _user, _verdict: True

    def is_offered(self, user: User, verdict: Verdict) -> bool:
        """Say whether ``user`` gets the button."""
        is_open = may(user, self.verb) and self.is_possible(verdict)
        return is_open and self.is_open_to(user, verdict)


def _moves(move: Move) -> Possible:
    return lambda verdict: destination(move, verdict.state) is not None


def _check(verdict: Verdict) -> Any:
    return getattr(verdict.claim, "check_record", None)


def _is_public(verdict: Verdict) -> bool:
    check = _check(verdict)
    return check is not None and not check.is_withdrawn


def _is_ours(move: Move) -> Possible:
    """Allow the move to claims readers never saw."""
    return lambda verdict: _moves(move)(verdict) and not _is_public(verdict)


def _is_correction(verdict: Verdict) -> bool:
    return _is_public(verdict) and destination(Move.CANCEL_CORRECTION, verdict.state) is not None


def _waits_for_signature(verdict: Verdict) -> bool:
    check = _check(verdict)
    return check is not None and check.is_withdrawn and check.countersigned_by_id is None


def _is_under_review(verdict: Verdict) -> bool:
    return _is_public(verdict) and _check(verdict).under_review_since is not None


def _close(*, by: User, claim: Claim, public_note: str) -> None:
    review = claim.reviews.open().select_related("claim").first()
    if review is None:
        raise NotReady(gettext("There is no re-review to end."))
    actions.close_review(by=by, review=review, public_note=public_note)


def _countersign(*, by: User, claim: Claim) -> None:
    check = Check.objects.filter(claim=claim).first()
    if check is None:
        raise NotReady(gettext("Readers never saw this claim: there is nothing to countersign."))
    actions.countersign_withdrawal(by=by, check=check)


ACTS: tuple[Act, ...] = (
    Act(
        slug="submit",
        label=_("Send for review"),
        promise=_("The text below is frozen as readers will see it, and a colleague is asked to "
                  "approve exactly that. Editing anything afterwards takes it back to draft."),
        verb=Verb.SUBMIT,
        run=actions.submit,
        is_possible=_moves(Move.SUBMIT),
        form=ask.RevisionForm,
        blocking=missing_for_submit,
        doubts=doubts_of,
        document=lambda verdict: build(verdict.claim),
    ),
    Act(
        slug="approve",
        label=_("Approve"),
        promise=_("You approve exactly the text below. Nobody approves what they edited."),
        verb=Verb.APPROVE,
        run=actions.approve,
        is_possible=_moves(Move.APPROVE),
        form=ask.HashForm,
        blocking=missing_for_approval,
        doubts=doubts_of,
        document=lambda verdict: verdict.document,
    ),
    Act(
        slug="request-changes",
        label=_("Request changes"),
        promise=_("The draft goes back with your comment."),
        verb=Verb.REQUEST_CHANGES,
        run=actions.request_changes,
        is_possible=_moves(Move.REQUEST_CHANGES),
        form=ask.ChangesForm,
    ),
    Act(
        slug="publish",
        label=_("Publish"),
        promise=_("Readers see exactly the approved text below, at once."),
        verb=Verb.PUBLISH,
        run=actions.publish,
        is_possible=_moves(Move.PUBLISH),
        form=ask.HashForm,
        blocking=lambda verdict: preflight(verdict.document or {}),
        doubts=doubts_of,
        document=lambda verdict: verdict.document,
    ),
    Act(
        slug="schedule",
        label=_("Schedule"),
        promise=_("Readers see exactly the approved text below from the time you choose."),
        verb=Verb.SCHEDULE,
        run=actions.schedule,
        is_possible=_moves(Move.SCHEDULE),
        form=ask.ScheduleForm,
        blocking=lambda verdict: preflight(verdict.document or {}),
        doubts=doubts_of,
        document=lambda verdict: verdict.document,
    ),
    Act(
        slug="unschedule",
        label=_("Take off the schedule"),
        promise=_("It is not published by itself; the approval stays."),
        verb=Verb.SCHEDULE,
        run=actions.unschedule,
        is_possible=lambda verdict: verdict.scheduled_for is not None,
    ),
    Act(
        slug="close-review",
        label=_("The verdict stands"),
        promise=_("The re-review ends. Readers are told why the verdict stands."),
        verb=Verb.CLOSE_REVIEW,
        run=_close,
        is_possible=_is_under_review,
        form=ask.CloseReviewForm,
    ),
    Act(
        slug="correct",
        label=_("Correct"),
        promise=_("The claim opens as a draft. What readers see stays as it is until the "
                  "correction has been approved and published as the next version."),
        verb=Verb.CORRECT,
        run=actions.correct,
        is_possible=_moves(Move.CORRECT),
        form=ask.CorrectForm,
    ),
    Act(
        slug="cancel-correction",
        label=_("Cancel the correction"),
        promise=_("The correction is dropped; what is public stays as it is."),
        verb=Verb.CORRECT,
        run=actions.cancel_correction,
        is_possible=_is_correction,
    ),
    Act(
        slug="withdraw",
        label=_("Withdraw"),
        promise=_("The check goes at once, for good: readers find a notice with your reason. "
                  "A second person signs it later."),
        verb=Verb.WITHDRAW,
        run=actions.withdraw,
        is_possible=_is_public,
        form=ask.WithdrawForm,
        is_grave=True,
    ),
    Act(
        slug="countersign",
        label=_("Countersign the withdrawal"),
        promise=_("You sign as the second person that the check had to go."),
        verb=Verb.REJECT,
        run=_countersign,
        is_possible=_waits_for_signature,
        is_open_to=lambda user, verdict: _check(verdict).withdrawn_by_id != user.pk,
    ),
    Act(
        slug="assign",
        label=_("Assign"),
        promise=_("The claim is on their desk, and they get mail with a link to it. A review or an "
                  "approval stays as it is."),
        verb=Verb.ASSIGN,
        run=actions.assign,
        is_possible=_moves(Move.EDIT),
        form=ask.AssignForm,
    ),
    Act(
        slug="park",
        label=_("Park"),
        promise=_("The claim is set aside for later. It can be reopened."),
        verb=Verb.PARK,
        run=actions.park,
        is_possible=_is_ours(Move.PARK),
        form=ask.NoteForm,
    ),
    Act(
        slug="reject",
        label=_("Reject"),
        promise=_("We do not check this claim. It can be reopened."),
        verb=Verb.REJECT,
        run=actions.reject,
        is_possible=_is_ours(Move.REJECT),
        form=ask.RejectForm,
        is_grave=True,
    ),
    Act(
        slug="reopen",
        label=_("Reopen"),
        promise=_("The claim is a draft again."),
        verb=Verb.REOPEN,
        run=actions.reopen,
        is_possible=_moves(Move.REOPEN),
    ),
    Act(
        slug="settle",
        label=_("Settle a discrepancy"),
        promise=_("Readers see a confirmed discrepancy with the next version; a dismissed one "
                  "leaves the desk."),
        verb=Verb.SETTLE_DISCREPANCY,
        run=actions.settle_discrepancy,
        is_possible=lambda _verdict: False,  # each discrepancy has its own link
        form=ask.SettleForm,
    ),
    Act(
        slug="comment",
        label=_("Comment"),
        promise=_("Your colleagues see the comment with the draft."),
        verb=Verb.COMMENT,
        run=actions.comment,
        is_possible=lambda _verdict: False,  # its form stands below the claim
        form=ask.CommentForm,
    ),
    Act(
        slug="resolve-comment",
        label=_("Settle a comment"),
        promise=_("It no longer stands beside its field; it stays with the claim."),
        verb=Verb.COMMENT,
        run=actions.resolve_comment,
        is_possible=lambda _verdict: False,  # each comment has its own button
        form=ask.OneCommentForm,
    ),
    Act(
        slug="reopen-comment",
        label=_("Open a comment again"),
        promise=_("It stands beside its field again."),
        verb=Verb.COMMENT,
        run=actions.reopen_comment,
        is_possible=lambda _verdict: False,  # each comment has its own button
        form=ask.OneCommentForm,
    ),
)  # fmt: skip

BY_SLUG = {act.slug: act for act in ACTS}
