"""Bring in the reviews of a feed, lot by lot: what is wrong with one stops no other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, OperationalError, connection
from django.utils.translation import gettext as _

from factcheck.actions.following import Kept, close_feed, keep_reviews, open_feed
from factcheck.external.files import entries_at, is_address
from factcheck.external.rating import Scale
from factcheck.external.review import Review, read_review
from factcheck.external.stream import Entry
from factcheck.models import ExternalReview, ReviewFeed
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.refusals import Refusal

AT_A_TIME = 500
"""Reviews that are kept in one transaction."""

REFUSED, AGAIN = "refused", "there twice"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Row:
    """What came of the ``number``th review of a feed, and what there is to say about it."""

    number: int
    review: Review
    outcome: str = ""

    @property
    def said(self) -> list[str]:
        """Why it was refused, or what is odd in it."""
        return self.review.problems or self.review.remarks

    def refuse(self, problem: str) -> None:
        """Say why nothing came of it."""
        self.review.problems.append(problem)
        self.outcome = REFUSED


class Import:
    """One reading of one feed, by ``by``. Go through ``rows``; then the other attributes are told.

    ``number`` counts rows by outcome, ``broken`` says why the rest could not be read, and ``gone``
    are reviews that were in the feed and no longer are (unknown where it could not be read whole).
    """

    def __init__(self, *, by: User, place: str) -> None:
        """Begin nothing yet. Raises ``NotAllowed`` for who may not."""
        require(by, Verb.SPLIT)
        self.by, self.place = by, place
        self.number: Counter[str] = Counter()
        self.broken = ""
        self.gone: list[ExternalReview] = []
        self._feed: ReviewFeed | None = None
        self._rows_by_key: dict[str, int] = {}
        self._seen: set[int] = set()
        self._spared: set[str] = set()

    def rows(self) -> Iterator[Row]:
        """Read the feed, keep what is in it, and yield what came of each row, in order."""
        scale, base = Scale(), self.place if is_address(self.place) else ""
        lot: list[Row] = []
        try:
            for number, entry in enumerate(entries_at(self.place), start=1):
                lot.append(Row(number, _read(entry, scale, base)))
                if len(lot) == AT_A_TIME:
                    yield from self._kept(lot)
                    lot = []
        except Refusal as refusal:
            self.broken = str(refusal)
        yield from self._kept(lot)
        if not self.broken and not self.number:
            self.broken = _("There is no ClaimReview in it.")
        if self._feed and not self.broken:
            self.gone = close_feed(
                by=self.by, feed=self._feed, seen=self._seen, spared=self._spared, done=self.number
            )

    def _kept(self, lot: Sequence[Row]) -> Sequence[Row]:
        for row in lot:
            self._sort_out(row)
        wanted = [row for row in lot if not row.outcome]
        if wanted:
            self._feed = self._feed or open_feed(by=self.by, name=self.place)
            self._keep(self._feed, wanted)
        self._spared |= {row.review.url for row in lot if row.outcome == REFUSED}
        self.number.update(row.outcome for row in lot)
        return lot

    def _sort_out(self, row: Row) -> None:
        """Refuse what cannot be read, and the second of two that are about the same."""
        if row.review.problems:
            row.outcome = REFUSED
            return
        first = self._rows_by_key.setdefault(row.review.key, row.number)
        if first != row.number:
            row.outcome = AGAIN
            row.review.remarks = [_("It is row %d again: the first one counts.") % first]

    def _keep(self, feed: ReviewFeed, rows: Sequence[Row], tries: int = 2) -> None:
        """Keep reviews together; where that cannot be, of either half, down to the odd one."""
        reviews = [row.review for row in rows]
        try:
            kept = keep_reviews(by=self.by, feed=feed, reviews=reviews, seen=self._seen)
        except OperationalError as error:
            if tries > 1:
                connection.close_if_unusable_or_obsolete()
                self._keep(feed, rows, tries - 1)
                return
            log.warning("reviews.held_up", feed=feed.name, exc_info=error)
            for row in rows:
                row.refuse(_("The database was too busy to keep it. Import it again."))
        except (DatabaseError, ValueError) as error:
            if len(rows) == 1:
                log.exception("reviews.row_failed", feed=feed.name, exc_info=error)
                rows[0].refuse(_("It could not be stored as it stands."))
                return
            middle = len(rows) // 2
            self._keep(feed, rows[:middle])
            self._keep(feed, rows[middle:])
        else:
            for row, (key, outcome) in zip(rows, kept, strict=True):
                row.outcome = outcome
                self._seen.add(key)


def _read(entry: Entry, scale: Scale, base: str) -> Review:
    if entry.review is None:
        return Review(problems=[entry.problem])
    return read_review(entry.review, scale, base)


__all__ = ["AGAIN", "REFUSED", "Import", "Kept", "Row"]
