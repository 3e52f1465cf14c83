"""What actions wrote about claims, to be read. Verdicts and evidence are edited on the claim."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from factcheck.models import (
    Change,
    Check,
    Claim,
    Comment,
    Correction,
    DiscrepancyDecision,
    Evidence,
    Figure,
    Publication,
    Review,
    Verdict,
)
from factcheck.models.verdict import TOLD_BY_THE_TRAIL
from newsroom.admin.base import ReadOnlyAdmin
from newsroom.admin.changes import FieldChange, changes_of
from newsroom.admin.filters import ValuesFilter
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of
from sources.admin.marks import health_mark


@admin.display(description=_("claim"))
def claim_link(row: Any) -> str:
    """Link to the claim's page, where everything about it is done."""
    claim: Claim = row.claim
    url = reverse("admin:factcheck_claim_change", args=[claim.pk])
    return format_html('<a href="{}">{}</a>', url, claim)


@admin.register(Verdict)
class VerdictAdmin(ReadOnlyAdmin[Verdict]):
    """Every verdict by state."""

    ordering = ["-changed_at"]
    list_display = ["rating", claim_link, "state", "assignee", "submitted_by", "changed_at"]
    list_select_related = ["claim", "rating", "assignee", "submitted_by"]
    list_filter = ["state", "rating", "assignee"]
    search_fields = ["claim__statement", "reason"]

    def events_on(self, row: Verdict) -> QuerySet[Event]:
        """Tell of the acts on the claim: they are the verdict's."""
        return events_of(row.claim)

    def changes_in(self, row: Verdict) -> list[FieldChange]:
        """Leave out what those acts tell."""
        return changes_of(row, apart=TOLD_BY_THE_TRAIL)


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin[Evidence]):
    """Every piece of evidence, with how its page is. Pages in trouble are on the console."""

    list_display = ["title", claim_link, "stance", "is_load_bearing", "health"]
    list_select_related = ["claim", "link"]
    list_filter = ["stance", "kind", "is_load_bearing"]
    search_fields = ["title", "publisher", "link__url", "claim__statement"]

    @admin.display(description=_("page"))
    def health(self, evidence: Evidence) -> str:
        """Say how the page is."""
        return health_mark(evidence.link) if evidence.link else str(_("uploaded document"))


@admin.register(Figure)
class FigureAdmin(ReadOnlyAdmin[Figure]):
    """Every figure, by measure."""

    list_display = [
        "measure",
        "as_written",
        "minimum",
        "maximum",
        "qualifier",
        "unit",
        "appearance",
    ]
    list_select_related = ["appearance__source__link"]
    list_filter = ["qualifier"]
    search_fields = ["measure", "as_written"]


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin[Publication]):
    """What readers got, frozen."""

    list_display = [
        "published_at",
        claim_link,
        "number",
        "submitted_by",
        "approved_by",
        "published_by",
    ]
    list_select_related = ["claim", "submitted_by", "approved_by", "published_by"]
    list_filter = ["published_at"]
    search_fields = ["claim__statement"]


@admin.register(Check)
class CheckAdmin(ReadOnlyAdmin[Check]):
    """The public standing of each claim."""

    fields = [
        "slug", "claim", "publication", "first_published_at", "updated_at", "rating_key",
        "evidence_health", "last_looked_at", "under_review_since", "review_note",
        "withdrawn_at", "withdrawal_reason", "withdrawn_by", "countersigned_by",
    ]  # fmt: skip
    list_display = [
        "slug", claim_link, "rating_key", "evidence_health", "under_review_since", "withdrawn_at",
    ]  # fmt: skip
    list_select_related = ["claim"]
    list_filter = ["evidence_health", ("rating_key", ValuesFilter), ("language", ValuesFilter)]
    search_fields = ["slug", "claim__statement"]


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin[Correction]):
    """What we got wrong, or what changed."""

    list_display = ["created_at", claim_link, "kind", "cause", "author", "published_at"]
    list_select_related = ["claim", "author"]
    list_filter = ["kind", "cause"]
    search_fields = ["claim__statement", "was_wrong"]


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin[Review]):
    """Published claims that came back to the desk."""

    ordering = ["-opened_at"]
    exclude = ["causes"]
    list_display = ["opened_at", claim_link, "ending", "ended_at", "ended_by"]
    list_select_related = ["claim", "ended_by"]
    list_filter = ["ending"]
    search_fields = ["claim__statement", "public_note"]


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin[Comment]):
    """What colleagues said about drafts."""

    list_display = ["at", claim_link, "author", "field", "text", "resolved_at"]
    list_select_related = ["claim", "author"]
    search_fields = ["text", "claim__statement"]


@admin.register(DiscrepancyDecision)
class DiscrepancyDecisionAdmin(ReadOnlyAdmin[DiscrepancyDecision]):
    """What editors decided about sources at odds."""

    list_display = ["key", claim_link, "decision", "reason", "decided_by", "decided_at"]
    list_select_related = ["claim", "decided_by"]
    list_filter = ["decision"]
    search_fields = ["key", "reason", "claim__statement"]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin[Change]):
    """What changed in public, in commit order."""

    list_display = ["sequence", "kind", "check_record", "at"]
    list_select_related = ["check_record"]
    list_filter = ["kind"]
    search_fields = ["check_record__slug"]
