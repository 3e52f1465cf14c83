"""Follow what others check: keep their reviews beside our claims, as they are today."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from django.db import connection, transaction
from django.db.models.functions import Now

from factcheck.external.review import Review, plain
from factcheck.models import ExternalReview, ReviewFeed
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record

_WRITTEN = [*Review().columns(), "feed_id", "missing_since", "changed_at"]


class Kept(StrEnum):
    """What came of a review."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "unchanged"


@transaction.atomic
def open_feed(*, by: User, name: str) -> ReviewFeed:
    """Return the feed with this file name or address, made when nobody has brought it before."""
    require(by, Verb.SPLIT)
    feed, is_new = ReviewFeed.objects.get_or_create(name=name[:500], defaults={"created_by": by})
    if is_new:
        record(actor=by, verb="follow reviews of others", target=feed, note=feed.name)
    return feed


@transaction.atomic
def keep_reviews(
    *, by: User, feed: ReviewFeed, reviews: Sequence[Review], seen: Collection[int] = ()
) -> list[tuple[int, Kept]]:
    """Keep reviews as they are now; return the key of each row, and what was done with it.

    One that is moved or reworded is the row it was, where that is certain; ``seen`` are the keys of
    rows that have been found in this feed already, and are no others'. A review that says what we
    have is not written. Five queries at most, however many there are.
    """
    require(by, Verb.SPLIT)
    _one_at_a_time()
    known = _known(reviews, seen)
    rows, outcomes = [], []
    for review in reviews:
        row = known.get(review.key)
        outcomes.append(_update(row, review, feed) if row else Kept.NEW)
        rows.append(row or ExternalReview(feed=feed, **review.columns()))
    by_outcome = defaultdict(list)
    for row, outcome in zip(rows, outcomes, strict=True):
        by_outcome[outcome].append(row)
    ExternalReview.objects.bulk_create(by_outcome[Kept.NEW])
    ExternalReview.objects.bulk_create(
        by_outcome[Kept.CHANGED],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[name.removesuffix("_id") for name in _WRITTEN],
    )
    return [(row.pk, outcome) for row, outcome in zip(rows, outcomes, strict=True)]


@transaction.atomic
def close_feed(
    *,
    by: User,
    feed: ReviewFeed,
    seen: Collection[int],
    spared: Collection[str],
    done: Counter[str],
) -> list[ExternalReview]:
    """Note which reviews of the feed were not ``seen`` in it this time, and return them.

    They are kept: that somebody took a review back is worth knowing. ``spared`` are addresses of
    rows that could not be read. The trail tells of an import that changed something.
    """
    require(by, Verb.SPLIT)
    ours = ExternalReview.objects.filter(feed=feed, missing_since=None)
    unseen = set(ours.values_list("pk", flat=True)) - set(seen)
    gone = [row for row in ours.filter(pk__in=unseen).defer("raw") if row.url not in spared]
    ExternalReview.objects.filter(pk__in=[row.pk for row in gone]).update(missing_since=Now())
    told = {Kept.NEW: done[Kept.NEW], Kept.CHANGED: done[Kept.CHANGED], "gone": len(gone)}
    if any(told.values()):
        note = ", ".join(f"{count} {what}" for what, count in told.items() if count)
        record(actor=by, verb="import reviews of others", target=feed, note=note)
    return gone


def _known(reviews: Sequence[Review], seen: Collection[int]) -> Mapping[str, ExternalReview]:
    """Return the rows of reviews we have, by the keys that the reviews have now."""
    rows = ExternalReview.objects.filter(key__in=[review.key for review in reviews])
    known = {row.key: row for row in rows}
    strange = [review for review in reviews if review.trail and review.key not in known]
    if strange:
        taken = {row.pk for row in known.values()} | set(seen)
        known |= dict(_followed(strange, taken))
    return known


def _followed(strange: Iterable[Review], taken: set[int]) -> Iterator[tuple[str, ExternalReview]]:
    """Yield rows whose address or words changed: theirs alone, and the other of both the same."""
    by_trail = defaultdict(list)
    for review in strange:
        by_trail[review.trail].append(review)
    rows_by_trail = defaultdict(list)
    for row in ExternalReview.objects.filter(trail__in=by_trail):
        if row.pk not in taken:
            rows_by_trail[row.trail].append(row)
    for trail, rows in rows_by_trail.items():
        if len(rows) == len(by_trail[trail]) == 1:
            (row,), (review,) = rows, by_trail[trail]
            if row.url == review.url or plain(row.claim_reviewed) == plain(review.claim_reviewed):
                yield review.key, row


def _update(row: ExternalReview, review: Review, feed: ReviewFeed) -> Kept:
    """Bring a row up to date, unsaved; say whether there was anything to do."""
    changed = {n: v for n, v in review.columns().items() if getattr(row, n) != v}
    if not changed and row.missing_since is None:
        return Kept.SAME
    for name, value in changed.items():
        setattr(row, name, value)
    if row.missing_since is not None:
        row.missing_since, row.feed = None, feed
    row.changed_at = Now()
    return Kept.CHANGED


def _one_at_a_time() -> None:
    """Let nobody else keep reviews until the transaction ends: two would find the same one new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('keep reviews'))")
