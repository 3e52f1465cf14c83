"""Several claims at once: the same acts, one by one, each in a transaction of its own.

From the list one comes to a page that shows what each claim would be done with; what is sent from
there names the revision or the document one has seen of each, as a claim's own page does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.admin.acts import BY_SLUG, Act
from factcheck.models import Claim, Verdict
from factcheck.permissions import may
from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.refusals import Refusal

TOGETHER = ("submit", "approve", "schedule", "publish", "assign")
MOST = 50  # a page of the list

Action = Callable[[Any, HttpRequest, QuerySet[Claim]], HttpResponse | None]


@dataclass(frozen=True)
class Choice:
    """A claim that was chosen: whether the act is possible now, and what was seen of it."""

    claim: Claim
    is_possible: bool
    seen: list[tuple[str, str]]

    @property
    def verdict(self) -> Verdict:
        """Return its verdict."""
        return self.claim.verdict


@dataclass(frozen=True)
class Result:
    """What came of one claim; no reasons where it was done."""

    claim: Claim
    reasons: tuple[str, ...]


def list_actions(user: User) -> dict[str, tuple[Action, str, str]]:
    """Return the list's actions that the role of ``user`` allows, as Django's admin keeps them."""
    offered = [BY_SLUG[slug] for slug in TOGETHER if may(user, BY_SLUG[slug].verb)]
    return {act.slug: (_action(act), act.slug, str(act.label)) for act in offered}


def _action(act: Act) -> Action:
    def ask(admin: Any, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        chosen = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if len(chosen) > MOST:
            messages.error(request, _("Choose at most %d claims at once.") % MOST)
            return None
        return _ask(admin, request, act, _shared(act, None), _claims(chosen))

    return ask


def together_page(admin: Any, request: HttpRequest, slug: str) -> HttpResponse:
    """Do an act with the claims that were ticked, and say of each what came of it."""
    if slug not in TOGETHER:
        raise Http404
    if not admin.has_view_permission(request):
        raise PermissionDenied
    act = BY_SLUG[slug]
    ticked = [pk for pk in request.POST.getlist("claim") if pk.isdecimal() and len(pk) < 19][:MOST]
    claims = _claims(map(int, ticked))
    if not claims:  # nothing was ticked, or somebody opened the address by itself
        messages.error(request, _("No claim was ticked, so nothing was done."))
        return HttpResponseRedirect(reverse("admin:factcheck_claim_changelist"))
    shared = _shared(act, request.POST)
    if not shared.is_valid():
        return _ask(admin, request, act, shared, claims)
    results = [Result(claim, _try(act, request, claim)) for claim in claims]
    context = {**_around(admin, request, act), "results": results}
    return TemplateResponse(request, "admin/factcheck/claim/together_done.html", context)


def _try(act: Act, request: HttpRequest, claim: Claim) -> tuple[str, ...]:
    """Do the act with one claim. Return why it was refused, nothing when it was done."""
    seen = {name: request.POST.get(f"{name}-{claim.pk}", "") for name in _hidden(act)}
    form = act.form({**request.POST.dict(), **seen})
    if not form.is_valid():
        return tuple(str(error) for errors in form.errors.values() for error in errors)
    try:
        act.run(by=person(request), claim=claim, **form.cleaned_data)
    except Refusal as refusal:
        return refusal.reasons
    return ()


def _ask(
    admin: Any, request: HttpRequest, act: Act, shared: forms.Form, claims: Iterable[Claim]
) -> HttpResponse:
    """Show what would be done with which claims. Costs no query a claim."""
    choices = [_choice(act, request, claim) for claim in claims]
    context = {
        **_around(admin, request, act),
        "form": shared,
        "choices": choices,
        "reads_frozen": "sha256" in _hidden(act),
    }
    return TemplateResponse(request, "admin/factcheck/claim/together.html", context)


def _choice(act: Act, request: HttpRequest, claim: Claim) -> Choice:
    """Tell what is seen of a claim now, or was when the page came back for a correction."""
    now = {"revision": str(claim.verdict.revision), "sha256": claim.verdict.document_sha256}
    seen = [
        (f"{name}-{claim.pk}", request.POST.get(f"{name}-{claim.pk}", now[name]))
        for name in _hidden(act)
    ]
    return Choice(claim, act.is_possible(claim.verdict), seen)


def _claims(keys: Iterable[int]) -> list[Claim]:
    """Fetch the claims in the order they were chosen. One query."""
    wanted = list(dict.fromkeys(keys))
    rows = Claim.objects.select_related(
        "verdict__rating", "verdict__assignee", "verdict__submitted_by", "verdict__approved_by",
        "check_record",
    )  # fmt: skip
    found = rows.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def _hidden(act: Act) -> list[str]:
    return [name for name, field in act.form.base_fields.items() if field.widget.is_hidden]


def _shared(act: Act, data: Any) -> forms.Form:
    """Return the act's form with what is asked once for all claims."""
    form = act.form(data)
    for name in _hidden(act):
        del form.fields[name]
    return form


def _around(admin: Any, request: HttpRequest, act: Act) -> dict[str, Any]:
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": act.label,
        "act": act,
    }
