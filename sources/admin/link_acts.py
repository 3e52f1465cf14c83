"""What can be done with a page: each act is one action, and a refusal keeps what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from newsroom.accounts.models import User
from newsroom.admin.base import ReadOnlyAdmin, person
from newsroom.admin.typed import typed
from newsroom.refusals import Refusal
from sources.actions import ask_archive, check_now, heed, ignore, keep_sight, mark_seen, release
from sources.models import Link
from sources.permissions import Verb, may
from sources.uploads import LARGEST

Words = str | Promise
TYPED = ("note", "why", "until", "address", "told")
"""The fields of all acts; whatever was typed into them is shown again after a refusal."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A button: what it does with one page, and what it says when that is done.

    ``do`` may return a sentence of its own, which is then said in place of ``done``. With a
    ``promise`` the act is also there for many pages at once, on a page that says what it will do
    and asks for ``fields``; one that is done ``at_once`` asks for nothing.
    """

    verb: Verb
    do: Callable[[User, Link, HttpRequest], object]
    done: Words
    label: Words = ""
    promise: Words = ""
    fields: tuple[str, ...] = ()
    at_once: bool = False


def _check(by: User, link: Link, _request: HttpRequest) -> None:
    check_now(by=by, links=[link])


def _see(by: User, link: Link, request: HttpRequest) -> None:
    """Note that somebody saw the page, with the picture or PDF of it where there is one."""
    note, file = typed(request, "note"), request.FILES.get("file")
    if file is None:
        mark_seen(by=by, link=link, note=note)
    else:
        keep_sight(by=by, link=link, data=file.read(LARGEST + 1), name=file.name or "", note=note)


def _ask(by: User, link: Link, _request: HttpRequest) -> None:
    ask_archive(by=by, link=link)


def _release(by: User, link: Link, request: HttpRequest) -> None:
    release(by=by, link=link, note=typed(request, "why"))


def _ignore(by: User, link: Link, request: HttpRequest) -> None:
    until = end_of(typed(request, "until"))
    ignore(by=by, link=link, until=until, note=typed(request, "note"))


def _heed(by: User, link: Link, _request: HttpRequest) -> None:
    heed(by=by, link=link)


def end_of(day: str) -> datetime | None:
    """Return the last minute of a day typed as 2019-06-03, in the newsroom's time zone."""
    try:
        return make_aware(datetime.combine(date.fromisoformat(day.strip()), time(23, 59)))
    except ValueError:
        return None


ACTS: Mapping[str, Act] = {
    "check": Act(
        verb=Verb.CHECK_NOW,
        do=_check,
        done=_("The page is being looked at. Reload in a few seconds."),
        label=_("Check now"),
        promise=_("The pages are looked at next."),
        at_once=True,
    ),
    "seen": Act(
        verb=Verb.MARK_SEEN,
        do=_see,
        done=_("Noted: you saw the page. It counts for 90 days."),
        label=_("I saw it"),
        promise=_("You say that you saw each page ticked below with your own eyes, and that it "
                  "shows what we cite. That counts for 90 days."),
        fields=("note",),
    ),
    "archive": Act(
        verb=Verb.CHECK_NOW,
        do=_ask,
        done=_("The archive is asked within a minute; its answer is shown here."),
    ),
    "release": Act(
        verb=Verb.RELEASE,
        do=_release,
        done=_("Released: the page is looked at as if it were new."),
    ),
    "ignore": Act(
        verb=Verb.SETTLE,
        do=_ignore,
        done=_("Set aside: the page comes back by itself."),
        label=_("Set aside until"),
        promise=_("The pages leave the lists of trouble until the end of that day, and nobody is "
                  "written to about them. Looks go on, and cited words that change are told of."),
        fields=("until", "note"),
    ),
    "heed": Act(
        verb=Verb.SETTLE,
        do=_heed,
        done=_("Taken up again."),
    ),
}  # fmt: skip


class LinkActs(ReadOnlyAdmin[Link]):
    """A link's screens with their buttons."""

    acts: ClassVar[Mapping[str, Act]] = ACTS

    def get_urls(self) -> list[URLPattern]:
        """Add an address for each button."""
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(self.act_view)),
                {"name": name},
                name=f"sources_link_{name}",
            )
            for name in self.acts
        ]
        return [*own, *super().get_urls()]

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Do what the button says; on a refusal show the page again, with what was typed."""
        link = get_object_or_404(Link, pk=pk)
        act = self.acts[name]
        try:
            said = act.do(person(request), link, request)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self.change_view(request, str(pk), extra_context={"typed": typed_in(request)})
        messages.success(request, said if isinstance(said, str) else str(act.done))
        return HttpResponseRedirect(reverse("admin:sources_link_change", args=[pk]))

    def allowed_acts(self, user: User) -> set[str]:
        """Name the buttons ``user`` may press."""
        return {name for name, act in self.acts.items() if may(user, act.verb)}


def typed_in(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed into the fields of the acts."""
    return {name: request.POST.get(name, "") for name in TYPED}
