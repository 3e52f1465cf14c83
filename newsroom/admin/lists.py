"""Lists that are as quick at a million rows as at ten: nothing is counted, sorted or read whole."""

from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.paginator import Paginator
from django.db import DataError, connections
from django.db.models import DateField, Field, Model, QuerySet
from django.db.models.fields.related import RelatedField
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from newsroom.admin import saved_filters
from newsroom.finding import find, words_index

M = TypeVar("M", bound=Model)

CHOOSE = "Select this object for an action - {}"
"""What the box that chooses a row is called; Django has it in every language."""

_ESTIMATE = "SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass(%s)"


class BoundedPaginator(Paginator[M]):
    """Counts exactly what a person would leaf through, and of longer lists says about how long.

    Pages end with the ``most``th row: further back, searching and filtering are quicker for people
    and database alike.
    """

    most: ClassVar[int] = 2_000
    object_list: QuerySet[M]

    @cached_property
    def count(self) -> int:
        """Return how many rows can be turned to. One query."""
        return min(self._counted, self.most)

    @property
    def is_cut(self) -> bool:
        """Say whether there are more rows than can be turned to."""
        return self._counted > self.most

    @cached_property
    def estimate(self) -> int | None:
        """Return about how many rows a cut list has if it is a whole table; one query."""
        query = self.object_list.query
        if not self.is_cut or query.where or query.is_sliced:
            return None
        with connections[self.object_list.db].cursor() as cursor:
            cursor.execute(_ESTIMATE, [f'"{query.get_meta().db_table}"'])
            rows: int = cursor.fetchone()[0]
        return max(rows, self.most)

    @cached_property
    def _counted(self) -> int:
        rows = self._in_order.select_related(None)
        return rows.values("pk")[: self.most + 1].count()

    @property
    def _in_order(self) -> QuerySet[M]:
        """Return the rows in the list's order: the plan is then as good as its first page's."""
        return self.object_list


class SortedByIndexes(ChangeList):
    """Takes no order from an address that the headings do not offer."""

    def get_ordering_field(self, field_name: Any) -> Any:
        """Return the column to sort by, of what can be sorted."""
        is_offered = self.sortable_by is None or field_name in self.sortable_by
        return super().get_ordering_field(field_name) if is_offered else None

    def get_results(self, request: HttpRequest) -> None:
        """Fetch a page of rows; what an address asks and no row can be asked is left out."""
        try:
            super().get_results(request)
        except (ArithmeticError, ValueError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class QuickList(admin.ModelAdmin[M]):
    """A list counted within bounds, searched by words through an index, sorted by indexes alone."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each would be a count of everything
    list_per_page = 50
    stays_small: ClassVar[bool] = False  # a handful of rows, however large the newsroom gets

    @property
    def media(self) -> Media:
        """Add what picking from a filter needs."""
        if not any(getattr(chosen, "is_picked", False) for chosen in self.list_filter):
            return super().media
        anything: Any = next(f for f in self.opts.get_fields() if isinstance(f, RelatedField))
        return super().media + AutocompleteSelect(anything, self.admin_site).media

    def get_urls(self) -> list[URLPattern]:
        """Add where the list is saved under a name."""
        return [*saved_filters.urls_of(self), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Call the list what it is, and show which lists of it are saved. One query."""
        around = {"title": capfirst(self.opts.verbose_name_plural)}
        around |= saved_filters.beside_the_list(self, request)
        return super().changelist_view(request, around | (extra_context or {}))

    def action_checkbox(self, obj: M) -> SafeString:
        """Draw the box that chooses a row as Django does, but without two templates for each."""
        box = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
        return format_html(box, ACTION_CHECKBOX_NAME, obj.pk, format_html(gettext(CHOOSE), obj))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Sort by what is offered alone."""
        return SortedByIndexes

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Find rows by their own words or by those of what ``search_fields`` lead to.

        ``search_fields`` names columns: the row's own are those of its ``WordsIndex``, others
        (``link__url``) those of the related model's.
        """
        if not search_term.strip():
            return queryset, False
        if self.stays_small and words_index(self.model) is None:
            return super().get_search_results(request, queryset, search_term.replace("\0", " "))
        return find(queryset, search_term, self.searched_through()), False

    def searched_through(self) -> list[str]:
        """Name the relations through which the list is searched."""
        paths = (name.rpartition("__")[0] for name in self.search_fields)
        return [path for path in dict.fromkeys(paths) if path]

    def get_sortable_by(self, request: HttpRequest) -> Any:
        """Offer to sort by what an index has in order.

        What repeats over and over (states, kinds, references) is filtered by, not sorted by.
        """
        names = [str(name) for name in self.get_list_display(request) if isinstance(name, str)]
        if self.stays_small:
            return names
        return [name for name in names if self._is_in_order(self._sorted_by(name))]

    def _sorted_by(self, name: str) -> str:
        method = getattr(type(self), name, None)
        return str(getattr(method, "admin_order_field", name)).lstrip("-")

    def _is_in_order(self, name: str) -> bool:
        fields = {field.name: field for field in self.opts.fields}
        field = fields.get(name)
        return field is not None and not field.choices and is_in_order(self.model, field)


def is_in_order(model: type[Model], field: "Field[Any, Any]") -> bool:
    """Say whether an index has all rows in the order of this column.

    Rows with the same value are in the order of their keys; of moments there are few.
    """
    if field.remote_field:
        return False
    if field.primary_key or field.unique:
        return True
    whole = [index for index in model._meta.indexes if index.condition is None]
    columns = [tuple(name for name, _order in index.fields_orders) for index in whole]
    is_moment = isinstance(field, DateField) and (field.name,) in columns
    return is_moment or (field.name, "id") in columns
