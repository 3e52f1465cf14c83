"""The buttons of a link's page: each is one action, and a refusal keeps what was typed."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.accounts.models import User
from newsroom.admin.base import ReadOnlyAdmin, person
from newsroom.refusals import Refusal
from sources.actions import ask_archive, check_now, keep_sight, mark_seen, release
from sources.models import Link
from sources.permissions import Verb, may
from sources.uploads import LARGEST


class Act(NamedTuple):
    """A button: what it does and what it says when that is done."""

    verb: Verb
    do: Callable[[User, Link, HttpRequest], object]
    done: object


def _see(by: User, link: Link, request: HttpRequest) -> None:
    """Note that somebody saw the page, with the picture or PDF of it where there is one."""
    note, file = request.POST.get("note", ""), request.FILES.get("file")
    if file is None:
        mark_seen(by=by, link=link, note=note)
    else:
        keep_sight(by=by, link=link, data=file.read(LARGEST + 1), name=file.name or "", note=note)


def _release(by: User, link: Link, request: HttpRequest) -> None:
    release(by=by, link=link, note=request.POST.get("why", ""))


ACTS = {
    "check": Act(
        Verb.CHECK_NOW,
        lambda by, link, _request: check_now(by=by, links=[link]),
        gettext_lazy("The page is being looked at. Reload in a few seconds."),
    ),
    "seen": Act(
        Verb.MARK_SEEN, _see, gettext_lazy("Noted: you saw the page. It counts for 90 days.")
    ),
    "archive": Act(
        Verb.CHECK_NOW,
        lambda by, link, _request: ask_archive(by=by, link=link),
        gettext_lazy("The archive is asked within a minute; its answer is shown here."),
    ),
    "release": Act(
        Verb.RELEASE, _release, gettext_lazy("Released: the page is looked at as if it were new.")
    ),
}


class LinkActs(ReadOnlyAdmin[Link]):
    """A link's screens with their buttons."""

    def get_urls(self) -> list[URLPattern]:
        """Add an address for each button."""
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(self.act_view)),
                {"name": name},
                name=f"sources_link_{name}",
            )
            for name in ACTS
        ]
        return [*own, *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Do what the button says; on a refusal show the page again, with what was typed."""
        link = get_object_or_404(Link, pk=pk)
        try:
            ACTS[name].do(person(request), link, request)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            typed = {field: request.POST.get(field, "") for field in ("note", "why")}
            return self.change_view(request, str(pk), extra_context={"typed": typed})
        messages.success(request, str(ACTS[name].done))
        return HttpResponseRedirect(reverse("admin:sources_link_change", args=[pk]))


def allowed_acts(user: User) -> set[str]:
    """Name the buttons ``user`` may press."""
    return {name for name, act in ACTS.items() if may(user, act.verb)}
