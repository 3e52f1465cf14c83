"""Why a claim came back to the desk: which page or words, by which rule, since when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from factcheck.models import Claim, ReaderReport, Review
from sources.admin.marks import health_mark, passage_mark
from sources.admin.reasons import cause_of
from sources.models import Link, Passage, Transition

SHOWN = 20


@dataclass(frozen=True)
class Cause:
    """One confirmed change that sent the claim back, and how the page or the words are now."""

    change: Transition

    @property
    def link(self) -> Link:
        """Return the page."""
        return self.change.link

    @property
    def passage(self) -> Passage | None:
        """Return the words, where they are what changed."""
        return self.change.passage

    @property
    def why(self) -> str:
        """Say which rule it was."""
        return cause_of(self.change)

    @property
    def since(self) -> datetime:
        """Say when it was first seen; once it is over, when it was confirmed."""
        first = {
            Transition.Axis.HEALTH: self.link.failing_since,
            Transition.Axis.CONTENT: self.link.drifting_since,
            Transition.Axis.PASSAGE: self.passage.changed_since if self.passage else None,
        }.get(Transition.Axis(self.change.axis))
        return min(first or self.change.at, self.change.at)

    @property
    def now(self) -> SafeString:
        """Show how it is by now."""
        return passage_mark(self.passage, self.link) if self.passage else health_mark(self.link)


@dataclass(frozen=True)
class ReReview:
    """An open re-review and what caused it, the newest first. ``more`` causes are not shown."""

    review: Review
    causes: list[Cause]
    more: int
    reports: list[ReaderReport]


def re_review_of(claim: Claim) -> ReReview | None:
    """Return why ``claim`` is under re-review, None when it is not. Up to three queries.

    Of a page or of words that changed again and again, the last change is told.
    """
    check = getattr(claim, "check_record", None)
    if check is None or check.under_review_since is None:
        return None
    review = Review.objects.open().filter(claim=claim).first()
    if review is None:
        return None
    changes = review.causes.select_related("link", "passage").order_by("-at", "-pk")
    last: dict[tuple[int, str, int | None], Cause] = {}
    for change in changes:
        last.setdefault((change.link_id, change.axis, change.passage_id), Cause(change))
    causes = list(last.values())
    reports = list(review.reports.select_related("settled_by").order_by("-pk")[:SHOWN])
    return ReReview(review, causes[:SHOWN], max(0, len(causes) - SHOWN), reports)
