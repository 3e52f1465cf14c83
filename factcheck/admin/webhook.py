"""Webhooks on the desk: where partners are told, how each is doing, and the acts on it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck import actions
from factcheck.actions import Webhook
from factcheck.admin.webhook_log import log_of, state_of
from factcheck.models import Change, WebhookDelivery, WebhookEndpoint
from factcheck.permissions import Verb, may
from newsroom.accounts.models import User
from newsroom.admin.base import DeskAdmin, ReadOnlyAdmin, person
from newsroom.refusals import Refusal

TEMPLATES = "admin/factcheck/webhookendpoint"


class WebhookForm(forms.ModelForm[WebhookEndpoint]):
    """What can be said of a webhook; the action decides whether it will do."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Is told when a check is"),
        choices=Change.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=Change.Kind.values,
    )

    class Meta:
        model = WebhookEndpoint
        fields = ["partner", "url", "kinds", "description"]
        widgets = {
            "url": forms.TextInput(
                attrs={"class": "vLargeTextField", "inputmode": "url", "spellcheck": "false"}
            ),
            "description": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }

    @property
    def webhook(self) -> Webhook:
        """Return what was typed."""
        said = self.cleaned_data
        return Webhook(url=said["url"], kinds=said["kinds"], description=said["description"])

    def refuse(self, refusal: Refusal) -> None:
        """Show why the action refused; everything typed stays."""
        for reason in refusal.reasons:
            self.add_error(None, reason)


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin[WebhookEndpoint]):
    """Webhooks, the newest first; each with a page of its own."""

    stays_small = True
    list_display = [
        "url",
        "partner",
        "description",
        "state_in_words",
        "last_delivered_at",
        "created_at",
    ]
    list_select_related = ["partner"]
    search_fields = ["url", "description", "partner__name"]

    @admin.display(description=gettext_lazy("state"))
    def state_in_words(self, endpoint: WebhookEndpoint) -> str:
        """Say how it is doing, with a shape."""
        return state_of(endpoint)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let publishers set one up; the action asks again."""
        return DeskAdmin.has_add_permission(self, request)

    def get_urls(self) -> list[URLPattern]:
        """Add the acts."""
        acts: dict[str, Callable[..., HttpResponse]] = {
            "rotate": self.rotate_view,
            "test": self.test_view,
            "replay": self.replay_view,
            "enable": self.enable_view,
            "disable": self.disable_view,
            "remove": self.remove_view,
        }
        wrap, name = self.admin_site.admin_view, "factcheck_webhookendpoint"
        own = [path("<int:pk>/edit/", wrap(self.edit_view), name=f"{name}_edit")]
        own += [
            path(f"<int:pk>/{act}/", wrap(require_POST(view)), name=f"{name}_{act}")
            for act, view in acts.items()
        ]
        message = wrap(require_POST(self.replay_message_view))
        own.append(path("message/<int:pk>/replay/", message, name=f"{name}_replay_message"))
        return [*own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Set one up, and show its secret this once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = WebhookForm(request.POST or None)
        if form.is_valid():
            try:
                endpoint, secret = actions.add_webhook(
                    by=person(request), partner=form.cleaned_data["partner"], webhook=form.webhook
                )
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                return self._secret_page(request, endpoint, secret)
        return self._form_page(request, form, _("Set up a webhook"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show how a webhook is doing, and its log."""
        # Sent as a form, it could ask to be saved “as new”, which whoever may add one may do.
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        endpoint = self.get_object(request, object_id)
        if endpoint is None:
            return super().change_view(request, object_id, form_url, extra_context)
        by = person(request)
        context = log_of(endpoint, request.GET.get("before", "")) | {
            "endpoint": endpoint,
            "known": known_secret(endpoint),
            "may_set_up": may(by, Verb.SET_UP_WEBHOOKS),
            "may_replay": may(by, Verb.REPLAY),
        }
        return self._page(request, "page.html", endpoint.url, context)

    def edit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change the address, the kinds or the words about it."""
        endpoint = self._row(request, pk)
        if not may(person(request), Verb.SET_UP_WEBHOOKS):
            raise PermissionDenied
        form = WebhookForm(request.POST or None, instance=endpoint)
        del form.fields["partner"]  # whose it is stays
        if form.is_valid():
            try:
                actions.change_webhook(
                    by=person(request), endpoint=endpoint, **asdict(form.webhook)
                )
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(self._page_of(pk))
        return self._form_page(request, form, _("Change a webhook"))

    def rotate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a new secret, and show it this once. Sent again, the form makes no further one."""
        endpoint = self._row(request, pk)
        if request.POST.get("known") != known_secret(endpoint):
            messages.error(request, _("The secret was rotated meanwhile, and is not shown again."))
            return HttpResponseRedirect(self._page_of(pk))
        try:
            secret = actions.rotate_secret(by=person(request), endpoint=endpoint)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self._page_of(pk))
        return self._secret_page(request, endpoint, secret)

    def test_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a test."""
        return self._done(request, pk, actions.send_test, _("A test is on its way."))

    def enable_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send again."""
        return self._done(request, pk, actions.enable_webhook, _("It is sent to again."))

    def disable_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send nothing more."""
        return self._done(request, pk, actions.disable_webhook, _("Nothing more is sent to it."))

    def replay_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a stretch of changes again."""
        numbers = [request.POST.get(name, "") for name in ("since", "until")]
        if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in numbers):
            messages.error(request, _("Give the numbers of the first and the last change."))
            return HttpResponseRedirect(self._page_of(pk))
        since, until = map(int, numbers)

        def replay(*, by: User, endpoint: WebhookEndpoint) -> None:
            actions.replay_changes(by=by, endpoint=endpoint, since=since, until=until)

        return self._done(request, pk, replay, _("The newest change of each check is sent again."))

    def replay_message_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send what one message told again."""
        message = get_object_or_404(
            WebhookDelivery.objects.select_related("endpoint", "change"), pk=pk
        )

        def replay(*, by: User, endpoint: WebhookEndpoint) -> None:  # noqa: ARG001 - `_done` gives it
            actions.replay_message(by=by, message=message)

        return self._done(request, message.endpoint_id, replay, _("It is on its way again."))

    def remove_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget the webhook and its log."""
        endpoint = self._row(request, pk)
        try:
            actions.remove_webhook(by=person(request), endpoint=endpoint)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self._page_of(pk))
        messages.success(request, _("Removed: %s") % endpoint)
        return HttpResponseRedirect(reverse("admin:factcheck_webhookendpoint_changelist"))

    def _done(
        self, request: HttpRequest, pk: int, act: Callable[..., object], done: str
    ) -> HttpResponse:
        endpoint = self._row(request, pk)
        try:
            act(by=person(request), endpoint=endpoint)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(self._page_of(pk))

    def _row(self, request: HttpRequest, pk: int) -> WebhookEndpoint:
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows: QuerySet[WebhookEndpoint] = self.get_queryset(request)
        return get_object_or_404(rows, pk=pk)

    def _page_of(self, pk: int) -> str:
        return reverse("admin:factcheck_webhookendpoint_change", args=[pk])

    def _form_page(self, request: HttpRequest, form: WebhookForm, title: str) -> HttpResponse:
        return self._page(request, "form.html", title, {"form": form})

    def _secret_page(
        self, request: HttpRequest, endpoint: WebhookEndpoint, secret: str
    ) -> HttpResponse:
        """Show the secret; like all pages of the desk, no cache keeps this one."""
        context = {"endpoint": endpoint, "secret": secret}
        return self._page(request, "secret.html", _("The secret of a webhook"), context)

    def _page(
        self, request: HttpRequest, template: str, title: str, shown: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            **shown,
        }
        return TemplateResponse(request, f"{TEMPLATES}/{template}", context)


def known_secret(endpoint: WebhookEndpoint) -> str:
    """Tell which secret a page knows of, without telling anything of it."""
    return endpoint.old_secret_until.isoformat() if endpoint.old_secret_until else "first"
