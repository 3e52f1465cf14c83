"""Lists and their items: whole or in part, and proved fresh by the versions of their rows."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from newsroom.api.caching import Version, known_already, tag_of
from newsroom.api.shape import Shape, read_expand
from newsroom.api.views import PublicView
from newsroom.pages import edition


class PublicListViewSet(PublicView, GenericViewSet[Any]):
    """A list in one fixed ``ordering``.

    Rows are annotated with a ``row_version``, which is another whenever anything shown of a row is,
    and with ``modified_at``. The ETag of a page is made of the versions of its rows and of the
    addresses of its neighbours; who sends one back is answered by these alone.
    """

    ordering: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    """The columns that order and moments need; none named are all."""
    expandable: tuple[str, ...] = ()
    """What is shown in full where ``expand`` asks for it."""

    def known_parameters(self) -> Collection[str]:
        """Return the parameters that shape the answer; of a list also its filters and pages."""
        if self.action not in ("list", "retrieve"):
            return ()
        names = {"fields", "omit", *(["expand"] if self.expandable else [])}
        if self.action == "retrieve":
            return names
        filters = getattr(self, "filterset_class", None)
        names |= set(filters.base_filters) if filters else set()
        return names | set(self.paginator.parameters)  # type: ignore[union-attr]

    @cached_property
    def expanded(self) -> set[str]:
        """What ``expand`` asks for. Raises ``ValidationError``."""
        return read_expand(self.request.query_params, self.expandable)

    @cached_property
    def shape(self) -> Shape:
        """What ``fields`` and ``omit`` leave. Raises ``ValidationError``."""
        return Shape.asked(self.request.query_params, self.get_serializer_class(), self.expanded)

    def get_serializer_context(self) -> dict[str, Any]:
        """Tell serializers what is expanded."""
        is_asked = isinstance(getattr(self, "request", None), Request)  # not for the schema
        return {**super().get_serializer_context(), "expanded": self.expanded if is_asked else ()}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        """Show a page. One query, whether it is known already or not; two if it changed since."""
        shape = self.shape
        rows: Any = self.filter_queryset(self.get_queryset())
        if "If-None-Match" in request.headers:
            page = self.paginate_queryset(self._told(rows)) or []
            if short := known_already(request, self.version_of(page)):
                return short
        page = self.paginate_queryset(self.loaded(rows)) or []
        self.version = self.version_of(page)
        shown = self.get_serializer(self.as_shown(page), many=True).data
        return self.get_paginated_response([shape.of(row) for row in shown])

    def _told(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.only(*self.told_by) if self.told_by else rows

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows with whatever else is shown of them."""
        return rows

    def as_shown(self, page: Sequence[Any]) -> Sequence[Any]:
        """Return what the serializer gets for the rows of a page."""
        return page

    def moments(self, row: Any) -> Iterable[datetime | None]:
        """Return when what is shown of a row changed; the last of all is the answer's."""
        return (row.modified_at,)

    def version_of(self, rows: Sequence[Any], *, dates_prove: bool = False) -> Version:
        """Return the version of the answer that these rows make."""
        paginator: Any = self.paginator
        around = paginator.around() if self.action == "list" else ()
        request: Request = self.request
        asked = (request.get_full_path(), request.accepted_media_type, edition(), *around)
        known = [moment for row in rows for moment in self.moments(row) if moment]
        tag = tag_of([*asked, *(row.row_version for row in rows)])
        return Version(tag, max(known, default=None), dates_prove)


class PublicViewSet(PublicListViewSet):
    """A list, and its items by address name."""

    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    dates_prove = False
    """Whether ``moments`` name all that changes of an item, so that a date proves it fresh."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        """Show one. One query, whether it is known already or not; two if it changed since."""
        shape = self.shape
        if short := self.known_already():
            return short
        row = self.get_object()
        if short := self.known_already(row):
            return short
        (shown,) = self.as_shown([row])
        return Response(shape.of(self.get_serializer(shown).data))

    def known_already(self, row: Any = None) -> HttpResponse | None:
        """Return the short answer to whoever has the version there is of a row, found for it.

        Without a row, to whoever names a version: by a query that reads nothing else.
        """
        if row is None:
            if "If-None-Match" not in self.request.headers:
                return None
            row = self.found(self._told(self.get_queryset()))
        self.version = self.version_of([row], dates_prove=self.dates_prove)
        return known_already(self.request, self.version)

    def get_object(self) -> Any:
        """Find the one with everything that is shown of it. Raises ``Http404``."""
        return self.found(self.loaded(self.get_queryset()))

    def found(self, rows: QuerySet[Any]) -> Any:
        """Find among the rows the one that is asked for. Raises ``Http404``."""
        name = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
        return get_object_or_404(rows, **{self.lookup_field: name})
