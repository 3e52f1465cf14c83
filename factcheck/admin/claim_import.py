"""Importing claims: give a file, look at what each row would do, confirm, see what became of it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck.actions.importing import discard_import, open_import
from factcheck.importing.columns import COLUMNS, REQUIRED
from factcheck.importing.files import LARGEST, read_rows, unread_columns, write_csv
from factcheck.importing.job import go_on, open_address, stands_still, start
from factcheck.models import ClaimImport, ImportedRow
from newsroom.admin.base import DeskAdmin, ReadOnlyAdmin, person
from newsroom.refusals import Refusal

SHOWN = 100
SHAPES: dict[str, str] = {
    ImportedRow.Outcome.NEW: "+",
    ImportedRow.Outcome.KNOWN: "=",
    ImportedRow.Outcome.WRONG: "✕",
    ImportedRow.Outcome.MADE: "✓",
}
STATE_SHAPES: dict[str, str] = {
    ClaimImport.State.FETCHING: "◌",
    ClaimImport.State.PREVIEW: "◔",
    ClaimImport.State.RUNNING: "◷",
    ClaimImport.State.DONE: "✓",
    ClaimImport.State.DISCARDED: "–",
    ClaimImport.State.FAILED: "✕",
}
MEANINGS: dict[str, Any] = {
    "address": gettext_lazy("where the claim stands; filed and watched when we do not have it"),
    "statement": gettext_lazy("the claim in one checkable sentence"),
    "quote": gettext_lazy("its exact words there"),
    "kind": gettext_lazy("verbatim, paraphrase, headline or translation"),
    "attribution": gettext_lazy("how the article attributes it"),
    "claimant": gettext_lazy("who says it; several with semicolons between them"),
    "claimant_kind": gettext_lazy("of a new one: person, organisation, government, outlet …"),
    "title_held": gettext_lazy("their title at the time"),
    "said": gettext_lazy("2019-06-03, 2019-06, 2019 or 3 June 2019"),
    "place": gettext_lazy("where it was said"),
    "topics": gettext_lazy("topics we have, with semicolons between them"),
    "language": gettext_lazy("of the claim, such as en"),
    "summary": gettext_lazy("shorter, for lists"),
    "context": gettext_lazy("a note on the claim"),
    "source_title": gettext_lazy("of the article; else read from the page"),
    "source_byline": gettext_lazy("its by-line"),
    "source_outlet": gettext_lazy("who published it"),
    "source_published": gettext_lazy("when; a date as above"),
    "source_language": gettext_lazy("such as en or es-MX"),
    "text": gettext_lazy("the article's text, where its page cannot be read"),
}


class ImportForm(forms.Form):
    """A file, or an address."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("CSV, Excel (XLSX), JSON, or ClaimReview as JSON-LD or in a page."),
    )
    address = forms.CharField(
        label=gettext_lazy("Or an address"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(
            attrs={"class": "vLargeTextField", "inputmode": "url", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("Of a page with ClaimReview, of a feed of many, or of such a file."),
    )

    def open(self, request: HttpRequest) -> ClaimImport:
        """Open the import. Raises ``Refusal`` for a file that cannot be read."""
        by, upload = person(request), self.cleaned_data["file"]
        if upload is None:
            return open_address(by=by, address=self.cleaned_data["address"])
        if upload.size > LARGEST:
            raise Refusal(_("The file is larger than 20 MB. Split it, please."))
        rows = read_rows(upload.read())
        return open_import(by=by, name=upload.name, rows=rows, unread=unread_columns(rows))

    def clean(self) -> dict[str, Any] | None:
        """Ask for one of the two."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("address")):
            raise forms.ValidationError(_("Choose a file, or give an address."))
        return cleaned


@admin.register(ClaimImport)
class ClaimImportAdmin(ReadOnlyAdmin[ClaimImport]):
    """Imports, the newest first; to add one is to give a file."""

    list_display = ["name", "state_in_words", "created_by", "created_at", "finished_at"]
    list_select_related = ["created_by"]
    search_fields = ["name"]

    @admin.display(description=gettext_lazy("state"))
    def state_in_words(self, batch: ClaimImport) -> str:
        """Say how it stands, with a shape."""
        return f"{STATE_SHAPES[batch.state]} {batch.get_state_display()}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let everybody import who may file and split; the action asks again."""
        return DeskAdmin.has_add_permission(self, request)

    def get_urls(self) -> list[URLPattern]:
        """Add the two decisions, and the two files."""
        wrap, name = self.admin_site.admin_view, "factcheck_claimimport"
        own = [
            path("columns.csv", wrap(self.columns_view), name=f"{name}_columns"),
            path(
                "<int:pk>/confirm/", wrap(require_POST(self.confirm_view)), name=f"{name}_confirm"
            ),
            path(
                "<int:pk>/discard/", wrap(require_POST(self.discard_view)), name=f"{name}_discard"
            ),
            path("<int:pk>/go-on/", wrap(require_POST(self.go_on_view)), name=f"{name}_go_on"),
            path("<int:pk>/wrong.csv", wrap(self.wrong_view), name=f"{name}_wrong"),
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a file or an address, and go on to what it would do."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_given = request.method == "POST"
        form = ImportForm(request.POST, request.FILES) if is_given else ImportForm()
        if form.is_valid():
            try:
                return HttpResponseRedirect(self._page_of(form.open(request)))
            except Refusal as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, reason)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import claims"),
            "opts": self.opts,
            "form": form,
            "columns": [(name, MEANINGS[name], name in REQUIRED) for name in COLUMNS],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/factcheck/claimimport/add.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an import: what its rows would do, are doing, or did."""
        # Sent as a form, it could ask to be saved “as new”, which whoever may import may do.
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        batch = self.get_object(request, object_id)
        if batch is None:
            return super().change_view(request, object_id, form_url, extra_context)
        context = {
            **self.admin_site.each_context(request),
            **page_of(batch, request.GET),
            "title": batch.name,
            "opts": self.opts,
            "is_theirs": batch.created_by_id == person(request).pk,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/factcheck/claimimport/page.html", context)

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Import the rows that are new."""
        return self._decided(request, pk, start, _("Confirmed."))

    def go_on_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take up an import that stands still."""
        return self._decided(request, pk, go_on, _("It goes on."))

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Leave it."""
        return self._decided(request, pk, discard_import, _("Discarded: nothing was imported."))

    def _decided(self, request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponse:
        batch = get_object_or_404(ClaimImport, pk=pk)
        try:
            act(by=person(request), batch=batch)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(self._page_of(batch))

    def wrong_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand out the rows that are wrong, with what is wrong, to be mended."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ClaimImport, pk=pk)
        rows = batch.rows.filter(outcome=ImportedRow.Outcome.WRONG).order_by("number")
        return _file("wrong.csv", write_csv(rows.values_list("given", "problems")))

    def columns_view(self, request: HttpRequest) -> HttpResponse:
        """Hand out an empty file with the columns."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return _file("claims.csv", ",".join(COLUMNS).encode() + b"\r\n")

    def _page_of(self, batch: ClaimImport) -> str:
        return reverse("admin:factcheck_claimimport_change", args=[batch.pk])


def page_of(batch: ClaimImport, asked: Any) -> dict[str, Any]:
    """Gather what the page of an import shows; ``asked`` are its ``only`` and ``after``.

    Numbers of rows by outcome, and up to ``SHOWN`` rows. Three queries at most.
    """
    number = batch.count()
    outcomes = ImportedRow.Outcome
    only = asked.get("only") if asked.get("only") in outcomes.values else ""
    after = asked.get("after", "")
    is_number = after.isdecimal() and len(after) < 9
    rows = batch.rows.filter(number__gt=int(after) if is_number else 0).select_related("claim")
    found = list((rows.filter(outcome=only) if only else rows).order_by("number")[: SHOWN + 1])
    total = sum(number.values())
    return {
        "batch": batch,
        "shape": STATE_SHAPES[batch.state],
        "is_moving": batch.state in (ClaimImport.State.RUNNING, ClaimImport.State.FETCHING),
        "stands_still": stands_still(batch),
        "number": number,
        "total": total,
        "worked": total - number[outcomes.NEW],
        "only": only,
        "tabs": [(o.value, o.label, SHAPES[o], number[o]) for o in outcomes if number[o]],
        "rows": [_drawn(row) for row in found[:SHOWN]],
        "next": found[SHOWN - 1].number if len(found) > SHOWN else None,
    }


def _drawn(row: ImportedRow) -> dict[str, Any]:
    statement, address = (row.given.get(name, "–") for name in REQUIRED[::-1])
    return {"row": row, "mark": SHAPES[row.outcome], "statement": statement, "address": address}


def _file(name: str, data: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
