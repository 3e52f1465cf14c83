"""Publish, schedule, correct, withdraw: everything that changes what readers see."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.actions.drafting import save_valid
from factcheck.actions.moving import UNAPPROVED, amend, check_hash, lock, move
from factcheck.actions.rechecking import review_new_check
from factcheck.cards.keeping import ask_for_card
from factcheck.claimreview import preflight
from factcheck.findable import hide_from_readers, show_to_readers
from factcheck.health import refresh_health
from factcheck.models import (
    Change,
    Check,
    Claim,
    Claimant,
    Correction,
    Publication,
    Review,
    Verdict,
)
from factcheck.outbox import announce
from factcheck.permissions import Verb, require
from factcheck.workflow import Move, State
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources.actions import watch
from sources.models import Link, Passage, Source

FURTHEST_AHEAD = timedelta(days=366)

log = structlog.get_logger(__name__)


@transaction.atomic
def publish(*, by: User, claim: Claim, sha256: str) -> Publication:
    """Publish the approved document with this hash as the next version.

    Raises ``NotReady`` when it is not approved or would not make a valid ClaimReview, and
    ``Conflict`` when the hash is another one.
    """
    require(by, Verb.PUBLISH)
    verdict = lock(claim)
    if verdict.state == State.PUBLISHED:
        raise Conflict(_("This version is published already."))
    check_hash(verdict, sha256)
    return _publish(verdict, by)


def _publish(verdict: Verdict, by: User) -> Publication:
    if verdict.state != State.APPROVED:
        raise NotReady(
            _("Only an approved verdict can be published; this one is “%s”.")
            % verdict.get_state_display()
        )
    document = verdict.document or {}
    if problems := preflight(document):
        raise NotReady(*problems)
    claim = verdict.claim
    newest = claim.publications.aggregate(newest=Max("number"))["newest"] or 0
    four_eyes: dict[str, Any] = {
        name: getattr(verdict, name)
        for name in ("submitted_by_id", "submitted_at", "approved_by_id", "approved_at")
    }
    publication = Publication.objects.create(
        claim=claim,
        number=newest + 1,
        revision=verdict.revision,
        document=document,
        sha256=verdict.document_sha256,
        **four_eyes,
        published_by=by,
        published_at=timezone.now(),
    )
    check = _stand(claim, publication)
    corrected = Correction.objects.filter(claim=claim, published_at__isnull=True).update(
        publication=publication, published_at=publication.published_at
    )
    _end_review(claim, by, Review.Ending.CORRECTED)
    review_new_check(check, frozen_at=publication.submitted_at)
    move(verdict, Move.PUBLISH, by=by, note=verdict.document_sha256, **UNAPPROVED)
    show_to_readers([publication])
    ask_for_card(publication)
    announce(check, Change.Kind.CORRECTED if corrected else Change.Kind.PUBLISHED)
    return publication


def _stand(claim: Claim, publication: Publication) -> Check:
    """Make ``publication`` the public standing of the claim, and watch what it rests on."""
    document = publication.document
    check, _made = Check.objects.update_or_create(
        claim=claim,
        defaults={
            "publication": publication,
            "updated_at": publication.published_at,
            "under_review_since": None,
            "review_note": "",
            "review_note_at": None,
            "rating_key": document["rating"]["key"],
            "language": document["language"],
        },
        create_defaults={
            "slug": claim.slug,
            "publication": publication,
            "first_published_at": publication.published_at,
            "updated_at": publication.published_at,
            "rating_key": document["rating"]["key"],
            "language": document["language"],
        },
    )
    # By the document alone: since it was frozen, the claim may name whom they were merged into.
    named = Claimant.objects.filter(slug__in=[who["slug"] for who in document["claimants"]])
    check.claimants.set(named)
    check.topics.set(claim.topics.filter(slug__in=[t["slug"] for t in document["claim"]["topics"]]))
    slugs = [a["source"]["slug"] for a in document["appearances"]]
    check.sources.set(Source.objects.filter(slug__in=slugs))
    cited = Link.objects.filter(public_id__in=document["rests_on"]["links"])
    links = list(cited.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    check.links.set(links)
    check.passages.set(Passage.objects.filter(public_id__in=document["rests_on"]["passages"]))
    watch(links=links, cadence=Link.Cadence.PUBLISHED)
    refresh_health([check])
    return check


def _end_review(claim: Claim, by: User, ending: Review.Ending) -> None:
    Review.objects.open().filter(claim=claim).update(ending=ending, ended_at=Now(), ended_by=by)


@transaction.atomic
def schedule(*, by: User, claim: Claim, at: datetime, sha256: str) -> Verdict:
    """Publish the approved document at a later time (aware datetime within a year)."""
    require(by, Verb.SCHEDULE)
    if not timezone.now() < at < timezone.now() + FURTHEST_AHEAD:
        raise Refusal(_("Choose a time in the future, at most a year ahead."))
    verdict = lock(claim)
    check_hash(verdict, sha256)
    if problems := preflight(verdict.document or {}):
        raise NotReady(*problems)
    move(verdict, Move.SCHEDULE, by=by, scheduled_for=at, scheduled_by=by, note=at.isoformat())
    return verdict


@transaction.atomic
def unschedule(*, by: User, claim: Claim) -> Verdict:
    """Take the approved document off the schedule; the approval stays."""
    require(by, Verb.SCHEDULE)
    verdict = lock(claim)
    if verdict.scheduled_for is None:
        raise NotReady(_("This is not scheduled, or was published already."))
    verdict.scheduled_for = verdict.scheduled_by = None
    verdict.save(update_fields=["scheduled_for", "scheduled_by"])
    record(actor=by, verb="unschedule", target=claim, before=verdict.state, after=verdict.state)
    return verdict


def publish_due() -> int:
    """Publish the scheduled verdicts whose time has come. Returns how many.

    One that cannot be published is logged and tried again with the next bell; others go on.
    """
    published = 0
    for pk in list(Verdict.objects.due_for_publication().values_list("pk", flat=True)):
        try:
            published += _publish_if_due(pk)
        except Exception:
            log.exception("publish.failed", verdict=pk)
    return published


@transaction.atomic
def _publish_if_due(pk: int) -> bool:
    due = Verdict.objects.due_for_publication().filter(pk=pk)
    verdict = due.select_for_update(skip_locked=True, of=("self",)).first()
    if verdict is None or verdict.scheduled_by is None:
        return False
    _publish(verdict, verdict.scheduled_by)
    return True


@transaction.atomic
def correct(
    *,
    by: User,
    claim: Claim,
    kind: str,
    cause: str,
    was_wrong: str,
    what_changed: str = "",
    why: str = "",
) -> Correction:
    """Open the published claim again. The correction waits with the draft for four eyes.

    Readers will see the words of the correction, so whoever writes it does not approve it.
    """
    require(by, Verb.CORRECT)
    if kind == Correction.Kind.RETRACTION:
        raise Refusal(_("To take a check back altogether, withdraw it."))
    verdict = lock(claim)
    amend(verdict, Move.CORRECT, by=by, note=was_wrong)
    correction = Correction(
        claim=claim,
        kind=kind,
        cause=cause,
        was_wrong=was_wrong.strip(),
        what_changed=what_changed.strip(),
        why=why.strip(),
        author=by,
    )
    save_valid(correction)
    return correction


@transaction.atomic
def cancel_correction(*, by: User, claim: Claim) -> None:
    """Drop the pending correction; what is public stays as it is."""
    require(by, Verb.CORRECT)
    verdict = lock(claim)
    pending = Correction.objects.filter(claim=claim, published_at__isnull=True)
    if not pending.exists():
        raise NotReady(_("No correction is waiting."))
    pending.delete()
    move(verdict, Move.CANCEL_CORRECTION, by=by, **UNAPPROVED)


@transaction.atomic
def withdraw(*, by: User, claim: Claim, reason: str) -> Check:
    """Take the check away at once: a notice with the reason stays, the content goes.

    One publisher may do it; a second person countersigns later.
    """
    require(by, Verb.WITHDRAW)
    if not reason.strip():
        raise Refusal(_("Give the reason. Readers will see it."))
    verdict = lock(claim)
    check = Check.objects.standing().select_for_update(of=("self",)).filter(claim=claim).first()
    if check is None:
        raise NotReady(_("Readers cannot see this claim: there is nothing to withdraw."))
    now = timezone.now()
    Correction.objects.filter(claim=claim, published_at__isnull=True).delete()
    Correction.objects.create(
        claim=claim,
        kind=Correction.Kind.RETRACTION,
        cause=Correction.Cause.EDITOR_ERROR,
        was_wrong=reason,
        author=by,
        published_at=now,
    )
    check.withdrawn_at, check.withdrawal_reason, check.withdrawn_by = now, reason, by
    check.updated_at, check.under_review_since = now, None
    check.save()
    _end_review(claim, by, Review.Ending.WITHDRAWN)
    move(verdict, Move.WITHDRAW, by=by, note=reason, **UNAPPROVED)
    hide_from_readers(check)
    announce(check, Change.Kind.WITHDRAWN)
    return check


@transaction.atomic
def countersign_withdrawal(*, by: User, check: Check) -> Check:
    """Sign a withdrawal somebody else made in a hurry."""
    require(by, Verb.REJECT)
    check = Check.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if check.withdrawn_by_id is None or check.countersigned_by_id is not None:
        raise NotReady(_("There is no withdrawal waiting for a second signature."))
    if check.withdrawn_by_id == by.pk:
        raise NotAllowed(_("You withdrew it. The second signature is somebody else's."))
    check.countersigned_by = by
    check.save(update_fields=["countersigned_by"])
    record(actor=by, verb="countersign withdrawal", target=check.claim)
    return check
