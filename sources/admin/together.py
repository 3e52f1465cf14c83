"""One act for many pages: a page that says what it will do, and one button that does it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.admin.base import person
from newsroom.refusals import Refusal
from sources.admin.link_acts import TYPED, Act, LinkActs, typed_in
from sources.admin.marks import health_mark
from sources.models import Link
from sources.permissions import may, require
from sources.wording import result_words

MOST_AT_ONCE = 200
MOST_REFUSALS = 10


class ManyLinks(LinkActs):
    """The links' screens with what is done to many at once: chosen in the list, done on a page."""

    def furnish(self, links: Sequence[Link]) -> None:
        """Fetch what is told beside ``links``."""
        raise NotImplementedError

    def used_by(self, link: Link) -> SafeString:
        """Say what rests on a furnished link, with links to it."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which an act is done to many."""
        view = self.admin_site.admin_view(self.together_view)
        name = "sources_link_together"
        return [path("together/<slug:name>/", view, name=name), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer what this person may do to many links."""
        return {
            name: (_choose(name), name, act.label)
            for name, act in self.acts.items()
            if act.promise and may(person(request), act.verb)
        }

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, or go on with what is ticked; “all listed” needs no tick beside it."""
        if request.POST.get("select_across") == "1":
            posted = request.POST.copy()
            posted.setlistdefault(ACTION_CHECKBOX_NAME, ["0"])
            request.POST = posted  # type: ignore[assignment]
        title = {"title": _("Links"), **(extra_context or {})}
        return super().changelist_view(request, title)

    def together_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Show the pages that are chosen and what will be done; do it to those that are ticked."""
        act = self.acts.get(name)
        if act is None or not act.promise:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        ticked = chosen_links(given.getlist("pk"))
        refused: Sequence[str] = _barred(request, act)
        if request.method == "POST" and not refused:
            refused = self.do_each(request, act, ticked) if ticked else [_("Tick a page first.")]
            if not refused:
                return HttpResponseRedirect(list_address(given.get("back", "")))
        listed = chosen_links(given.getlist("listed")) or ticked
        return self._together_page(
            request, name, {link: link in ticked for link in listed}, refused
        )

    def do_each(self, request: HttpRequest, act: Act, links: Iterable[Link]) -> Sequence[str]:
        """Do ``act`` to each page by itself, and say of how many it is done and why of others not.

        Returns the reasons when it is done to none: then the page is shown again.
        """
        done, sentences, reasons = 0, [], []
        for link in links:
            try:
                said = act.do(person(request), link, request)
            except Refusal as refusal:
                reasons.append((str(refusal), link.url))
            else:
                done += 1
                sentences += [said] if isinstance(said, str) else []
        refused = _refusals(reasons)
        if not done:
            return refused
        told = ngettext("Done for %(n)d page: %(what)s.", "Done for %(n)d pages: %(what)s.", done)
        messages.success(request, told % {"n": done, "what": act.label})
        for sentence in sentences[:MOST_REFUSALS]:
            messages.success(request, sentence)
        for sentence in refused:
            messages.warning(request, sentence)
        return ()

    def _together_page(
        self,
        request: HttpRequest,
        name: str,
        listed: Mapping[Link, bool],
        refused: Sequence[str],
    ) -> HttpResponse:
        self.furnish(list(listed))
        act = self.acts[name]
        given = request.POST if request.method == "POST" else request.GET
        typed = typed_in(request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": act.label,
            "act": act,
            "name": name,
            "rows": [
                (link, is_ticked, health_mark(link), result_words(link), self.used_by(link))
                for link, is_ticked in listed.items()
            ],
            "refused": refused,
            "is_theirs": may(person(request), act.verb),
            "fields": [(field, typed[field]) for field in TYPED if field in act.fields],
            "back": given.get("back", ""),
            "back_url": list_address(given.get("back", "")),
        }
        return TemplateResponse(request, "admin/sources/link/together.html", context)


def _choose(name: str) -> Any:
    """Make the admin's action that leads to the page, or does at once what asks for nothing."""

    def choose(admin: ManyLinks, request: HttpRequest, queryset: QuerySet[Link]) -> HttpResponse:
        back = request.GET.urlencode()
        chosen = [str(pk) for pk in queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1]]
        if len(chosen) > MOST_AT_ONCE:
            sentence = _("Choose at most %d pages at once: narrow the list to one host or tab.")
            messages.error(request, sentence % MOST_AT_ONCE)
            return HttpResponseRedirect(list_address(back))
        act = admin.acts[name]
        if act.at_once:
            for reason in admin.do_each(request, act, chosen_links(chosen)):
                messages.error(request, reason)
            return HttpResponseRedirect(list_address(back))
        page = reverse("admin:sources_link_together", args=[name])
        query = urlencode([*(("pk", pk) for pk in chosen), ("back", back)])
        return HttpResponseRedirect(f"{page}?{query}")

    return choose


def chosen_links(keys: Iterable[str]) -> list[Link]:
    """Fetch the links with these keys, ``MOST_AT_ONCE`` at most, as they are named. A query."""
    wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 19][:MOST_AT_ONCE]
    found = Link.objects.select_related("host", "source").in_bulk(wanted)
    return [found[pk] for pk in dict.fromkeys(wanted) if pk in found]


def list_address(query: str) -> str:
    """Return the address of the list, narrowed as it was."""
    address = reverse("admin:sources_link_changelist")
    return f"{address}?{query}" if query else address


def _barred(request: HttpRequest, act: Act) -> tuple[str, ...]:
    """Say before anything is done that the act is not this person's."""
    try:
        require(person(request), act.verb)
    except Refusal as refusal:
        return refusal.reasons
    return ()


def _refusals(reasons: Iterable[tuple[str, str]]) -> list[str]:
    """Say each reason once, with the pages it is the reason for."""
    pages: dict[str, list[str]] = {}
    for reason, url in reasons:
        pages.setdefault(reason, []).append(url)
    return [f"{reason} ({_some(urls)})" for reason, urls in pages.items()][:MOST_REFUSALS]


def _some(urls: Sequence[str]) -> str:
    if len(urls) <= 3:
        return ", ".join(urls)
    return _("%(some)s and %(more)d more") % {"some": ", ".join(urls[:3]), "more": len(urls) - 3}
