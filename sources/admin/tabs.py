"""The tabs of the links' list: which pages are on each, since when, and how many they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Now
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.linkcheck.states import PASSAGE_CHANGED
from sources.models import Link, Passage

PARAMETER = "tab"
MOST_COUNTED = 1_000
"""So many pages of a tab are counted; of more it says that they are more."""

Health = Link.Health


@dataclass(frozen=True)
class Tab:
    """Pages in one state. ``since`` is when it began; of a tab of trouble the oldest come first."""

    key: str
    label: str | Promise
    shape: str
    pages: Q
    since: Any = None

    def of(self, links: QuerySet[Link]) -> QuerySet[Link]:
        """Keep those of ``links`` that are on this tab."""
        return links.filter(self.pages)


_is_set_aside = Q(ignored_until__gt=Now())
_is_vouched_for = Q(health=Health.UNVERIFIABLE, seen_until__gt=Now())
_began = Coalesce("failing_since", "drifting_since", "archive_used_at")
# Trouble that began after the copy was chosen is trouble again.
_is_in_archive = Q(archive_used_at__gte=_began)
_is_open = (
    (Q(ignored_until=None) | Q(ignored_until__lte=Now()))
    & (Q(archive_used_at=None) | Q(archive_used_at__lt=_began))
)  # fmt: skip
_unseen = Q(seen_until=None) | Q(seen_until__lte=Now())
_is_broken = Q(health__in=[Health.SUSPECT, Health.DEAD, Health.QUARANTINED])
_is_blocked = Q(health=Health.UNVERIFIABLE) & _unseen
_is_drifted = Q(content=Link.Content.DRIFTED)
_is_moved = Q(moved_confirmed_at__isnull=False)
_words = Passage.objects.broken().current().order_by().values("text__source__link")
_failing, _drifting = F("failing_since"), F("drifting_since")

TABS = (
    Tab(
        "trouble",
        _("in trouble"),
        "⚠",
        (_is_broken | _is_blocked | _is_drifted | _is_moved) & _is_open,
        Coalesce("failing_since", "drifting_since", "moved_confirmed_at"),
    ),
    Tab("dead", _("gone"), "✕", Q(health=Health.DEAD) & _is_open, _failing),
    Tab(
        "drifted",
        _("text changed"),
        "≠",
        _is_drifted & ~Q(drift_rule=PASSAGE_CHANGED) & _is_open,
        _drifting,
    ),
    Tab("words", _("cited words changed or gone"), "”", Q(pk__in=_words) & _is_open, _drifting),
    Tab("suspect", _("failing, confirming"), "◐", Q(health=Health.SUSPECT) & _is_open, _failing),
    Tab("moved", _("moved"), "→", _is_moved & _is_open, F("moved_confirmed_at")),
    Tab("blocked", _("blocked to us"), "⊘", _is_blocked & _is_open, _failing),
    Tab(
        "quarantined",
        _("refused by our policy"),
        "■",
        Q(health=Health.QUARANTINED) & _is_open,
        _failing,
    ),
    Tab(
        "aside",
        _("set aside"),
        "‖",
        _is_set_aside | _is_vouched_for | _is_in_archive,
        Coalesce("ignored_until", "seen_until", "archive_used_at"),
    ),
    Tab(
        "fine",
        _("fine"),
        "●",
        Q(health=Health.ALIVE, moved_confirmed_at=None) & ~_is_drifted & _is_open,
    ),
)
BY_KEY = {tab.key: tab for tab in TABS}


class TabFilter(admin.SimpleListFilter):
    """Links by tab. It is drawn above the list, and not among the filters beside it."""

    title = _("state")
    parameter_name = PARAMETER
    template = "admin/sources/link/no_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer every tab."""
        return [(tab.key, tab.label) for tab in TABS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the links of the tab that was chosen."""
        tab = BY_KEY.get(self.value() or "")
        return tab.of(queryset) if tab else queryset


@dataclass(frozen=True)
class Counted:
    """A tab as it is drawn: with how many pages are on it, and where it leads."""

    tab: Tab | None
    label: str | Promise
    url: str
    is_chosen: bool
    number: int | None = None

    @property
    def is_cut(self) -> bool:
        """Say whether there are more than were counted."""
        return self.number is not None and self.number > MOST_COUNTED

    @property
    def shown(self) -> int:
        """Return the number to write."""
        return min(self.number or 0, MOST_COUNTED)


def count_pages(links: QuerySet[Link]) -> Counter[str]:
    """Count the pages of each tab among ``links``, each up to ``MOST_COUNTED`` and one. A query."""
    first, *others = (
        tab.of(links)
        .order_by()
        .annotate(tab=Value(tab.key, output_field=CharField()))
        .values_list("tab", flat=True)[: MOST_COUNTED + 1]
        for tab in TABS
    )
    return Counter(first.union(*others, all=True))


def drawn_tabs(changes: Any, chosen: Tab | None, numbers: Counter[str]) -> Iterator[Counted]:
    """Yield the tabs of the list ``changes``; a host that was picked and a search stay."""
    everything = changes.get_query_string(remove=[PARAMETER, "p", "o"])
    yield Counted(None, _("all"), everything, chosen is None)
    for tab in TABS:
        url = changes.get_query_string({PARAMETER: tab.key}, remove=["p", "o"])
        yield Counted(tab, tab.label, url, tab == chosen, numbers[tab.key])
