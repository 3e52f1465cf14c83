"""Who else is changing a claim: the sign a page gives once a minute, and what comes back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from factcheck import actions
from factcheck.models import Claim
from newsroom.admin.base import person
from newsroom.refusals import NotAllowed


def presence_view(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody is changing the claim, or has left, and say who else is changing it."""
    claim = get_object_or_404(Claim, pk=pk)
    if not admin.has_view_or_change_permission(request, claim):
        raise PermissionDenied
    by = person(request)
    try:
        if request.POST.get("state") == "left":
            actions.stop_attending(by=by, claim=claim)
        else:
            actions.attend(by=by, claim=claim)
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    context = {"others": actions.others_at(claim, by)}
    return TemplateResponse(request, "admin/factcheck/claim/_presence.html", context)
