"""What machines and actions wrote about articles and addresses, to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.admin.base import ReadOnlyAdmin
from sources.admin.marks import passage_mark
from sources.admin.reasons import cause_of, why_of
from sources.models import Alert, Host, Look, Passage, Retrieval, SourceText, Transition
from sources.wording import OUTCOMES, what_of


@admin.register(SourceText)
class SourceTextAdmin(ReadOnlyAdmin[SourceText]):
    """Frozen texts."""

    fields = ["source", "number", "text", "sha256", "obtained", "frozen_by", "frozen_at"]
    list_display = ["source", "number", "obtained", "frozen_by", "frozen_at"]
    list_select_related = ["source__link", "frozen_by"]
    list_filter = ["obtained"]
    search_fields = ["source__title"]


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin[Passage]):
    """Words somebody relies on, and what became of them."""

    list_display = ["__str__", "text", "became", "changed_since", "confirmed_at", "last_seen_at"]
    list_select_related = ["text__source__link"]
    list_filter = ["state"]
    search_fields = ["exact"]

    @admin.display(description=_("state"), ordering="state")
    def became(self, passage: Passage) -> str:
        """Say what became of the words."""
        return passage_mark(passage, passage.text.source.link)


@admin.register(Host)
class HostAdmin(ReadOnlyAdmin[Host]):
    """Hosts, and who may speak to them."""

    fields = ["key", "leased_until", "not_before", "robots_fetched_at", "robots_txt"]
    list_display = ["key", "leased_until", "not_before", "robots_fetched_at"]
    search_fields = ["key"]


class FoundFilter(admin.SimpleListFilter):
    """Looks by what they found."""

    title = _("found")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every outcome in words."""
        return [(outcome.value, str(words)) for outcome, words in OUTCOMES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Look]) -> QuerySet[Look]:
        """Keep the looks that found it."""
        return queryset.filter(outcome=self.value()) if self.value() else queryset


@admin.register(Look)
class LookAdmin(ReadOnlyAdmin[Look]):
    """Every look, with what the judgement rests on."""

    list_display = ["at", "link", "found", "why", "status", "elapsed_ms"]
    list_select_related = ["link"]
    list_filter = [FoundFilter]
    search_fields = ["link__url"]

    @admin.display(description=_("found"), ordering="outcome")
    def found(self, look: Look) -> str:
        """Say in a word or two what was found."""
        return what_of(look)

    @admin.display(description=_("why"), ordering="rule")
    def why(self, look: Look) -> str:
        """Say which rule judged it."""
        return why_of(look)


@admin.register(Transition)
class TransitionAdmin(ReadOnlyAdmin[Transition]):
    """Every change of state, kept for ever."""

    fields = ["link", "passage", "axis", "was", "now", "why", "is_confirmed", "at", "handled_at"]
    list_display = ["at", "link", "axis", "was", "now", "why", "is_confirmed"]
    list_select_related = ["link"]
    list_filter = ["axis", "is_confirmed"]
    search_fields = ["link__url"]

    @admin.display(description=_("from"), ordering="before")
    def was(self, change: Transition) -> str:
        """Say what was before."""
        return change.before_words

    @admin.display(description=_("to"), ordering="after")
    def now(self, change: Transition) -> str:
        """Say what is now."""
        return change.after_words

    @admin.display(description=_("why"), ordering="rule")
    def why(self, change: Transition) -> str:
        """Say which rule changed it."""
        return cause_of(change)


@admin.register(Retrieval)
class RetrievalAdmin(ReadOnlyAdmin[Retrieval]):
    """How the texts of articles were got."""

    fields = ["source", "obtained", "state", "note", "created_at"]
    list_display = ["source", "obtained", "state", "note", "created_at"]
    list_select_related = ["source__link"]
    list_filter = ["state", "obtained"]
    search_fields = ["source__title"]


@admin.register(Alert)
class AlertAdmin(ReadOnlyAdmin[Alert]):
    """What people were told of, and when."""

    list_display = ["opened_at", "kind", "host", "what", "is_muted", "mailed_at", "ended_at"]
    list_select_related = ["host", "transition__link", "transition__passage"]
    list_filter = ["kind", "is_muted"]
    search_fields = ["host__key", "transition__link__url"]

    @admin.display(description=_("what happened"))
    def what(self, alert: Alert) -> str:
        """Say what happened to which page or words, and link to why."""
        change = alert.transition
        if change is None:
            return alert.note
        url = reverse("admin:sources_link_change", args=[change.link_id])
        words = f"“{change.passage}”, " if change.passage else ""
        return format_html('<a href="{}">{}</a>: {}{}', url, change.link, words, change)
