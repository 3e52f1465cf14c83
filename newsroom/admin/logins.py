"""A colleague's login: where it is in use, its second factor, what publishers do about it."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.refusals import Refusal
from newsroom.signin.actions import end_sessions, forget_second_factor, may_manage
from newsroom.signin.second_factor import factors_of

ACTS = {
    "end_sessions": (end_sessions, gettext_lazy("All their sessions have ended.")),
    "forget_second_factor": (
        forget_second_factor,
        gettext_lazy("The second factor is off, and all their sessions have ended."),
    ),
}


def login_page(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the login of one person to those who look after it, and do what a button says."""
    by, who = person(request), get_object_or_404(User, pk=pk)
    if not may_manage(by, who):
        raise PermissionDenied
    reasons: tuple[str, ...] = ()
    for name, (act, done) in ACTS.items():
        if request.method == "POST" and name in request.POST:
            try:
                act(by=by, who=who)
            except Refusal as refusal:
                reasons = refusal.reasons
            else:
                messages.success(request, done)
                return HttpResponseRedirect(request.path)
    return TemplateResponse(
        request, "admin/accounts/user/login.html", _context(site, request, who, reasons)
    )


def _context(
    site: AdminSite, request: HttpRequest, who: User, reasons: tuple[str, ...]
) -> dict[str, Any]:
    return {
        **site.each_context(request),
        "title": _("Login and sessions: %s") % who,
        "who": who,
        "reasons": reasons,
        "sessions": UserSession.objects.purge_and_list(who),
        "factors": factors_of(who),
    }
