"""The links' list as a console: tabs with counts, the most harmful trouble first."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.admin.views.main import ORDER_VAR
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from newsroom.admin.base import person
from newsroom.admin.lists import BoundedPaginator, SortedByIndexes
from sources.admin.tab_numbers import count_pages
from sources.admin.tabs import BY_KEY, MOST_TURNED, PARAMETER, Counted, drawn_tabs, host_of
from sources.models import Host

if TYPE_CHECKING:
    from sources.admin.link import LinkAdmin

M = TypeVar("M", bound=Model)


class SortedAnew(BoundedPaginator[M]):
    """Counts rows that were chosen in one order and sorted in another: without sorting them."""

    most = MOST_TURNED

    @property
    def _in_order(self) -> QuerySet[M]:
        return (
            self.object_list.order_by() if self.object_list.query.annotations else super()._in_order
        )


class Console(SortedByIndexes):
    """The links of a tab. What the list tells beside its rows is fetched for all of them at once.

    ``host`` is the pk of the host the list is narrowed to, None where it is not.
    """

    model_admin: "LinkAdmin"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        """Read which tab and which host were chosen."""
        self.host = host_of(request)
        self.tab = BY_KEY.get(request.GET.get(PARAMETER, ""))
        super().__init__(request, *args)

    @cached_property
    def tabs(self) -> list[Counted]:
        """Draw the tabs; their numbers are of the host that was picked, else of all. A query."""
        numbers = count_pages(self.model_admin.relied_on, self.host)
        return list(drawn_tabs(self, self.tab, numbers))

    @cached_property
    def host_name(self) -> str:
        """Name the host that was picked. A query."""
        return str(Host.objects.filter(pk=self.host).first() or "") if self.host else ""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Keep the links of the tab that somebody relies on, and put the most harmful first."""
        rows: QuerySet[Any] = super().get_queryset(request, exclude_parameters)
        if self.tab is None:
            return rows
        rows = self.model_admin.relied_on(rows)
        if self.tab.since is None or ORDER_VAR in request.GET:
            return rows
        return self.model_admin.by_harm(rows, self.tab.since)

    def get_results(self, request: HttpRequest) -> None:
        """Fetch a page of rows, and what is told beside each."""
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        self.model_admin.furnish(self.result_list)
        allowed = self.model_admin.allowed_acts(person(request))
        for link in self.result_list:
            link.allowed = allowed
