"""Addresses: how they are, why, and what rests on them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.admin.base import ReadOnlyAdmin, person
from newsroom.refusals import Refusal
from sources.actions import check_now, mark_seen
from sources.admin.marks import health_mark, passage_mark
from sources.models import Link, Passage
from sources.permissions import Verb, may

SHOWN = 50


@admin.register(Link)
class LinkAdmin(ReadOnlyAdmin[Link]):
    """One address. The checker writes it; people ask for a look, or say they saw the page."""

    list_display = ["url", "state", "content", "access", "cadence", "last_looked_at", "last_ok_at"]
    list_filter = ["health", "content", "cadence", "access"]
    search_fields = ["url"]

    @admin.display(description=gettext_lazy("health"), ordering="health")
    def state(self, link: Link) -> str:
        """Say how the page is."""
        return health_mark(link)

    def get_urls(self) -> list[URLPattern]:
        """Add the two buttons."""
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/check/", wrap(require_POST(self.check_view)), name="sources_link_check"),
            path("<int:pk>/seen/", wrap(require_POST(self.seen_view)), name="sources_link_seen"),
        ]
        return [*own, *super().get_urls()]

    def check_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a look at the next tick."""
        link = get_object_or_404(Link, pk=pk)
        try:
            check_now(by=person(request), links=[link])
            messages.success(request, _("The page is looked at with the next tick."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:sources_link_change", args=[pk]))

    def seen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that an editor saw the page."""
        link = get_object_or_404(Link, pk=pk)
        try:
            mark_seen(by=person(request), link=link, note=request.POST.get("note", ""))
            messages.success(request, _("Noted: you saw the page. It counts for 90 days."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:sources_link_change", args=[pk]))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Answer “why is this red?” on one page."""
        link = self.get_object(request, object_id)
        if link is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return]
        if not self.has_view_permission(request, link):
            raise PermissionDenied
        looks = list(link.looks.order_by("-id")[:SHOWN])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Link"),
            "link": link,
            "mark": health_mark(link),
            "looks": looks,
            "last": looks[0] if looks else None,
            "transitions": link.transitions.select_related("passage")[:SHOWN],
            "passages": _passages(link),
            "uses": self.uses_of(link),
            "may_check": may(person(request), Verb.CHECK_NOW),
            "may_see": may(person(request), Verb.MARK_SEEN),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/sources/link/page.html", context)

    def uses_of(self, link: Link) -> list[tuple[str, str, str]]:
        """List what uses the link as (what, name, address of its screen). Costs a query."""
        source = getattr(link, "source", None)
        if source is None:
            return []
        url = reverse("admin:sources_source_change", args=[source.pk])
        return [(_("article"), str(source), url)]


def _passages(link: Link) -> list[tuple[str, Passage]]:
    passages = Passage.objects.filter(text__source__link=link).order_by("start")[:SHOWN]
    return [(passage_mark(passage), passage) for passage in passages]
