"""Cursor pagination for clients that copy the whole corpus."""

from rest_framework.pagination import CursorPagination


class SyncCursorPagination(CursorPagination):
    """Pages by cursor only: the same cost on page one and page ten thousand."""

    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-id"
