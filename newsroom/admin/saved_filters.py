"""Saving what a list was narrowed to, beside the list."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.accounts.models import User
from newsroom.accounts.saved_filters import (
    LONGEST_NAME,
    MOST_SHOWN,
    address_of,
    delete_filter,
    filters_for,
    kept_of,
    save_filter,
)
from newsroom.refusals import Refusal


class SavedFilterForm(forms.Form):
    """A name, and whether everybody sees it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    is_shared = forms.BooleanField(label=gettext_lazy("Everybody sees it"), required=False)
    query = forms.CharField(widget=forms.HiddenInput, required=False)


def beside_the_list(admin: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a list shows of saved ones. One query."""
    query = kept_of(request.GET.urlencode())
    user = request.user
    if not isinstance(user, User) or "_popup" in request.GET:
        return {}
    rows = filters_for(user, admin.opts.label_lower)[:MOST_SHOWN]
    return {
        "saved_filters": [
            {
                "row": row,
                "url": address_of(row),
                "is_open": row.query == query,
                "delete_url": _url(admin, "delete_filter", row.pk) if row.owner == user else "",
            }
            for row in rows
        ],
        "filter_form": SavedFilterForm(initial={"query": query}, auto_id="filter_%s")
        if query
        else None,
        "save_filter_url": _url(admin, "save_filter"),
    }


def urls_of(admin: Any) -> list[URLPattern]:
    """Return the addresses where a list is saved and deleted."""
    wrap = admin.admin_site.admin_view

    def save(request: HttpRequest) -> HttpResponse:
        return _save(admin, request)

    def delete(request: HttpRequest, pk: int) -> HttpResponse:
        return _delete(admin, request, pk)

    name = f"{admin.opts.app_label}_{admin.opts.model_name}"
    return [
        path("filters/", wrap(require_POST(save)), name=f"{name}_save_filter"),
        path("filters/<int:pk>/delete/", wrap(require_POST(delete)), name=f"{name}_delete_filter"),
    ]


def _url(admin: Any, act: str, *args: int) -> str:
    return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_{act}", args=args)


def _save(admin: Any, request: HttpRequest) -> HttpResponse:
    """Save the list and go back to it; what was wrong is said over the form as it was filled in."""
    user = _who_sees(admin, request)
    form = SavedFilterForm(request.POST, auto_id="filter_%s")
    if form.is_valid():
        try:
            saved = save_filter(by=user, model=admin.opts.label_lower, **form.cleaned_data)
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error("name", reason)
        else:
            messages.success(request, _("Saved: %s.") % saved)
            return HttpResponseRedirect(address_of(saved))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Save this list"),
        "filter_form": form,
        "save_filter_url": request.path,
    }
    return TemplateResponse(request, "admin/save_filter.html", context)


def _delete(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    user = _who_sees(admin, request)
    seen = filters_for(user, admin.opts.label_lower)
    saved = get_object_or_404(seen, pk=pk)
    try:
        delete_filter(by=user, saved=saved)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Deleted: %s.") % saved)
    return HttpResponseRedirect(_url(admin, "changelist"))


def _who_sees(admin: Any, request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not admin.has_view_or_change_permission(request):
        raise PermissionDenied
    return request.user
