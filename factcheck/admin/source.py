"""An article's screens, which here lead on to the workbench."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from factcheck.admin.figure_echo import figure_echo
from factcheck.admin.suggestions import bring_back_view, dismiss_view
from factcheck.admin.workbench import workbench
from sources.admin import SourceAdmin
from sources.models import Source

admin.site.unregister(Source)


@admin.register(Source)
class SplittingSourceAdmin(SourceAdmin):
    """An article that claims are split from."""

    change_form_template = "admin/factcheck/source/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the workbench, and what it asks while somebody types."""
        bench, wrap = "<int:pk>/workbench/", self.admin_site.admin_view
        own = [
            path(f"{bench}{act}", wrap(view), name=f"sources_source_{name}")
            for act, view, name in (
                ("", self.workbench_view, "workbench"),
                ("figure/", require_POST(self.figure_view), "figure"),
                ("dismiss/", require_POST(self.dismiss_view), "dismiss"),
                ("bring-back/", require_POST(self.bring_back_view), "bring_back"),
            )
        ]
        return [*own, *super().get_urls()]

    def workbench_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Split the article into claims."""
        return workbench(self, request, pk)

    def figure_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read a figure as this article writes them."""
        return figure_echo(self, request, pk)

    def dismiss_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Dismiss a suggestion."""
        return dismiss_view(self, request, pk)

    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Bring a dismissed suggestion back."""
        return bring_back_view(self, request, pk)

    def url_after_freezing(self, source: Source) -> str:
        """Go on to the workbench, at the first sentence worth it."""
        return reverse("admin:sources_source_workbench", args=[source.pk]) + "?after=0"
