"""What became of checks: the log of corrections, and every public change."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from factcheck.api.check import document_text
from factcheck.api.filters import CorrectionFilter
from factcheck.api.serializers import ChangeSerializer, CorrectionSerializer
from factcheck.api.views import NEWEST_CHANGE
from factcheck.freshness import RowVersion
from factcheck.models import Change, Check
from factcheck.queries import corrections_log
from newsroom.api.addresses import api_address
from newsroom.api.resources import PublicListViewSet, PublicViewSet
from newsroom.api.sequence import SequencePagination


class CorrectionViewSet(PublicViewSet):
    """Corrections and withdrawals, newest first. Of a withdrawn check only the withdrawal."""

    serializer_class = CorrectionSerializer
    filterset_class = CorrectionFilter
    ordering = ("-published_at", "-id")
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9a-f-]{36}"
    expandable = ("check",)

    def get_queryset(self) -> Any:
        """Return the public log."""
        own = Check.objects.filter(claim=OuterRef("claim"))
        return _versioned(corrections_log(), "id", own if self.expanded else None)

    def loaded(self, rows: QuerySet[Any]) -> Any:
        """Add the checks that were put right."""
        return _about(rows, "claim__check_record", whole="check" in self.expanded)


class ChangeViewSet(PublicListViewSet):
    """Every public change in the order it was committed.

    Poll with the `since` and the `mark` of the answer.
    """

    serializer_class = ChangeSerializer
    pagination_class = SequencePagination
    expandable = ("check",)

    def begin_at(self) -> str:
        """Return where those begin anew whose copy is not of ours."""
        return api_address("export-list")

    def get_queryset(self) -> Any:
        """Return the changes."""
        own = Check.objects.filter(pk=OuterRef("check_record"))
        return _versioned(Change.objects.all(), "sequence", own if self.expanded else None)

    def loaded(self, rows: QuerySet[Any]) -> Any:
        """Add the checks that changed."""
        return _about(rows, "check_record", whole="check" in self.expanded)


def _versioned(rows: QuerySet[Any], key: str, check: QuerySet[Check] | None) -> Any:
    """Tell the versions of rows, and of the check each is about where it is shown in full."""
    parts: list[Any] = [RowVersion(key)]
    if check is not None:
        parts.append(Subquery(check.values_list(RowVersion())))
    return rows.annotate(row_version=JSONArray(*parts), modified_at=NEWEST_CHANGE)


def _about(rows: QuerySet[Any], path: str, *, whole: bool) -> Any:
    """Add to each row its publication and the check at ``path``: its names, or all of it."""
    rows = rows.select_related("publication", path)
    rows = rows.defer("publication__document", f"{path}__history")
    if not whole:
        return rows.defer(f"{path}__evidence_state")
    shown = f"{path}__publication"
    rows = rows.select_related(shown).defer(f"{shown}__document")
    return rows.annotate(document_text=document_text(shown))
