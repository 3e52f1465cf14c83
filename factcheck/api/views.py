"""The resources partners read. Never published is the same here as does not exist."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import CheckFilter, CorrectionFilter, StandingFilter
from factcheck.api.named import Named, as_published, named
from factcheck.api.serializers import (
    CHECK,
    ChangeSerializer,
    CheckSerializer,
    ClaimantSerializer,
    ClaimSerializer,
    CorrectionSerializer,
    NamedTopicSerializer,
    RatingSerializer,
    SourceSerializer,
)
from factcheck.markup import markup
from factcheck.models import Change, Check, Claimant, Correction, Rating, RatingDefinition, Topic
from factcheck.queries import public_corrections
from newsroom.api.addresses import api_address
from newsroom.api.renderers import LinkedDataRenderer
from newsroom.api.sequence import SequencePagination
from newsroom.api.views import PublicListViewSet, PublicViewSet
from sources.models import Source


@extend_schema_view(list=extend_schema(responses=CHECK), retrieve=extend_schema(responses=CHECK))
class CheckViewSet(PublicViewSet):
    """Checks, newest first; standing ones unless `status` asks for withdrawn ones too."""

    queryset = Check.objects.select_related("publication")
    serializer_class = CheckSerializer
    filterset_class = CheckFilter
    ordering = ("-first_published_at", "-id")

    def get_object(self) -> Check:
        """Find the check, withdrawn or not, and note when readers last saw it change."""
        check: Check = super().get_object()
        self.last_modified = _last_modified(check)
        return check

    @extend_schema(responses=dict)
    @action(detail=True, renderer_classes=[LinkedDataRenderer, JSONRenderer])
    def claimreview(self, _request: Request, **_names: str) -> Response:
        """Show the check as a schema.org ClaimReview. Of a withdrawn one there is none."""
        check = self.get_object()
        if check.is_withdrawn:
            raise Http404
        return Response(markup(check))


def _last_modified(check: Check) -> datetime:
    """Return when anything shown of the check changed last. One query for a standing check."""
    if check.withdrawn_at:
        return check.withdrawn_at
    announced = Change.objects.filter(check_record=check).order_by("-sequence")
    times = [check.updated_at, check.last_looked_at, announced.values_list("at", flat=True).first()]
    return max(time for time in times if time)


class ClaimViewSet(PublicViewSet):
    """The claims of standing checks, newest first: what was said, by whom, and where."""

    queryset = Check.objects.standing().select_related("publication")
    serializer_class = ClaimSerializer
    filterset_class = StandingFilter
    ordering = ("-first_published_at", "-id")


class NamedViewSet(PublicViewSet):
    """What standing checks name, by address name."""

    model: Named
    ordering = ("slug",)

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that standing checks name."""
        return named(self.model)

    def paginate_queryset(self, queryset: Any) -> list[Any]:
        """Return the page as published."""
        return as_published(super().paginate_queryset(queryset) or [])

    def get_object(self) -> Any:
        """Return the one as published."""
        return as_published([super().get_object()])[0]


class SourceViewSet(NamedViewSet):
    """The sources that standing checks cite, by slug."""

    model = Source
    serializer_class = SourceSerializer


class ClaimantViewSet(NamedViewSet):
    """The claimants that standing checks name, by slug."""

    model = Claimant
    serializer_class = ClaimantSerializer


class TopicViewSet(NamedViewSet):
    """The topics of standing checks, by slug."""

    model = Topic
    serializer_class = NamedTopicSerializer


class RatingViewSet(PublicViewSet):
    """The scale, in its order."""

    queryset = Rating.objects.prefetch_related(
        Prefetch("definitions", RatingDefinition.objects.order_by("-valid_from"))
    )
    serializer_class = RatingSerializer
    ordering = ("order",)
    lookup_field = "key"


class CorrectionViewSet(PublicViewSet):
    """Corrections and withdrawals, newest first. Of a withdrawn check only the withdrawal."""

    serializer_class = CorrectionSerializer
    filterset_class = CorrectionFilter
    ordering = ("-published_at", "-id")
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9a-f-]{36}"

    def get_queryset(self) -> QuerySet[Correction]:
        """Return the public log without the documents."""
        rows = public_corrections().select_related("claim__check_record", "publication")
        return rows.defer("publication__document", "claim__check_record__evidence_state")


class ChangeViewSet(PublicListViewSet):
    """Every public change in the order it was committed.

    Poll with the `since` and the `mark` of the answer.
    """

    queryset = Change.objects.select_related("check_record", "publication").defer(
        "publication__document", "check_record__evidence_state"
    )
    serializer_class = ChangeSerializer
    pagination_class = SequencePagination

    def begin_at(self) -> str:
        """Return where those begin anew whose copy is not of ours."""
        return api_address("export-list")
