"""The tabs of the links' list: which pages are on each, since when, and how they are drawn."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.linkcheck.states import PASSAGE_CHANGED
from sources.models import Link, Passage

PARAMETER = "tab"
MOST_COUNTED = 100
"""So many pages of a tab are counted; of more it says that they are more."""

MOST_TURNED = 300
"""So many of them can be turned to, the most harmful first; then it helps to pick a host."""

Health = Link.Health


@dataclass(frozen=True)
class Tab:
    """Pages in one state. ``since`` is when it began; of a tab of trouble the oldest come first."""

    key: str
    label: str | Promise
    shape: str
    pages: Q
    since: Any = None

    def of(self, links: QuerySet[Link], host: int | None) -> QuerySet[Link]:
        """Keep those of ``links`` that are on this tab; they are of ``host``, None for any."""
        return links.filter(self.pages)


@dataclass(frozen=True)
class WordsTab(Tab):
    """Pages with cited words that changed: of the words, those that did so first.

    Of all of them the database would look up the page, however many they are. Words of pages that
    are settled or that nobody watches are passed over: they stay, and would take every place.
    """

    def of(self, links: QuerySet[Link], host: int | None) -> QuerySet[Link]:
        """Keep those of ``links`` on which as many words changed first as can be turned to."""
        words: QuerySet[Any] = Passage.objects.broken().current()
        if host:
            words = words.filter(text__source__link__host=host)
        watched = Link.objects.filter(self.pages, pk=OuterRef("text__source__link")).watched()
        # One for each, not a join: so the words are read in their order, and no further.
        words = words.alias(page=Subquery(watched.order_by().values("pk")[:1]))
        words = words.filter(page__isnull=False)
        first = words.order_by("changed_since", "pk").values("pk")[: MOST_TURNED + 1]
        pages = Passage.objects.filter(pk__in=first).order_by().values("text__source__link")
        return super().of(links, host).filter(pk__in=pages)


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
    WordsTab("words", _("cited words changed or gone"), "”", _is_open, _drifting),
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


def host_of(request: HttpRequest) -> int | None:
    """Return the pk of the host that a list is narrowed to, None where it is not."""
    picked = request.GET.get("host", "")
    return int(picked) if picked.isdecimal() and len(picked) < 19 else None


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
        return tab.of(queryset, host_of(request)) if tab else queryset


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


def drawn_tabs(changes: Any, chosen: Tab | None, numbers: Counter[str]) -> Iterator[Counted]:
    """Yield the tabs of the list ``changes``; a host that was picked and a search stay."""
    everything = changes.get_query_string(remove=[PARAMETER, "p", "o"])
    yield Counted(None, _("all"), everything, chosen is None)
    for tab in TABS:
        url = changes.get_query_string({PARAMETER: tab.key}, remove=["p", "o"])
        yield Counted(tab, tab.label, url, tab == chosen, numbers[tab.key])
