"""What became of checks: the log of corrections, and every public change."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from factcheck.api.check import NAMES, SHOWN, document_text
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
        return _about(rows, CORRECTED, "claim__check_record", whole="check" in self.expanded)


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
        return _about(rows, CHANGED, "check_record", whole="check" in self.expanded)


def _versioned(rows: QuerySet[Any], key: str, check: QuerySet[Check] | None) -> Any:
    """Tell the versions of rows, and of the check each is about where it is shown in full."""
    parts: list[Any] = [RowVersion(key)]
    if check is not None:
        parts.append(Subquery(check.values_list(RowVersion())))
    return rows.annotate(row_version=JSONArray(*parts), modified_at=NEWEST_CHANGE)


CORRECTED = (
    "public_id", "kind", "cause", "was_wrong", "what_changed", "why", "published_at",
    "publication__number",
)  # fmt: skip
CHANGED = (
    "sequence", "kind", "at",
    "publication__number", "publication__sha256", "publication__published_at",
)  # fmt: skip
"""The columns that are shown, beside those of checks."""


def _about(rows: QuerySet[Any], shown: Sequence[str], path: str, *, whole: bool) -> Any:
    """Fetch what is shown of rows, and of the check at ``path``: its names, or all of it."""
    of_check = [f"{path}__{name}" for name in (SHOWN if whole else NAMES)]
    rows = rows.select_related("publication", path).only(*shown, *of_check)
    if not whole:
        return rows
    current = f"{path}__publication"
    return rows.select_related(current).annotate(document_text=document_text(current))
