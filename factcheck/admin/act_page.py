"""The page of one act: what it will do, what stands in its way, and the button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.admin.acts import BY_SLUG, Act
from factcheck.admin.re_review import re_review_of
from factcheck.admin.sources_at_odds import found_in
from factcheck.models import Claim, Verdict
from factcheck.permissions import may, require
from newsroom.admin.base import person
from newsroom.refusals import Conflict, Refusal


def act_page(admin: Any, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show an act's page, or do the act. What the action refuses is said, and the form kept."""
    act = BY_SLUG.get(slug)
    if act is None:
        raise Http404
    claim = get_object_or_404(
        Claim.objects.select_related("verdict__rating", "check_record"), pk=pk
    )
    if not admin.has_view_or_change_permission(request, claim):
        raise PermissionDenied
    refused = _barred(request, act)
    data = request.POST if request.method == "POST" else None
    form = act.form(data, initial=_initial(request, claim.verdict))
    changes = ""
    if form.is_valid():
        try:
            act.run(by=person(request), claim=claim, **form.cleaned_data)
        except Conflict as conflict:
            refused = conflict.reasons
            form, changes = act.form(_seen_anew(request, claim.verdict)), _changes_url(request, pk)
        except Refusal as refusal:
            refused = refusal.reasons
        else:
            messages.success(request, _("Done: %s.") % act.label)
            return HttpResponseRedirect(reverse("admin:factcheck_claim_change", args=[pk]))
    context = _context(admin, request, claim, act)
    context |= {"form": form, "refused": refused, "changes": changes}
    return TemplateResponse(request, "admin/factcheck/claim/act.html", context)


def _barred(request: HttpRequest, act: Act) -> tuple[str, ...]:
    """Say before anything is typed that the act is not this person's."""
    try:
        require(person(request), act.verb)
    except Refusal as refusal:
        return refusal.reasons
    return ()


def _seen_anew(request: HttpRequest, verdict: Verdict) -> QueryDict:
    """Keep what was typed, of the version that is shown now: whoever has read it may go on."""
    data = request.POST.copy()
    data["revision"], data["sha256"] = str(verdict.revision), verdict.document_sha256
    return data


def _changes_url(request: HttpRequest, pk: int) -> str:
    """Return where the version that was looked at is compared with the one there is now."""
    seen = request.POST.get("revision", "")
    page = reverse("admin:factcheck_claim_versions", args=[pk])
    return f"{page}?before=r{seen}&after=now" if seen.isdecimal() else page


def _initial(request: HttpRequest, verdict: Verdict) -> dict[str, Any]:
    return {
        "revision": verdict.revision,
        "sha256": verdict.document_sha256,
        "key": request.GET.get("key", ""),
        "assignee": verdict.assignee_id,
    }


def _context(admin: Any, request: HttpRequest, claim: Claim, act: Act) -> dict[str, Any]:
    verdict = claim.verdict
    key = request.POST.get("key") or request.GET.get("key")
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": act.label,
        "act": act,
        "is_theirs": may(person(request), act.verb),
        "claim": claim,
        "verdict": verdict,
        "re_review": re_review_of(claim),
        "blocking": act.blocking(verdict),
        "doubts": act.doubts(verdict),
        "document": act.document(verdict),
        "discrepancy": next((d for d in found_in(claim) if d.key == key), None) if key else None,
    }
