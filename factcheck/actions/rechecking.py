"""Turn what the checker saw into re-reviews, and end them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.actions.moving import lock
from factcheck.health import announce_health, refresh_health
from factcheck.history import REVIEW, STANDS, entry, grown
from factcheck.models import Change, Check, Review
from factcheck.outbox import announce
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotReady, Refusal
from sources.models import Transition

BATCH = 500


@transaction.atomic
def open_reviews() -> int:
    """Act once on every new transition; return how many there were.

    Confirmed alarms open a re-review of each standing check that rests on the page (or on the
    words); every transition refreshes what readers are told. Safe to run twice at once: rows
    somebody else holds are skipped and come with the next run.
    """
    new = Transition.objects.unhandled().select_for_update(skip_locked=True, of=("self",))
    ids = list(new.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not ids:
        return 0
    transitions = Transition.objects.filter(pk__in=ids)
    alarms = list(transitions.alarms())
    affected = _lock(_resting_on(transitions))
    sent_back = [
        check
        for check_id, causes in sorted(_by_check(alarms).items())
        if (check := _review(check_id, causes))
    ]
    changed = refresh_health(affected)
    transitions.update(handled_at=Now())
    announce_health(changed)
    for check in sent_back:
        announce(check, Change.Kind.REVIEW_CHANGED)
    return len(ids)


def review_new_check(check: Check, *, frozen_at: datetime) -> None:
    """Send a check just published back if what it rests on changed since its text was frozen.

    Nobody else will: while those alarms were acted on, there was no check to send back. Runs in
    the caller's transaction, which holds the links, so that no look falls in between, and which
    announces the publication.
    """
    rests = Q(passage__in=check.passages.all()) | Q(passage=None, link__in=check.links.all())
    alarms = Transition.objects.alarms().filter(rests, at__gt=frozen_at)
    if causes := list(alarms):
        _review(check.pk, causes)


def _resting_on(transitions: Iterable[Transition]) -> QuerySet[Check]:
    links = {transition.link_id for transition in transitions}
    return Check.objects.standing().filter(links__in=links).distinct().order_by("pk")


def _lock(checks: QuerySet[Check]) -> list[Check]:
    """Lock all of them at once, in one order: two bells may ring for the same checks."""
    ids = checks.order_by("pk").values_list("pk", flat=True)
    rows = Check.objects.filter(pk__in=list(ids)).order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def _by_check(alarms: Iterable[Transition]) -> dict[int, list[Transition]]:
    """Sort alarms by the standing checks they concern: words by passage, pages by link."""
    causes: dict[int, list[Transition]] = defaultdict(list)
    for alarm in alarms:
        rests = Q(passages=alarm.passage_id) if alarm.passage_id else Q(links=alarm.link_id)
        for pk in Check.objects.standing().filter(rests).values_list("pk", flat=True):
            causes[pk].append(alarm)
    return causes


def _review(check_id: int, causes: Iterable[Transition]) -> Check | None:
    """Send a standing check back for these causes; return it unless it was under re-review."""
    check = Check.objects.select_for_update(of=("self",)).get(pk=check_id)
    if check.is_withdrawn:
        return None
    was_sent_back = check.under_review_since is not None
    send_back(check).causes.add(*causes)
    return None if was_sent_back else check


def send_back(check: Check, *, by: User | None = None, note: str = "") -> Review:
    """Put a locked, standing check under re-review, unless it is; return the re-review.

    Whoever calls it announces the change, last in the transaction.
    """
    review, made = Review.objects.get_or_create(
        claim_id=check.claim_id, ended_at=None, defaults={"opened_at": timezone.now()}
    )
    if made:
        check.under_review_since = review.opened_at
        check.updated_at = review.opened_at
        check.history = grown(check.history, [entry(REVIEW, review.opened_at)])
        check.save(update_fields=["under_review_since", "updated_at", "history"])
        record(actor=by, verb="open re-review", target=check.claim, note=note)
    return review


@transaction.atomic
def close_review(*, by: User, review: Review, public_note: str) -> Review:
    """End a re-review: the verdict stands, and the note tells readers why.

    The other two endings, a correction and a withdrawal, close it by themselves.
    """
    require(by, Verb.CLOSE_REVIEW)
    if not public_note.strip():
        raise Refusal(_("Tell readers why the verdict stands although its source changed."))
    lock(review.claim)
    check = Check.objects.select_for_update(of=("self",)).get(claim=review.claim)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if not review.is_open:
        raise NotReady(_("This re-review has ended: %s.") % review.get_ending_display())
    now = timezone.now()
    review.ending, review.public_note = Review.Ending.STANDS, public_note.strip()
    review.ended_at, review.ended_by = now, by
    review.save()
    check.under_review_since, check.updated_at = None, now
    check.review_note, check.review_note_at = review.public_note, now
    check.history = grown(check.history, [entry(STANDS, now)])
    check.save()
    record(actor=by, verb="close re-review", target=review.claim, note=public_note)
    announce(check, Change.Kind.REVIEW_CHANGED)
    return review
