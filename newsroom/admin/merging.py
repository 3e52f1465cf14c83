"""Duplicates become one: tick them in the list, say which one stays, confirm."""

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.admin.base import person
from newsroom.admin.named import NamedAdmin
from newsroom.refusals import Refusal

M = TypeVar("M", bound=Model)

MOST_MERGED = 20


class MergingAdmin(NamedAdmin[M]):
    """A list whose rows can be merged. A subclass says what counts, and names the two actions."""

    actions = ["merge_ticked"]

    def may_merge(self, request: HttpRequest) -> bool:
        """Say whether the person's role allows to merge."""
        raise NotImplementedError

    def numbers_of(self, row: Any) -> list[tuple[Any, int]]:
        """Count what refers to a row: pairs of a word and a number."""
        raise NotImplementedError

    def merge(self, *, by: Any, stays: Any, goes: Sequence[Any]) -> None:
        """Call the action that merges."""
        raise NotImplementedError

    def part(self, *, by: Any, row: Any) -> Any:
        """Call the action that undoes it; return what the row was merged into."""
        raise NotImplementedError

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Offer the act in the list to whoever may do it."""
        return self.may_merge(request)

    @admin.action(description=gettext_lazy("Merge…"), permissions=["merge"])
    def merge_ticked(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Go on to the page on which one chooses what stays."""
        ids = sorted(queryset.values_list("pk", flat=True)[: MOST_MERGED + 1])
        if not 1 < len(ids) <= MOST_MERGED:
            said = _("Tick at least two to merge, and %d at most.") % MOST_MERGED
            messages.warning(request, said)
            return None
        query = urlencode({"id": ids}, doseq=True)
        return HttpResponseRedirect(f"{reverse(f'admin:{self._name}_merge')}?{query}")

    @property
    def _name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which rows are merged, and the button that undoes it."""
        wrap = self.admin_site.admin_view
        part = wrap(require_POST(self.part_view))
        own = [
            path("merge/", wrap(self.merge_view), name=f"{self._name}_merge"),
            path("<int:pk>/part/", part, name=f"{self._name}_part"),
        ]
        return [*own, *super().get_urls()]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Show the rows with their numbers; merge them into the one that was chosen."""
        if not self.may_merge(request):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        ids = [v for v in given.getlist("id") if v.isdecimal() and len(v) < 19][:MOST_MERGED]
        rows = list(self.get_queryset(request).filter(pk__in=ids).order_by("pk"))
        refused: Sequence[str] = ()
        if request.method == "POST":
            chosen = [row for row in rows if str(row.pk) == request.POST.get("stays")]
            try:
                return self._merged(request, rows, chosen)
            except Refusal as refusal:
                refused = refusal.reasons
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge %s") % self.opts.verbose_name_plural,
            "opts": self.opts,
            "rows": [(row, self.numbers_of(row)) for row in rows],
            "chosen": given.get("stays", ""),
            "refused": refused,
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def _merged(self, request: HttpRequest, rows: list[Any], chosen: list[Any]) -> HttpResponse:
        if not chosen:
            raise Refusal(_("Choose the one that stays."))
        (stays,) = chosen
        goes = [row for row in rows if row != stays]
        self.merge(by=person(request), stays=stays, goes=goes)
        names = ", ".join(f"“{row}”" for row in goes)
        messages.success(
            request, _("Merged into “%(one)s”: %(all)s.") % {"one": stays, "all": names}
        )
        return HttpResponseRedirect(self._page_of(stays))

    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo a merge."""
        if not self.may_merge(request):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            was = self.part(by=person(request), row=row)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("“%(row)s” stands for itself again, and no longer for “%(was)s”.")
            messages.success(request, said % {"row": row, "was": was})
        return HttpResponseRedirect(self._page_of(row))

    def _page_of(self, row: Any) -> str:
        return reverse(f"admin:{self._name}_change", args=[row.pk])

    @admin.display(description=gettext_lazy("merged"))
    def merged(self, row: Any) -> str:
        """Say what the row was merged into, or what was merged into it. Costs a query."""
        if row.pk is None:
            return "–"
        if row.merged_into:
            into = format_html(
                '<a href="{}">{}</a>', self._page_of(row.merged_into), row.merged_into
            )
            return format_html("{} {}", _("⇒ into"), into)
        names = ", ".join(str(one) for one in row.merged_from.all())
        return _("⇐ stands for %s, too") % names if names else "–"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer to undo a merge."""
        row = context.get("original")
        if row is not None and row.merged_into_id and self.may_merge(request):
            context["part_url"] = reverse(f"admin:{self._name}_part", args=[row.pk])
        return super().render_change_form(request, context, *args, **kwargs)
