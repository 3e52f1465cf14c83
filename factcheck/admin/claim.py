"""The claim's page: the claim, its verdict, evidence and appearances, and what to do with it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import F, Func, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck import actions
from factcheck.actions.drafting import attach, save_valid
from factcheck.admin.act_forms import CommentForm
from factcheck.admin.act_page import act_page
from factcheck.admin.changes import changes_of
from factcheck.admin.drafts import DraftAdmin, DraftForm
from factcheck.admin.inlines import CLAIM_INLINES
from factcheck.admin.lookalikes import lookalikes_view, panel_of
from factcheck.admin.re_review import re_review_of
from factcheck.admin.sources_at_odds import found_in
from factcheck.admin.state_bar import state_bar
from factcheck.document import build
from factcheck.matching import beginning, ranked
from factcheck.models import Audience, Claim, Evidence, Verdict
from newsroom.admin.base import person
from newsroom.admin.dates import DatedForm, FuzzyDateField
from newsroom.admin.filters import picked

SHOWN_COMMENTS = 100
MOST_FOUND = 1_000


class ClaimForm(DatedForm[Claim], DraftForm[Claim]):
    """The claim's own columns."""

    dated = "said"
    said = FuzzyDateField(label=gettext_lazy("Said on"))

    class Meta:
        model = Claim
        fields = [
            "statement", "summary", "language", "topics", "place", "checkability", "same_as",
            "context_note", "is_sensitive",
        ]  # fmt: skip
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField statement"}),
            "context_note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }


class JudgedFilter(admin.RelatedFieldListFilter):
    """Claims by rating; an index finds those without one as well.

    Every claim has a verdict, but PostgreSQL must be told to begin there.
    """

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the claims with the rating, or without one."""
        narrowed: Any = super().queryset(request, queryset)
        return narrowed.filter(verdict__isnull=False) if self.used_parameters else queryset


@admin.register(Claim)
class ClaimAdmin(DraftAdmin[Claim]):
    """Everything about one claim on one page. Claims are split out in the workbench."""

    form = ClaimForm
    inlines = CLAIM_INLINES
    change_form_template = "admin/factcheck/claim/change_form.html"
    autocomplete_fields = ["topics", "same_as"]
    fieldsets = [
        (None, {"fields": ["revision", "statement", ("said", "place"), "topics"]}),
        (
            gettext_lazy("More about the claim"),
            {
                "classes": ["collapse"],
                "fields": [
                    "summary", "context_note", ("checkability", "language"), "same_as",
                    "is_sensitive",
                ],
            },
        ),
    ]  # fmt: skip
    list_display = ["statement", "rating", "state", "assignee", "language", "created_at"]
    list_select_related = ["verdict__rating", "verdict__assignee"]
    list_filter = [
        "verdict__state", ("verdict__rating", JudgedFilter), "checkability", picked("topics"),
        picked("claimants"), "is_sensitive",
    ]  # fmt: skip
    search_fields = ["statement"]
    search_help_text = gettext_lazy("Words of the claim, its summary, its verdict or a name.")

    @admin.display(description=gettext_lazy("Said on"))
    def said(self, claim: Claim) -> str:
        """Write the date where the form is not open."""
        return claim.said.words()

    @admin.display(description=gettext_lazy("rating"), ordering="verdict__rating__order")
    def rating(self, claim: Claim) -> str:
        """Name the rating."""
        return str(claim.verdict.rating or "–")

    @admin.display(description=gettext_lazy("state"), ordering="verdict__state")
    def state(self, claim: Claim) -> str:
        """Name the state."""
        return claim.verdict.get_state_display()

    @admin.display(description=gettext_lazy("assigned to"), ordering="verdict__assignee")
    def assignee(self, claim: Claim) -> str:
        """Name who has it."""
        return str(claim.verdict.assignee or "–")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Fetch the verdict with the claim: every screen needs it."""
        rows = super().get_queryset(request)
        return rows.select_related(
            "verdict__rating", "verdict__assignee", "verdict__submitted_by",
            "verdict__approved_by", "check_record",
        )  # fmt: skip

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        """Find claims by their words, the best first; by the word being typed if it is none yet.

        A list that is sorted by a column stays so. Lists and suggestions cost two queries more.
        """
        if not search_term.strip():
            return queryset, False
        found = ranked(search_term, Audience.DESK, MOST_FOUND)
        found = found or beginning(search_term, Audience.DESK, MOST_FOUND)
        claims = queryset.filter(pk__in=found)
        if ORDER_VAR not in request.GET:
            claims = claims.order_by(Func(Value(found), F("pk"), function="array_position"))
        return claims, False

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Claim, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Read the form as the claim's one verdict, whatever else a forged one says of rows."""
        given: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if inline.model is Verdict and "data" in given:
            for name, value in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 1), ("0-id", obj.verdict.pk)):
                given["data"][f"{prefix}-{name}"] = str(value)
        return given

    def save_draft(self, request: HttpRequest, form: Any, formsets: Any) -> None:
        """Judge with the verdict's changes, then save the claim and its rows."""
        verdict_rows, *others = formsets
        (verdict_form,) = verdict_rows.forms
        changes = {name: verdict_form.cleaned_data[name] for name in verdict_form.changed_data}
        with actions.redraft(
            by=person(request), claim=form.instance, revision=form.seen_revision, **changes
        ):
            save_valid(form.instance)
            form.save_m2m()
            for formset in others:
                _save_rows(formset)

    def response_change(self, request: HttpRequest, obj: Claim) -> HttpResponse:
        """Go on to the review when that was the button."""
        if "_submit_for_review" in request.POST:
            return HttpResponseRedirect(
                reverse("admin:factcheck_claim_act", args=[obj.pk, "submit"])
            )
        return super().response_change(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what stands around the form: state bar, discrepancies, comments."""
        claim: Claim = context["original"]
        context |= {
            "bar": state_bar(claim.verdict, person(request)),
            "verdict": claim.verdict,
            "re_review": re_review_of(claim),
            "at_odds": found_in(claim),
            "panel": panel_of(claim),
            "comments": claim.comments.select_related("author")[:SHOWN_COMMENTS],
            "comment_form": CommentForm(),
            "title": claim.statement,
            "subtitle": None,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the acts, the preview, and what the workbench asks while one types."""
        wrap = self.admin_site.admin_view
        own = [
            path(
                "lookalikes/",
                wrap(require_POST(self.lookalikes_view)),
                name="factcheck_claim_lookalikes",
            ),
            path("<int:pk>/act/<slug:slug>/", wrap(self.act_view), name="factcheck_claim_act"),
            path("<int:pk>/preview/", wrap(self.preview_view), name="factcheck_claim_preview"),
        ]
        return [*own, *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """Do something with the claim."""
        return act_page(self, request, pk, slug)

    def lookalikes_view(self, request: HttpRequest) -> HttpResponse:
        """Show the claims that a text looks like."""
        return lookalikes_view(self, request)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what readers would see of the draft as it is now."""
        claim = get_object_or_404(Claim.objects.select_related("verdict__rating"), pk=pk)
        if not self.has_view_or_change_permission(request, claim):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Preview"),
            "claim": claim,
            "document": claim.verdict.document or build(claim),
            "is_frozen": claim.verdict.document is not None,
        }
        return TemplateResponse(request, "admin/factcheck/claim/preview.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add what each change of the draft did to which field."""
        claim = self.get_object(request, object_id)
        changes = changes_of(claim) if claim else []
        return super().history_view(
            request, object_id, {"changes": changes, **(extra_context or {})}
        )


def _save_rows(formset: Any) -> None:
    """Save the rows of an inline, those that go first; evidence is attached to its page."""
    for row in formset.deleted_objects:
        row.delete()
    for form in formset.forms:
        if form in formset.deleted_forms or not form.has_changed():
            continue
        if isinstance(form.instance, Evidence):
            attach(form.instance, form.cleaned_data["address"], form.cleaned_data["words"])
        else:
            save_valid(form.instance)
