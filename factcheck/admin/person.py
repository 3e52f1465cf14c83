"""People, whose page here also knows what they would leave behind."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.actions.leaving import leave, work_of
from factcheck.models import Verdict
from newsroom.accounts.models import Role, User
from newsroom.admin.base import person
from newsroom.admin.people import PersonAdmin
from newsroom.refusals import Refusal

admin.site.unregister(User)

SHOWN = 200


class LeaveForm(forms.Form):
    """Who takes over."""

    successor = forms.ModelChoiceField(
        label=gettext_lazy("Hand over to"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody: drafts wait on everybody's desk"),
    )

    def __init__(self, *args: Any, leaver: User, **kwargs: Any) -> None:
        """Offer the colleagues of ``leaver`` who work here."""
        super().__init__(*args, **kwargs)
        colleagues = User.objects.filter(is_active=True).exclude(role=Role.NONE)
        field: Any = self.fields["successor"]
        field.queryset = colleagues.exclude(pk=leaver.pk).order_by("username")


@admin.register(User)
class ColleagueAdmin(PersonAdmin):
    """A person, with the page on which they leave."""

    @admin.display(description=gettext_lazy("leaving"))
    def leaving(self, who: User) -> str:
        """Lead to the page on which somebody leaves, or say how they come back."""
        if not who.is_active:
            return _("Left. Tick “active” for them to come back.")
        url = reverse("admin:accounts_user_leave", args=[who.pk])
        return format_html('<a class="button" href="{}">{}</a>', url, _("Leaves the newsroom…"))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Add the way out, of a person who exists."""
        given = list(super().get_fieldsets(request, obj))
        return [*given, (_("Leaving"), {"fields": ["leaving"]})] if obj else given

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Let nobody leave by a tick taken away: their work would stay behind."""
        out = ["is_active"] if obj is not None and obj.is_active else []
        return [*dict.fromkeys([*super().get_readonly_fields(request, obj), *out]), "leaving"]

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which somebody leaves."""
        view = self.admin_site.admin_view(self.leave_view)
        return [path("<int:pk>/leave/", view, name="accounts_user_leave"), *super().get_urls()]

    def leave_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what will be handed over; on confirmation hand it over and close the door."""
        who = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, who):
            raise PermissionDenied
        form = LeaveForm(request.POST if request.method == "POST" else None, leaver=who)
        refused: Sequence[str] = ()
        if form.is_valid():
            try:
                number = leave(by=person(request), who=who, **form.cleaned_data)
            except Refusal as refusal:
                refused = refusal.reasons
            else:
                messages.success(request, _said(who, form.cleaned_data["successor"], number))
                return HttpResponseRedirect(reverse("admin:accounts_user_changelist"))
        work = _work(who)
        shown = list(work[:SHOWN])
        context = {
            **self.admin_site.each_context(request),
            "title": _("%s leaves the newsroom") % who,
            "opts": self.opts,
            "who": who,
            "form": form,
            "refused": refused,
            "groups": [(state, list(rows)) for state, rows in groupby(shown, _state_of)],
            "more": work.count() - len(shown),
        }
        return TemplateResponse(request, "admin/accounts/user/leave.html", context)


def _work(who: User) -> QuerySet[Verdict]:
    """Return what they would leave, without the long texts: only its beginning is shown."""
    rows = work_of(who).select_related("claim__check_record", "rating", "submitted_by")
    return rows.defer("document", "explanation").order_by("state", "changed_at", "pk")


def _state_of(verdict: Verdict) -> str:
    return verdict.get_state_display()


def _said(who: User, successor: User | None, number: int) -> str:
    handed = ngettext("%d claim", "%d claims", number) % number
    if successor is None:
        return _("%(who)s has left. %(claims)s belong to nobody now.") % {
            "who": who,
            "claims": handed,
        }
    return _("%(who)s has left. Handed over to %(successor)s: %(claims)s.") % {
        "who": who,
        "successor": successor,
        "claims": handed,
    }
