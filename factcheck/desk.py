"""The desk: the admin's home, with what needs an editor today."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import alarms, queues, signatures
from factcheck.queues import SHOWN, Row, oldest_first
from factcheck.trends import charts
from factcheck.turns import MY_DRAFTS, NEEDS_YOU, SCHEDULED, turns
from newsroom.accounts.models import User
from newsroom.accounts.saved_filters import own_lists
from newsroom.pace import pace_words
from newsroom.sending_again import held_when_logged_out


@dataclass(frozen=True)
class Panel:
    """Some rows under a heading. ``more`` is where the rest is, when there is a rest.

    ``is_work`` tells what somebody has to do from what is only good to know.
    """

    slug: str
    title: str
    rows: list[Row]
    more: str = ""
    is_work: bool = True


class Desk(admin.AdminSite):
    """The stock admin with a desk for a home."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = gettext_lazy("Desk")
    index_template = "admin/desk.html"

    def get_urls(self) -> list[Any]:
        """Leave out the door to any row of any model by its number: nothing here links to it."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's
        """Hold what is sent where the login has ended meanwhile."""
        return held_when_logged_out(super().admin_view(view, cacheable))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add how fast the link checker's clock goes, where it is not the world's."""
        return super().each_context(request) | {"pace": pace_words(settings.LINKCHECK_PACE)}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the panels that have something in them; at most fifteen queries, at any size."""
        user = request.user
        panels = panels_for(user) if isinstance(user, User) else []
        context = {
            "lists": own_lists(user) if isinstance(user, User) else [],
            "panels": panels,
            "is_idle": not any(panel.is_work for panel in panels),
            "charts": charts(),
        }
        return super().index(request, context | (extra_context or {}))


def panels_for(user: User) -> list[Panel]:
    """Return the panels of ``user`` that are not empty."""
    claims = reverse("admin:factcheck_claim_changelist")
    reviews = reverse("admin:factcheck_review_changelist")
    links = reverse("admin:sources_link_changelist", query={"tab": "trouble"})
    sources = reverse("admin:sources_source_changelist")
    reports = reverse("admin:factcheck_readerreport_changelist")
    checks = reverse("admin:factcheck_check_changelist")
    turn = turns(user)
    to_sign, unsigned = signatures.unsigned(user)
    needs_you = oldest_first([*to_sign, *turn[NEEDS_YOU]])
    panels = [
        _panel(NEEDS_YOU, _("Needs you"), needs_you, claims),
        _panel("unsigned", _("Waiting for a second signature"), unsigned, checks, is_work=False),
        _panel("under-review", _("Under re-review"), alarms.under_review(), reviews),
        _panel("in-trouble", _("Pages and words in trouble"), alarms.in_trouble(), links),
        _panel("new-sources", _("New sources to split"), queues.new_sources(), sources),
        _panel("at-odds", _("Discrepancies to settle"), queues.at_odds(user), claims),
        _panel(SCHEDULED, _("Scheduled"), turn[SCHEDULED], claims, is_work=False),
        _panel(MY_DRAFTS, _("My drafts"), turn[MY_DRAFTS], claims),
        _panel("reader-reports", _("Reader reports"), queues.reader_reports(), reports),
        _panel(
            "recently-published",
            _("Recently published"),
            queues.recently_published(),
            checks,
            is_work=False,
        ),
    ]
    return [panel for panel in panels if panel.rows]


def _panel(
    slug: str, title: str, rows: list[Row], everything: str, *, is_work: bool = True
) -> Panel:
    more = everything if len(rows) > SHOWN else ""
    return Panel(slug, title, rows[:SHOWN], more, is_work)
