"""The claim's page: the claim, its verdict, evidence and appearances, and what to do with it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR
from django.db.models import F, Func, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import actions
from factcheck.actions.drafting import attach, save_valid
from factcheck.admin.act_forms import CommentForm
from factcheck.admin.claim_pages import ClaimPages
from factcheck.admin.drafts import DraftForm, can_edit
from factcheck.admin.inlines import CLAIM_INLINES
from factcheck.admin.lookalikes import panel_of
from factcheck.admin.re_review import re_review_of
from factcheck.admin.remarks import put_beside, remarks_on
from factcheck.admin.sources_at_odds import found_in
from factcheck.admin.state_bar import state_bar
from factcheck.matching import beginning, ranked
from factcheck.models import Audience, Claim, Evidence, Verdict
from factcheck.models.verdict import TOLD_BY_THE_TRAIL
from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.admin.changes import FieldChange, changes_of
from newsroom.admin.dates import DatedForm, FuzzyDateField
from newsroom.admin.filters import picked
from newsroom.admin.languages import LanguageField

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
        field_classes = {"language": LanguageField}
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

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Name the choice of none: a link needs words."""
        for choice in super().choices(changelist):
            is_none = choice["display"] == self.empty_value_display
            yield {**choice, "display": _("none")} if is_none else choice


@admin.register(Claim)
class ClaimAdmin(ClaimPages):
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
                _save_rows(formset, person(request))
        actions.stop_attending(by=person(request), claim=form.instance)

    def response_change(self, request: HttpRequest, obj: Claim) -> HttpResponse:
        """Go on to the review when that was the button, or add what was chosen below the form."""
        if chosen := request.POST.get("_reuse", ""):
            return self._reuse(request, obj, chosen)
        if "_submit_for_review" in request.POST:
            return HttpResponseRedirect(
                reverse("admin:factcheck_claim_act", args=[obj.pk, "submit"])
            )
        return super().response_change(request, obj)

    def _reuse(self, request: HttpRequest, obj: Claim, chosen: str) -> HttpResponse:
        """Add evidence of a sibling; what is refused is saved neither."""
        row = actions.reuse_evidence(
            by=person(request), claim=obj, evidence=int(chosen) if chosen.isdecimal() else 0
        )
        messages.success(request, _("“%s” is evidence here too.") % row)
        page = reverse("admin:factcheck_claim_change", args=[obj.pk])
        return HttpResponseRedirect(f"{page}#evidence-group")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what stands around the form: state bar, discrepancies, comments.

        Around a form that was refused stands what is saved, not what was typed: a query more.
        """
        claim: Claim = context["original"]
        if request.method == "POST":
            claim = self.get_queryset(request).get(pk=claim.pk)
        remarks = remarks_on(claim)
        put_beside(remarks.open, context["adminform"], context["inline_admin_formsets"])
        context |= {
            "bar": state_bar(claim.verdict, person(request)),
            "original": claim,
            "verdict": claim.verdict,
            "others": actions.others_at(claim, person(request)),
            "re_review": re_review_of(claim),
            "at_odds": found_in(claim),
            "panel": panel_of(claim),
            "remarks": remarks,
            "reusable": _reusable(request, claim),
            "comment_form": CommentForm(),
            "title": claim.statement,
            "subtitle": None,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def changes_in(self, row: Claim) -> list[FieldChange]:
        """Tell of the verdict, the evidence and every other row of the draft as well."""
        return changes_of(row, with_parts=True, apart=TOLD_BY_THE_TRAIL)


def _reusable(request: HttpRequest, claim: Claim) -> list[Evidence]:
    """Return what may be added to an open draft. One query."""
    if not can_edit(request, claim):
        return []
    rows = actions.reusable(claim).select_related("claim", "link")
    return list(rows[: actions.reusing.MOST_OFFERED])


def _save_rows(formset: Any, by: User) -> None:
    """Save the rows of an inline, those that go first; evidence is attached to its page."""
    for row in formset.deleted_objects:
        row.delete()
    for form in formset.forms:
        if form in formset.deleted_forms or not form.has_changed():
            continue
        if isinstance(form.instance, Evidence):
            given = form.cleaned_data
            attach(form.instance, given["address"], given["words"], by=by, file=given["file"])
        else:
            save_valid(form.instance)
