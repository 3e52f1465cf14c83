"""The pages around a claim's own: what can be done with it, the preview, its versions."""

from typing import Any

from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from factcheck.admin.act_page import act_page
from factcheck.admin.drafts import DraftAdmin
from factcheck.admin.lookalikes import lookalikes_view
from factcheck.admin.presence import presence_view
from factcheck.admin.together import list_actions, together_page
from factcheck.admin.versions import versions_page
from factcheck.document import build
from factcheck.models import Claim
from newsroom.admin.base import person


class ClaimPages(DraftAdmin[Claim]):
    """The addresses below a claim's."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the acts, the preview, and what the workbench asks while one types."""
        wrap = self.admin_site.admin_view
        own = [
            path(
                "lookalikes/",
                wrap(require_POST(self.lookalikes_view)),
                name="factcheck_claim_lookalikes",
            ),
            path(
                "together/<slug:slug>/",
                wrap(self.together_view),
                name="factcheck_claim_together",
            ),
            path("<int:pk>/act/<slug:slug>/", wrap(self.act_view), name="factcheck_claim_act"),
            path("<int:pk>/preview/", wrap(self.preview_view), name="factcheck_claim_preview"),
            path(
                "<int:pk>/presence/",
                wrap(require_POST(self.presence_view)),
                name="factcheck_claim_presence",
            ),
            path(
                "<int:pk>/versions/",
                wrap(require_safe(self.versions_view)),
                name="factcheck_claim_versions",
            ),
        ]
        return [*own, *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """Do something with the claim."""
        return act_page(self, request, pk, slug)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer on the list what the person may do with several claims at once."""
        return {} if IS_POPUP_VAR in request.GET else list_actions(person(request))

    def together_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Do something with several claims."""
        return together_page(self, request, slug)

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

    def presence_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hear that somebody is changing the claim."""
        return presence_view(self, request, pk)

    def versions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Compare any two versions."""
        return versions_page(self, request, pk)
