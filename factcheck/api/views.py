"""The resources partners read. Never published is the same here as does not exist."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONArray
from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.check import CHECK, CheckSerializer, document_text, served
from factcheck.api.evidence import CitedPageSerializer, cited_links, told
from factcheck.api.filters import CheckFilter, EvidenceFilter, StandingFilter
from factcheck.api.named import as_published, named
from factcheck.api.serializers import (
    ClaimantSerializer,
    ClaimSerializer,
    NamedTopicSerializer,
    RatingSerializer,
    SourceSerializer,
)
from factcheck.freshness import RowVersion
from factcheck.markup import markup
from factcheck.models import Change, Check, Claimant, Rating, RatingDefinition, Topic
from newsroom.api.caching import Version
from newsroom.api.renderers import LinkedDataRenderer, WrittenRenderer, written
from newsroom.api.resources import PublicViewSet
from sources.models import Source

_CHANGES = Change.objects.order_by("-sequence").values("at")
NEWEST_CHANGE = Subquery(_CHANGES[:1])
"""When anything changed in public: asked once for a page, however many rows it has."""


class ShowsChecks(PublicViewSet):
    """Checks, newest first, or parts of them."""

    ordering = ("-first_published_at", "-id")
    told_by = ("first_published_at", "updated_at", "withdrawn_at", "last_looked_at")
    dates_prove = True

    def get_queryset(self) -> Any:
        """Return checks with what tells their versions."""
        own = Subquery(_CHANGES.filter(check_record=OuterRef("pk"))[:1])
        announced = NEWEST_CHANGE if self.action == "list" else own
        checks: QuerySet[Any] = super().get_queryset()
        return checks.annotate(row_version=RowVersion(), modified_at=announced)

    def moments(self, row: Any) -> Iterable[datetime | None]:
        """Return when anything shown of the check changed. A tombstone does not any more."""
        if row.withdrawn_at and self.action != "list":
            return (row.withdrawn_at,)
        return row.updated_at, row.last_looked_at, row.modified_at

    def version_of(self, rows: Sequence[Any], *, dates_prove: bool = False) -> Version:
        """Let no date prove a tombstone: within its second somebody may have got the words."""
        stand = all(row.withdrawn_at is None for row in rows)
        return super().version_of(rows, dates_prove=dates_prove and stand)


@extend_schema_view(list=extend_schema(responses=CHECK), retrieve=extend_schema(responses=CHECK))
class CheckViewSet(ShowsChecks):
    """Checks, newest first; standing ones unless `status` asks for withdrawn ones too."""

    queryset = Check.objects.all()
    serializer_class = CheckSerializer
    filterset_class = CheckFilter

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Add the published documents, where those are wanted."""
        if self.action == "claimreview":
            return rows.select_related("publication")
        return served(rows, document=self.shape.wants("document"))

    @extend_schema(responses=dict)
    @action(detail=True, renderer_classes=[LinkedDataRenderer, WrittenRenderer])
    def claimreview(self, _request: Request, **_names: str) -> HttpResponse:
        """Show the check as a schema.org ClaimReview. Of a withdrawn one there is none."""
        check = self.get_object()
        if check.is_withdrawn:
            raise Http404
        return self.known_already(check) or Response(markup(check))


class ClaimViewSet(ShowsChecks):
    """The claims of standing checks, newest first: what was said, by whom, and where."""

    queryset = Check.objects.standing()
    serializer_class = ClaimSerializer
    filterset_class = StandingFilter

    def loaded(self, rows: QuerySet[Any]) -> Any:
        """Add the published documents, which tell all there is of a claim."""
        rows = rows.only(*self.told_by, "slug")
        return rows.annotate(document_text=document_text("publication"))


class EvidenceViewSet(PublicViewSet):
    """The pages that standing checks rest on, and the words they are cited for, by id."""

    queryset = cited_links().annotate(modified_at=NEWEST_CHANGE)
    """All that is shown of them is one statement, and no dearer than their versions."""
    serializer_class = CitedPageSerializer
    filterset_class = EvidenceFilter
    ordering = ("public_id",)
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9a-f-]{36}"

    def version_of(self, rows: Sequence[Any], *, dates_prove: bool = False) -> Version:
        """Make the version of what is shown: each look at a page writes its row anew."""
        for row in rows:
            row.shown = told(row)
            row.row_version = written(row.shown).decode()
        return super().version_of(rows, dates_prove=dates_prove)


class NamedViewSet(PublicViewSet):
    """What standing checks name, by address name."""

    ordering = ("slug",)

    def as_shown(self, page: Sequence[Any]) -> Sequence[Any]:
        """Return the rows as published."""
        return as_published(page)


class SourceViewSet(NamedViewSet):
    """The sources that standing checks cite, by slug."""

    queryset = named(Source).annotate(modified_at=NEWEST_CHANGE)
    serializer_class = SourceSerializer


class ClaimantViewSet(NamedViewSet):
    """The claimants that standing checks name, by slug."""

    queryset = named(Claimant).annotate(modified_at=NEWEST_CHANGE)
    serializer_class = ClaimantSerializer


class TopicViewSet(NamedViewSet):
    """The topics of standing checks, by slug."""

    queryset = named(Topic).annotate(modified_at=NEWEST_CHANGE)
    serializer_class = NamedTopicSerializer


class RatingViewSet(PublicViewSet):
    """The scale, in its order."""

    queryset = Rating.objects.all()
    serializer_class = RatingSerializer
    ordering = ("order",)
    lookup_field = "key"

    def get_queryset(self) -> Any:
        """Return the ratings; their definitions belong to their version."""
        definitions = RatingDefinition.objects.filter(rating=OuterRef("pk"))
        each = ArraySubquery(definitions.order_by("pk").values_list(RowVersion("id")))
        newest = Subquery(definitions.order_by("-valid_from").values("valid_from")[:1])
        ratings: QuerySet[Any] = super().get_queryset()
        return ratings.annotate(row_version=JSONArray(RowVersion("id"), each), modified_at=newest)

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Add the definitions."""
        newest_first = RatingDefinition.objects.order_by("-valid_from")
        return rows.prefetch_related(Prefetch("definitions", newest_first))
