"""An appearance of a claim, and the figures it gives there."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck import actions
from factcheck.actions.drafting import read_into, save_valid
from factcheck.admin.drafts import DraftAdmin, DraftForm
from factcheck.admin.inlines import DraftInline
from factcheck.admin.measure import MeasureField
from factcheck.models import Appearance, Figure
from newsroom.admin.base import person


class AppearanceForm(DraftForm[Appearance]):
    """How the claim stands in the article."""


class FigureForm(forms.ModelForm[Figure]):
    """A figure as the source writes it; how it is understood is echoed once it is saved."""

    class Meta:
        model = Figure
        fields = ["measure", "as_written", "as_of"]

    measure = MeasureField(label=_("measure"))


class FigureInline(DraftInline[Figure]):
    """The figures this appearance gives."""

    model = Figure
    form = FigureForm
    extra = 2
    readonly_fields = ["understood"]
    fields = [("measure", "as_written", "as_of"), "understood"]

    @admin.display(description=_("understood as"))
    def understood(self, figure: Figure) -> str:
        """Echo the reading ("10,000 million = 10 billion") and what to check about it."""
        if not figure.as_written:
            return str(_("shown once it is saved"))
        low, high = figure.minimum, figure.maximum
        numbers = " – ".join(
            f"{n.normalize():,f}" for n in dict.fromkeys((low, high)) if n is not None
        )
        parts = (figure.get_qualifier_display(), numbers or str(_("no number")), figure.unit)
        understood = " ".join(part for part in parts if part)
        reading = figure.read()
        return ". ".join(dict.fromkeys((understood, reading.words, *reading.doubts)))


@admin.register(Appearance)
class AppearanceAdmin(DraftAdmin[Appearance]):
    """One appearance of one claim."""

    form = AppearanceForm
    inlines = [FigureInline]
    change_form_template = "admin/factcheck/draft_form.html"
    readonly_fields = ["claim", "source", "passage"]
    fields = [
        "revision",
        "claim",
        "source",
        "passage",
        "kind",
        "is_first",
        "upstream",
        "attribution",
    ]
    ordering = ["-pk"]
    list_display = ["claim", "source", "kind", "is_first", "attribution"]
    list_select_related = ["claim", "source__link"]
    list_filter = ["kind", "is_first"]
    search_fields = ["claim__statement", "source__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        """Fetch claim, verdict, article and words with the row."""
        rows = super().get_queryset(request)
        return rows.select_related("claim__verdict", "source__link", "passage")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer the other appearances of the claim as what this one repeats."""
        if db_field.name == "upstream":
            pk = request.resolver_match.kwargs.get("object_id")
            siblings = Appearance.objects.filter(claim__appearances=pk).exclude(pk=pk)
            kwargs |= {
                "queryset": siblings.select_related("source__link"),
                "empty_label": _("nothing we have"),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_draft(self, request: HttpRequest, form: Any, formsets: Any) -> None:
        """Save the appearance and its figures, each read from what the source writes."""
        row: Appearance = form.instance
        actions.edit(by=person(request), claim=row.claim, revision=form.seen_revision)
        save_valid(row)
        (figures,) = formsets
        for figure in figures.deleted_objects:
            figure.delete()
        for figure_form in figures.forms:
            if figure_form.has_changed() and figure_form not in figures.deleted_forms:
                figure = figure_form.instance
                save_valid(read_into(figure, figure.as_written))

    def response_change(self, request: HttpRequest, obj: Appearance) -> HttpResponse:
        """Go back to the claim, unless more is to be entered here."""
        response = super().response_change(request, obj)
        if "_save" in request.POST:
            return HttpResponseRedirect(
                reverse("admin:factcheck_claim_change", args=[obj.claim_id])
            )
        return response
