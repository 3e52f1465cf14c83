"""Send for review, approve, ask for changes: the four eyes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.actions.commenting import comment
from factcheck.actions.drafting import edit, save_valid
from factcheck.actions.moving import UNAPPROVED, check_hash, check_revision, lock, move
from factcheck.checklist import before_approval, before_review, to_do
from factcheck.document import build, sha256_of
from factcheck.models import Claim, Contribution, DiscrepancyDecision, Verdict
from factcheck.permissions import Verb, require
from factcheck.workflow import Move, State
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotAllowed, NotReady, Refusal


def missing_for_submit(verdict: Verdict) -> list[str]:
    """List, in sentences, what the draft lacks before it can go to review. Up to four queries."""
    return to_do(before_review(verdict))


def missing_for_approval(verdict: Verdict) -> list[str]:
    """List the load-bearing pages that cannot be relied on yet, in sentences. One query."""
    return to_do(before_approval(verdict))


def has_edited(person: User, claim: Claim) -> bool:
    """Say whether ``person`` edited the draft since the last publication. Two queries."""
    edits = Contribution.objects.filter(claim=claim, person=person)
    last = claim.publications.order_by("-number").first()
    return edits.filter(revision__gt=last.revision if last else 0).exists()


@transaction.atomic
def submit(*, by: User, claim: Claim, revision: int | None = None) -> Verdict:
    """Build and freeze the document readers will see, and ask a colleague to approve it.

    Raises ``NotReady`` listing everything that is missing.
    """
    require(by, Verb.SUBMIT)
    verdict = lock(claim)
    check_revision(verdict, revision)
    if missing := missing_for_submit(verdict):
        raise NotReady(*missing)
    document = build(claim)
    move(
        verdict,
        Move.SUBMIT,
        by=by,
        document=document,
        document_sha256=sha256_of(document),
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    return verdict


@transaction.atomic
def approve(*, by: User, claim: Claim, sha256: str) -> Verdict:
    """Approve the document with this hash.

    Nobody approves what they edited since the last publication, whatever their role, and every
    load-bearing page must be alive, archived, or seen by an editor.
    """
    require(by, Verb.APPROVE)
    verdict = lock(claim)
    check_hash(verdict, sha256)
    if verdict.submitted_by_id == by.pk or has_edited(by, claim):
        raise NotAllowed(_("You worked on this draft. A colleague has to approve it."))
    if missing := missing_for_approval(verdict):
        raise NotReady(*missing)
    move(verdict, Move.APPROVE, by=by, approved_by=by, approved_at=timezone.now(), note=sha256)
    return verdict


@transaction.atomic
def request_changes(*, by: User, claim: Claim, text: str, field: str = "") -> Verdict:
    """Send the draft back with a comment that says what to change."""
    require(by, Verb.REQUEST_CHANGES)
    if not text.strip():
        raise Refusal(_("Say what should change."))
    verdict = lock(claim)
    comment(by=by, claim=claim, text=text, field=field)
    move(verdict, Move.REQUEST_CHANGES, by=by, note=text, **UNAPPROVED)
    return verdict


@transaction.atomic
def settle_discrepancy(
    *, by: User, claim: Claim, key: str, decision: str, reason: str
) -> DiscrepancyDecision:
    """Confirm a discrepancy (readers will see it with the next version) or dismiss it.

    To confirm one, or to take that back, is an ``edit`` of the draft: readers see the reason.
    Raises ``NotReady`` when the claim was withdrawn.
    """
    require(by, Verb.SETTLE_DISCREPANCY)
    if lock(claim).state == State.WITHDRAWN:
        raise NotReady(_("This was withdrawn: there is nothing left to settle."))
    row = DiscrepancyDecision.objects.filter(claim=claim, key=key).first()
    row = row or DiscrepancyDecision(claim=claim, key=key)
    if DiscrepancyDecision.Decision.CONFIRMED in (row.decision, decision):
        edit(by=by, claim=claim)
    row.decision, row.reason, row.decided_by = decision, reason.strip(), by
    save_valid(row)
    record(actor=by, verb="settle discrepancy", target=claim, after=decision, note=reason)
    return row
