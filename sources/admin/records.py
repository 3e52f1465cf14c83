"""What machines and actions wrote about articles and addresses, to be read."""

from django.contrib import admin

from newsroom.admin.base import ReadOnlyAdmin
from sources.models import Alert, Host, Look, Passage, Retrieval, SourceText, Transition


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

    list_display = ["__str__", "text", "state", "changed_since", "confirmed_at", "last_seen_at"]
    list_select_related = ["text__source__link"]
    list_filter = ["state"]
    search_fields = ["exact"]


@admin.register(Host)
class HostAdmin(ReadOnlyAdmin[Host]):
    """Hosts, and who may speak to them."""

    fields = ["key", "leased_until", "not_before", "robots_fetched_at", "robots_txt"]
    list_display = ["key", "leased_until", "not_before", "robots_fetched_at"]
    search_fields = ["key"]


@admin.register(Look)
class LookAdmin(ReadOnlyAdmin[Look]):
    """Every look, with what the judgement rests on."""

    list_display = ["at", "link", "outcome", "rule", "status", "elapsed_ms"]
    list_select_related = ["link"]
    list_filter = ["outcome"]
    search_fields = ["link__url", "rule"]


@admin.register(Transition)
class TransitionAdmin(ReadOnlyAdmin[Transition]):
    """Every change of state, kept for ever."""

    list_display = ["at", "link", "axis", "before", "after", "rule", "is_confirmed"]
    list_select_related = ["link"]
    list_filter = ["axis", "is_confirmed"]
    search_fields = ["link__url", "rule"]


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

    list_display = ["opened_at", "kind", "host", "transition", "is_muted", "mailed_at", "ended_at"]
    list_select_related = ["host", "transition"]
    list_filter = ["kind", "is_muted"]
    search_fields = ["host__key", "transition__link__url"]
