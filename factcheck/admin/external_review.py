"""What others have checked, to be read: an import writes it, and nobody edits what others said."""

import json

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from factcheck.models import ExternalReview
from newsroom.admin.base import ReadOnlyAdmin


@admin.register(ExternalReview)
class ExternalReviewAdmin(ReadOnlyAdmin[ExternalReview]):
    """Reviews by others, the newest first."""

    fields = readonly_fields = (
        "claim_reviewed", "claimant", "said_in_words", "publisher", "where", "title",
        "published_in_words", "rating_given", "rating", "language", "odd", "from_feed",
        "missing_since", "first_seen_at", "changed_at", "as_it_came",
    )  # fmt: skip
    list_display = [
        "claim_reviewed", "publisher", "rating_given", "rating", "published_in_words",
        "missing_since",
    ]  # fmt: skip
    list_select_related = ["rating"]
    list_filter = ["rating"]
    search_fields = ["claim_reviewed"]
    search_help_text = _("Words of the claim, who said it, or who checked it.")

    @admin.display(description=_("address"))
    def where(self, review: ExternalReview) -> str:
        """Link to where it stands; an import takes addresses of the web alone."""
        return format_html('<a href="{}" rel="noreferrer">{}</a>', review.url, review.url)

    @admin.display(description=_("said on"))
    def said_in_words(self, review: ExternalReview) -> str:
        """Say when it was said, as exactly as they tell."""
        return review.said.words()

    @admin.display(description=_("published"), ordering="published_at")
    def published_in_words(self, review: ExternalReview) -> str:
        """Say when they published it, as exactly as they tell."""
        return review.published.words()

    @admin.display(description=_("what is odd in it"))
    def odd(self, review: ExternalReview) -> str:
        """List what an import found odd."""
        return format_html_join(" ", "{}", [(remark,) for remark in review.remarks]) or "–"

    @admin.display(description=_("from"))
    def from_feed(self, review: ExternalReview) -> str:
        """Name the feed it came in."""
        return review.feed.name

    @admin.display(description=_("as it came"))
    def as_it_came(self, review: ExternalReview) -> str:
        """Write its ClaimReview."""
        told = json.dumps(review.raw, indent=2, ensure_ascii=False)
        # It is scrolled sideways, by keyboard too.
        return format_html('<pre tabindex="0" role="region" aria-label="JSON">{}</pre>', told)
