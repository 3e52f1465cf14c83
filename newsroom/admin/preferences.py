"""What people set for themselves: the desk's language, and whether single keys do things."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from newsroom.accounts.actions import choose_settings
from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.signin.second_factor import factors_of


class SettingsForm(ModelForm[User]):
    """The choices; what they mean stands beside them."""

    class Meta:
        model = User
        fields = ["language", "uses_shortcuts"]


def settings_page(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show and store the settings of whoever is logged in, whatever their role."""
    who = person(request)
    form = SettingsForm(request.POST or None, instance=User.objects.get(pk=who.pk))
    if form.is_valid():
        chosen = form.cleaned_data
        choose_settings(by=who, **chosen)
        with override(chosen["language"]):
            messages.success(request, _("Noted."))
        return HttpResponseRedirect(request.path)
    context = {
        **site.each_context(request),
        "title": _("Settings"),
        "form": form,
        "factors": factors_of(who),
    }
    return TemplateResponse(request, "admin/accounts/user/settings.html", context)
