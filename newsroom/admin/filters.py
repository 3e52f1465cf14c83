"""Filters that offer their choices without reading the whole table."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import connection
from django.db.models import Field, ManyToManyField, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

MOST_VALUES = 100

# One step in the index for each value there is, in place of one for each row.
_VALUES = """
    WITH RECURSIVE found AS (
        SELECT min({column}) AS value FROM {table}
        UNION ALL
        SELECT (SELECT min({column}) FROM {table} WHERE {column} > found.value)
        FROM found WHERE found.value IS NOT NULL
    )
    SELECT value FROM found WHERE value IS NOT NULL LIMIT %s
"""


class PickedFilter(admin.SimpleListFilter):
    """Rows that refer to one thing of thousands, which is found by typing some of its name."""

    template = "admin/picked_filter.html"
    is_picked: ClassVar[bool] = True

    def __init__(
        self, request: HttpRequest, params: Any, model: type[Model], model_admin: Any
    ) -> None:
        """Offer a search where the person may see what is to be picked."""
        self.field: Any = get_fields_from_path(model, str(self.parameter_name))[-1]
        self.title = self.field.verbose_name
        self.site = model_admin.admin_site
        related = self.site.get_model_admin(self.field.related_model)
        self.is_offered = related.has_view_permission(request)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """List nothing: that is what this filter is for."""
        return []

    def has_output(self) -> bool:
        """Show the filter to whoever may use it."""
        return bool(self.is_offered)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows that refer to what was picked."""
        picked = self.value()
        if not picked:
            return queryset
        if not picked.isdecimal() or len(picked) > 18:
            raise IncorrectLookupParameters
        if isinstance(self.field, ManyToManyField):
            return queryset.filter(pk__in=_referring(self.field, int(picked)))
        return queryset.filter(**{str(self.parameter_name): int(picked)})

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Give the form: what is picked, and what else the list is narrowed by."""
        name = str(self.parameter_name)
        yield {
            "kept": [pair for pair in changelist.params.items() if pair[0] != name],
            "picked": self._form()[name],
            "is_set": bool(self.value()),
            "without": changelist.get_query_string(remove=[name]),
        }

    def _form(self) -> forms.Form:
        name = str(self.parameter_name)
        form = forms.Form(initial={name: self.value()}, auto_id="filter_%s")
        form.fields[name] = forms.ModelChoiceField(
            QuerySet[Any](self.field.related_model),
            widget=AutocompleteSelect(self.field, self.site),
            label=self.title,
            required=False,
        )
        return form


def picked(path: str) -> type[PickedFilter]:
    """Make the filter for a reference of the list's rows, such as ``topics`` or ``outlet``."""
    return type("PickedFilter", (PickedFilter,), {"parameter_name": path})


def _referring(field: Any, pk: int) -> QuerySet[Any, Any]:
    """Return the rows that a many-to-many column joins to ``pk``: one of its two indexes."""
    through = QuerySet[Any](field.remote_field.through)
    joined = through.filter(**{field.m2m_reverse_field_name(): pk}).order_by()
    return joined.values(field.m2m_field_name())


class ValuesFilter(admin.AllValuesFieldListFilter):
    """The values a column has, found in its index, one step for each."""

    def __init__(self, field: Any, request: HttpRequest, params: Any, *others: Any, **k: Any):
        """Look the values up. One query."""
        super().__init__(field, request, params, *others, **k)
        self.lookup_choices: Any = values_of(field)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Give each value a name, the empty one too: a link needs words."""
        for choice in super().choices(changelist):
            yield choice if choice["display"] else {**choice, "display": _("none")}


def values_of(field: "Field[Any, Any]") -> list[str]:
    """List the values of a column that an index begins with, ``MOST_VALUES`` at most."""
    quote = connection.ops.quote_name
    named = {"column": quote(str(field.column)), "table": quote(field.model._meta.db_table)}
    with connection.cursor() as cursor:
        cursor.execute(_VALUES.format(**named), [MOST_VALUES])
        return [value for (value,) in cursor.fetchall()]
