"""What readers told us, and what came of it."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck import actions
from factcheck.models import ReaderReport
from factcheck.permissions import Verb, may
from newsroom.admin.base import ReadOnlyAdmin, person
from newsroom.admin.typed import typed
from newsroom.refusals import Refusal

Outcome = ReaderReport.Outcome
SHAPES = {Outcome.OPEN: "✉", Outcome.ACTED_ON: "✓", Outcome.DISMISSED: "‖"}
WAYS = {
    "answer": gettext_lazy("Answered"),
    "close": gettext_lazy("Close: nothing to do"),
    "review": gettext_lazy("Look at the check again (re-review)"),
}
"""How a report is settled, each a button below one note."""


@admin.register(ReaderReport)
class ReaderReportAdmin(ReadOnlyAdmin[ReaderReport]):
    """Read a report; say what came of it. Nobody edits what a reader wrote."""

    change_form_template = "admin/factcheck/readerreport/change_form.html"
    fields = [
        "message", "evidence_url", "contact", "received_at", "check_record", "state", "note",
        "settled_by", "settled_at",
    ]  # fmt: skip
    readonly_fields = ["state"]
    list_display = ["said", "state", "claim", "received_at", "settled_by", "next_step"]
    list_select_related = ["check_record__claim", "settled_by"]
    list_filter = ["outcome"]
    search_fields = ["message", "check_record__slug"]

    @admin.display(description=gettext_lazy("message"))
    def said(self, report: ReaderReport) -> str:
        """Quote the beginning."""
        return Truncator(report.message).chars(200)

    @admin.display(description=gettext_lazy("state"))
    def state(self, report: ReaderReport) -> SafeString:
        """Say whether it is new, answered or closed."""
        shape = SHAPES[Outcome(report.outcome)]
        return format_html(
            '<span class="mark"><span aria-hidden="true">{}</span> {}</span>',
            shape,
            report.get_outcome_display(),
        )

    @admin.display(description=gettext_lazy("claim"))
    def claim(self, report: ReaderReport) -> SafeString:
        """Link to the claim's page."""
        claim = report.check_record.claim
        url = reverse("admin:factcheck_claim_change", args=[claim.pk])
        return format_html('<a href="{}">{}</a>', url, claim)

    @admin.display(description=gettext_lazy("next step"))
    def next_step(self, report: ReaderReport) -> SafeString:
        """Link to where a new report is settled; of others to the re-review they opened, if any."""
        words, name, key = _("Read and answer"), "readerreport_change", report.pk
        if report.outcome != Outcome.OPEN:
            if report.review_id is None:
                return format_html("{}", "")
            words, name, key = _("Decide"), "claim_change", report.check_record.claim_id
        url = reverse(f"admin:factcheck_{name}", args=[key])
        hidden = Truncator(report.message).chars(60)
        return format_html(
            '<a href="{}">{}<span class="visually-hidden">: {}</span></a>', url, words, hidden
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the buttons."""
        own = self.admin_site.admin_view(require_POST(self.settle_view))
        name = "factcheck_readerreport_settle"
        return [path("<int:pk>/settle/", own, name=name), *super().get_urls()]

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Settle the report in the way whose button was pressed; a refusal keeps the note."""
        report = get_object_or_404(ReaderReport, pk=pk)
        way, note = request.POST.get("way", ""), typed(request, "note")
        if way not in WAYS:
            raise Http404
        try:
            _settle(request, report, way, note)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            # Answered as the page itself would be: as a form it would be a change by hand.
            request.method = "GET"
            return self.change_view(request, str(pk), extra_context={"typed": note})
        messages.success(request, _("Done: %s.") % WAYS[way])
        return HttpResponseRedirect(reverse("admin:factcheck_readerreport_change", args=[pk]))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the report with its claim and, while it is new, the buttons."""
        context = {
            "typed": "",
            "ways": WAYS.items(),
            "may_settle": may(person(request), Verb.ANSWER_READERS),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)


def _settle(request: HttpRequest, report: ReaderReport, way: str, note: str) -> None:
    by = person(request)
    if way == "review":
        actions.review_reported(by=by, report=report, note=note)
        return
    outcome = Outcome.ACTED_ON if way == "answer" else Outcome.DISMISSED
    actions.settle_report(by=by, report=report, outcome=outcome, note=note)
