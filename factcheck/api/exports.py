"""The whole corpus as files: which there are, and the files themselves."""

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import serializers as s
from rest_framework.request import Request

from factcheck.exporting.files import CHECKS, PACKED_REVIEWS, REVIEWS, TABLE
from factcheck.exporting.keeping import folder_of
from factcheck.freshness import RowVersion
from factcheck.models import Export
from newsroom.api.addresses import api_address
from newsroom.api.files import file_answer
from newsroom.api.resources import PublicViewSet
from newsroom.api.views import PublicView

MEDIA_TYPES = {
    CHECKS: "application/gzip",
    TABLE: "text/csv; charset=utf-8",
    REVIEWS: "application/ld+json",
    PACKED_REVIEWS: "application/gzip",
}


class FileSerializer(s.Serializer[dict[str, Any]]):
    """A file of an export."""

    name = s.CharField()
    url = s.URLField()
    media_type = s.CharField()
    rows = s.IntegerField(help_text="How many checks are in it.")
    bytes = s.IntegerField()
    sha256 = s.CharField(help_text="Of the file as it is sent, in hexadecimal.")


class ExportSerializer(s.ModelSerializer[Export]):
    """All checks as they were at one moment: with the changes since `sequence`, an exact copy."""

    id = s.UUIDField(source="public_id")
    files = s.SerializerMethodField()

    class Meta:
        model = Export
        fields = ["id", "made_at", "sequence", "mark", "checks", "files"]
        extra_kwargs = {
            "sequence": {"help_text": "The last change it holds: go on with it as `since`."},
            "mark": {"help_text": "The mark of that change: goes with it."},
        }

    @extend_schema_field(FileSerializer(many=True))
    def get_files(self, export: Export) -> list[dict[str, Any]]:
        """Return the files with their addresses."""
        return [
            file
            | {
                "url": api_address("export-file", export.public_id, file["name"]),
                "media_type": MEDIA_TYPES[file["name"]],
            }
            for file in export.files
        ]


class ExportViewSet(PublicViewSet):
    """Exports that can be taken, the newest first."""

    serializer_class = ExportSerializer
    queryset = Export.objects.available().annotate(
        row_version=RowVersion("id"), modified_at=F("made_at")
    )
    ordering = ("-made_at", "-id")
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9a-f-]{36}"

    def found(self, rows: QuerySet[Any]) -> Any:
        """Return the one asked for; without an id, the latest."""
        if self.lookup_url_kwarg in self.kwargs:
            return super().found(rows)
        if latest := rows.first():
            return latest
        raise Http404


def _latest() -> Export:
    if found := Export.objects.available().first():
        return found
    raise Http404


NAME = OpenApiParameter("file", enum=list(MEDIA_TYPES), location="path")
WHOLE = OpenApiResponse(OpenApiTypes.BINARY, "The file.")
PART = OpenApiResponse(OpenApiTypes.BINARY, "The part that `Range` asks for.")
SENT = {
    (status, media_type.partition(";")[0]): answer
    for status, answer in ((200, WHOLE), (206, PART))
    for media_type in MEDIA_TYPES.values()
} | {(200, MEDIA_TYPES[REVIEWS]): OpenApiResponse(OpenApiTypes.OBJECT, "The file.")}


class ExportFileView(PublicView):
    """A file of an export, in parts for those who ask for a `Range`. It never changes."""

    def perform_content_negotiation(self, request: Request, force: bool = True) -> Any:  # noqa: FBT001, FBT002 - as in DRF
        """Take any ``Accept``: a file has the one type it has."""
        return super().perform_content_negotiation(request, force)

    @extend_schema(operation_id="exports_file_retrieve", parameters=[NAME], responses=SENT)
    def get(self, request: Request, file: str, id: UUID | None = None) -> HttpResponseBase:  # noqa: A002
        """Send it, or the part that is asked for."""
        available = Export.objects.available()
        export = get_object_or_404(available, public_id=id) if id else _latest()
        listed = next((one for one in export.files if one["name"] == file), None)
        if listed is None:
            raise Http404
        path = folder_of(export.public_id) / file
        try:
            return file_answer(request, path, sha256=listed["sha256"], media_type=MEDIA_TYPES[file])
        except FileNotFoundError:
            raise Http404 from None  # removed just now


@extend_schema_view(get=extend_schema(operation_id="exports_latest_file_retrieve"))
class LatestFileView(ExportFileView):
    """A file of the latest export, whichever that is by now."""
