"""Partners and their keys: issued here, shown once, and revoked."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.admin.base import person
from newsroom.admin.key_use import use_chart
from newsroom.admin.refusing import RefusableForm, RefusingAdmin
from newsroom.api.actions import change_key, issue_key, revoke_key, save_partner
from newsroom.api.keys import new_prefix
from newsroom.api.models import APIKey, Partner
from newsroom.api.scopes import Scope
from newsroom.refusals import Refusal


@admin.register(Partner)
class PartnerAdmin(RefusingAdmin[Partner]):
    """Who uses the API under a name."""

    stays_small = True
    list_display = ["name", "contact", "created_at"]
    search_fields = ["name", "contact"]
    readonly_fields = ["created_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Partner | None = None) -> bool:
        """Refuse: the trail names them."""
        return False

    def save_model(self, request: HttpRequest, obj: Partner, form: Any, change: bool) -> None:
        """Hand over to the action."""
        save_partner(by=person(request), partner=obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave the record to the action."""

    log_change = log_addition


class KeyForm(RefusableForm[APIKey]):
    """A key, whose end is typed in one field: Django's two have one label."""

    expires_at = forms.DateTimeField(
        label=capfirst(APIKey._meta.get_field("expires_at").verbose_name),
        help_text=APIKey._meta.get_field("expires_at").help_text,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class NewKeyForm(KeyForm):
    """Whose it is, what it is for, what it opens.

    The name of the key comes with the empty form: the same form sent again asks for the same key.
    """

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Opens"), choices=Scope, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the empty form a name for the key."""
        super().__init__(*args, **kwargs)
        self.fields["prefix"] = forms.RegexField(
            "^[0-9a-f]{8}$", initial=new_prefix, widget=forms.HiddenInput
        )


ONE_BUTTON = {"show_save_and_add_another": False, "show_save_and_continue": False}
"""The page after it shows the key, and leads nowhere else."""


@admin.register(APIKey)
class KeyAdmin(RefusingAdmin[APIKey]):
    """Keys are never deleted, since the trail names them: they are revoked."""

    stays_small = True
    list_display = ["__str__", "partner", "opens", "state", "last_used", "created_at"]
    list_select_related = ["partner"]
    list_filter = ["partner"]
    search_fields = ["name", "prefix", "partner__name"]
    new_fields = ("partner", "name", "scopes", "rate", "expires_at", "prefix")
    fixed = ("partner", "opens", "state", "created_at", "created_by", "last_used")

    def get_queryset(self, request: HttpRequest) -> QuerySet[APIKey]:
        """Add when each key was used last."""
        return super().get_queryset(request).annotate(last_at=Max("uses__last_at"))

    @admin.display(description=gettext_lazy("opens"))
    def opens(self, key: APIKey) -> str:
        """Name the scopes."""
        return ", ".join(sorted(key.scopes))

    @admin.display(description=gettext_lazy("state"))
    def state(self, key: APIKey) -> str:
        """Say whether it is good."""
        if key.revoked_at:
            return _("revoked")
        return _("expired") if key.has_expired else _("good")

    @admin.display(description=gettext_lazy("last used"), ordering="last_at")
    def last_used(self, key: APIKey) -> str:
        """Say when the last request came with it, as of some seconds ago."""
        when: datetime | None = getattr(key, "last_at", None)
        return date_format(localtime(when), "DATETIME_FORMAT") if when else _("never")

    def get_fields(self, request: HttpRequest, obj: APIKey | None = None) -> Any:
        """Ask for everything when it is issued; later show what is fixed first."""
        return self.new_fields if obj is None else (*self.fixed, "name", "rate", "expires_at")

    def get_readonly_fields(self, request: HttpRequest, obj: APIKey | None = None) -> Any:
        """Keep what a key opens as it was issued."""
        return () if obj is None else self.fixed

    def get_form(
        self, request: HttpRequest, obj: APIKey | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[APIKey]]:
        """Ask for the scopes of a new key alone."""
        kwargs["form"] = KeyForm if change else NewKeyForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which a key is revoked."""
        revoke = self.admin_site.admin_view(partial(revoke_page, self.admin_site))
        return [path("<int:pk>/revoke/", revoke, name="api_apikey_revoke"), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Issue a key; of one that was issued by this very form lead to its page, without it."""
        prefix = request.POST.get("prefix", "").replace("\0", "")
        key = APIKey.objects.filter(prefix=prefix).first() if prefix else None
        if key is None or not self.has_add_permission(request):
            return super().add_view(request, form_url, ONE_BUTTON | (extra_context or {}))
        said = _("This key was issued already, and is not shown again. If it is lost, revoke it.")
        messages.warning(request, said)
        return HttpResponseRedirect(_page_of(key))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show beside the form how much the key is used."""
        key = self.get_object(request, object_id)
        around = {"chart": use_chart(key)} if key else {}
        return super().change_view(request, object_id, form_url, around | (extra_context or {}))

    def has_change_permission(self, request: HttpRequest, obj: APIKey | None = None) -> bool:
        """Leave revoked keys as they are."""
        return not (obj and obj.revoked_at) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: APIKey | None = None) -> bool:
        """Refuse: the trail names them."""
        return False

    def save_model(self, request: HttpRequest, obj: APIKey, form: Any, change: bool) -> None:
        """Hand over to the actions; keep the secret for this one answer."""
        if change:
            change_key(by=person(request), key=obj)
        else:
            request.secret = issue_key(by=person(request), key=obj)  # type: ignore[attr-defined]

    def response_add(
        self, request: HttpRequest, obj: APIKey, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show the key, this once. No page of the desk is kept by a cache (``no-store``)."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("The new key"),
            "key": obj,
            "secret": request.secret,  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/api/apikey/issued.html", context)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave the record to the actions."""

    log_change = log_addition


def revoke_page(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and revoke the key."""
    by, key = person(request), get_object_or_404(APIKey.objects.select_related("partner"), pk=pk)
    if not by.has_perm("api.change_apikey"):
        raise PermissionDenied
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            revoke_key(by=by, key=key, reason=request.POST.get("reason", "").replace("\0", ""))
        except Refusal as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The key is revoked: from now on it is refused."))
            return HttpResponseRedirect(_page_of(key))
    context = {**site.each_context(request), "title": _("Revoke the key"), "key": key}
    page = "admin/api/apikey/revoke.html"
    return TemplateResponse(request, page, {**context, "reasons": reasons})


def _page_of(key: APIKey) -> str:
    return reverse("admin:api_apikey_change", args=[key.pk])
