"""Addresses: how they are, why, and what rests on them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of
from sources.admin.comparing import change_of, compare
from sources.admin.contents import contents_of
from sources.admin.link_acts import TYPED
from sources.admin.link_list import LinkList
from sources.admin.marks import health_mark, passage_mark
from sources.admin.reasons import cause_of, signals_of, why_of
from sources.admin.timeline import HEIGHT, LANES, LINES, Seen, points_of, runs_of
from sources.linkcheck.result import HARD, SOFT, WALLED, Outcome
from sources.models import Link, Look, Passage, Snapshot, Transition
from sources.permissions import Verb, may
from sources.wording import what_of

SHOWN = 50

Decision = tuple[str, str, Sequence[tuple[object, str]]]
"""What is to be decided, the address of its screen, and the ways to decide as (name, address)."""

IN_CHART = 24
FAILED = HARD | SOFT | WALLED | {Outcome.REFUSED}


@admin.register(Link)
class LinkAdmin(LinkList):
    """One address. The checker writes it; people ask for a look, or say they saw the page."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Answer “why is this red?” on one page. Nine queries and what ``uses_of`` costs."""
        link = self.get_object(request, object_id)
        if link is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return]
        if not self.has_view_permission(request, link):
            raise PermissionDenied
        cited = Passage.objects.filter(text__source__link=link)
        passages = list(cited.order_by("start")[:SHOWN])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Link"),
            "link": link,
            "mark": health_mark(link),
            "uses": self.uses_of(link),
            "further": self.further_steps(link),
            "decisions": self.decisions_on(link, person(request)),
            "acts": self.allowed_acts(person(request)),
            "may_take_down": may(person(request), Verb.TAKE_DOWN),
            "has_archive": bool(settings.ARCHIVE_URL),
            "typed": dict.fromkeys(TYPED, ""),
            "is_ignored": link.is_ignored,
            "vouched": _vouched(link),
            **_what_was_seen(link, passages),
            **_what_is_kept(link, passages, request),
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

    def further_steps(self, link: Link) -> list[tuple[object, str]]:
        """List other screens on which the page is settled, as (name, address). None here."""
        return []

    def decisions_on(self, link: Link, user: User) -> list[Decision]:
        """List what somebody has to decide because of the page. Nothing here: see ``factcheck``."""
        return []


def _vouched(link: Link) -> list[tuple[str, Event]]:
    """Tell who saw the page with their own eyes or settled it, and what they said of it."""
    said = {
        "mark seen": _("saw the page"),
        "release": _("released it"),
        "ignore": _("set it aside"),
        "heed": _("took it up again"),
        "use archive": _("chose the archived copy for readers"),
        "replace address": _("put another address in its place"),
        "accept page": _("accepted the page as it reads"),
    }
    acts = events_of(link).filter(verb__in=said)[:SHOWN]
    return [(said[act.verb], act) for act in acts]


def _what_was_seen(link: Link, passages: Sequence[Passage]) -> dict[str, Any]:
    """Tell of the looks and of what they led to."""
    looks = list(link.looks.order_by("-at", "-pk")[:SHOWN])
    changes = list(link.transitions.select_related("passage")[:SHOWN])
    contents = contents_of(link, looks, changes, passages)
    seen = [Seen(*pair) for pair in zip(looks, contents, strict=True)]
    telling = _telling(link, looks)
    return {
        "telling": telling,
        "what": what_of(telling) if telling else "",
        "why": why_of(telling) if telling else "",
        "signals": signals_of(telling) if telling else [],
        "causes": _causes(link, changes),
        "failed": _failures(link, looks),
        "looks": [(one, why_of(one.look)) for one in seen],
        "runs": runs_of(seen),
        "points": points_of(seen[:IN_CHART]),
        "lanes": LANES,
        "lines": LINES,
        "chart_height": HEIGHT,
        "transitions": [(row, cause_of(row)) for row in changes],
    }


def _telling(link: Link, looks: list[Look]) -> Look | None:
    """Return the look that tells why: of a failing page its last failure, else the last look."""
    failures = (look for look in looks if link.is_broken and look.outcome in FAILED)
    return next(failures, looks[0] if looks else None)


def _causes(link: Link, changes: list[Transition]) -> list[str]:
    """Say what brought the states that need an editor: health, then content."""
    wanted = {
        Transition.Axis.HEALTH: link.health if link.is_broken else None,
        Transition.Axis.CONTENT: link.content if link.is_changed else None,
    }
    newest = (
        next((row for row in changes if row.axis == axis and row.after == state), None)
        for axis, state in wanted.items()
    )
    return [cause_of(row) for row in newest if row]


def _failures(link: Link, looks: list[Look]) -> int:
    """Count the looks since the page last was well."""
    if link.failing_since is None:
        return 0
    return sum(look.at >= link.failing_since and look.outcome in FAILED for look in looks)


def _what_is_kept(link: Link, passages: Sequence[Passage], request: HttpRequest) -> dict[str, Any]:
    """Tell of the copies, of what changed between them, and of the words cited from the page."""
    copies = list(_copies(link))
    return {
        "passages": [(passage_mark(one, link), one, change_of(one)) for one in passages],
        "copies": copies,
        "readable": [copy for copy in copies if copy.is_text],
        "comparison": compare(link, copies, passages, request.GET),
    }


def _copies(link: Link) -> Any:
    """Return the copies, the newest first, without their texts, which may be long."""
    copies = Snapshot.objects.filter(link=link).select_related("uploaded_by", "taken_down_by")
    return copies.defer("text").annotate(is_text=~Q(text="")).order_by("-pk")[:SHOWN]
