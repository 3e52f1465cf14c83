"""An article's screens, which here lead on to the workbench."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

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
        """Add the workbench, and what is done to its suggestions."""
        bench = "<int:pk>/workbench/"
        own = [
            path(f"{bench}{act}", self.admin_site.admin_view(view), name=f"sources_source_{name}")
            for act, view, name in (
                ("", self.workbench_view, "workbench"),
                ("dismiss/", self.dismiss_view, "dismiss"),
                ("bring-back/", self.bring_back_view, "bring_back"),
            )
        ]
        return [*own, *super().get_urls()]

    def workbench_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Split the article into claims."""
        return workbench(self, request, pk)

    @method_decorator(require_POST)
    def dismiss_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Dismiss a suggestion."""
        return dismiss_view(self, request, pk)

    @method_decorator(require_POST)
    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Bring a dismissed suggestion back."""
        return bring_back_view(self, request, pk)

    def url_after_freezing(self, source: Source) -> str:
        """Go on to the workbench."""
        return reverse("admin:sources_source_workbench", args=[source.pk])
