"""The people of the newsroom: who may log in, and as what."""

from functools import partial
from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.actions import choose_alerts, save_person
from newsroom.accounts.models import User
from newsroom.admin.base import fields_of, person
from newsroom.admin.logins import login_page
from newsroom.admin.preferences import settings_page
from newsroom.admin.refusing import RefusableForm, RefusingAdmin
from newsroom.signin.actions import note_new_address, note_new_password, welcome

admin.site.unregister(Group)  # the role decides what a person may do; there are no groups
# Keys of second factors and of sessions are shown to nobody; addresses are people's own column.
admin.site.unregister([Authenticator, EmailAddress, UserSession])


class PersonForm(UserChangeForm[User], RefusableForm[User]):
    """Change a person, without changing the password."""


class NewPersonForm(UserCreationForm[User], RefusableForm[User]):
    """A login name, a password, and the role."""


@admin.register(User)
class PersonAdmin(RefusingAdmin[User], UserAdmin[User]):
    """People are never deleted, since the trail names them: they are made inactive."""

    stays_small = True
    form = PersonForm
    add_form = NewPersonForm
    list_display = ["username", "first_name", "last_name", "email", "role", "is_active"]
    list_filter = ["role", "is_active"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language", "gets_alerts"]}),
        (_("What they may do"), {"fields": ["role", "is_active"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": [
                    "username", "first_name", "last_name", "email", "role",
                    "password1", "password2",
                ],
            },
        )
    ]  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Show people their own role without letting them change it; the action refuses it too."""
        own = ["role", "is_active"] if obj is not None and obj == request.user else []
        return [*self.readonly_fields, *own]

    def get_urls(self) -> list[URLPattern]:
        """Add the pages on which people change something of their own, and that of a login."""
        site = self.admin_site
        settings, login = partial(settings_page, site), partial(login_page, site)
        return [
            path("settings/", site.admin_view(settings), name="accounts_user_settings"),
            path("alerts/", site.admin_view(self.alerts_view), name="accounts_user_alerts"),
            path("<int:pk>/login/", site.admin_view(login), name="accounts_user_login"),
            *super().get_urls(),
        ]

    def alerts_view(self, request: HttpRequest) -> HttpResponse:
        """Ask whether the person wants alerts by mail, whatever their role."""
        who = person(request)
        if request.method == "POST":
            choose_alerts(by=who, gets_alerts="gets_alerts" in request.POST)
            messages.success(request, _("Noted."))
            return HttpResponseRedirect(reverse("admin:accounts_user_alerts"))
        context = {**self.admin_site.each_context(request), "title": _("Alerts by mail")}
        return TemplateResponse(request, "admin/accounts/user/alerts.html", {**context, "who": who})

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Leave superusers to superusers: a new password would be a way to become one."""
        if obj is not None and obj.is_superuser and not person(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse: the trail names everybody who ever worked here."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Hand over to the actions, which know the rules."""
        save_person(by=person(request), who=obj)
        if not change:
            welcome(by=person(request), who=obj)
        elif "email" in form.changed_data:
            note_new_address(by=person(request), who=obj, former=form.initial["email"])

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave the record to the action."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave the record to the actions; a password has a screen of its own, and one too."""
        if "password" in fields_of(message):
            note_new_password(by=person(request), who=obj)
