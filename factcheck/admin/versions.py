"""The page that compares any two versions of a claim, word by word."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from factcheck.models import Claim
from factcheck.versions.contents import contents_of
from factcheck.versions.differences import differences
from factcheck.versions.listing import NOW, Version, documents_of, versions_of


def versions_page(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the two versions that are asked for, or the last published with the draft."""
    claim = get_object_or_404(Claim.objects.select_related("verdict"), pk=pk)
    if not admin.has_view_or_change_permission(request, claim):
        raise PermissionDenied
    versions = versions_of(claim)
    before, after = _chosen(request, versions)
    old, new = map(contents_of, documents_of(claim, [before, after]))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Compare versions"),
        "claim": claim,
        "versions": versions,
        "before": before,
        "after": after,
        "differences": differences(old, new),
    }
    return TemplateResponse(request, "admin/factcheck/claim/versions.html", context)


def _chosen(request: HttpRequest, versions: list[Version]) -> tuple[str, str]:
    """Return the keys that were asked for where they are ours, else the usual two."""
    keys = [version.key for version in versions]
    public = next((key for key in keys if key.startswith("v")), None)
    usual = public or keys[min(1, len(keys) - 1)]
    before, after = (request.GET.get(name, "") for name in ("before", "after"))
    return before if before in keys else usual, after if after in keys else NOW
