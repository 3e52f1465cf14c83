"""The same checks through ordinary nested model serializers, over the tables they are made of.

What Django REST framework's documentation would have one write: a serializer a table, the rows
that are needed joined or prefetched. Fields are those of a check's document as far as the tables
have them; the sentences around a quote and confirmed discrepancies, which are computed, are not.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers as s
from rest_framework.generics import ListAPIView
from rest_framework.renderers import JSONRenderer

from factcheck.models import (
    Appearance,
    Check,
    Claim,
    Claimant,
    ClaimClaimant,
    Correction,
    Evidence,
    Figure,
    Rating,
    RatingDefinition,
    Topic,
    Verdict,
)
from newsroom.api.pagination import SignedCursorPagination
from sources.models import Link, Outlet, Passage, Source, SourceText


def plain(row: Any, names: str, **nested: Any) -> type[s.ModelSerializer[Any]]:
    """Make a model serializer with these fields and those nested in it."""
    meta = type("Meta", (), {"model": row, "fields": [*names.split(), *nested]})
    return type(f"{row.__name__}Serializer", (s.ModelSerializer,), {"Meta": meta, **nested})


TopicRow = plain(Topic, "slug name")
OutletRow = plain(Outlet, "name slug domain")
LinkRow = plain(Link, "public_id url health archived_url archived_at")
ClaimantRow = plain(Claimant, "slug name kind description wikidata_id same_as")
PartRow = plain(ClaimClaimant, "part title_held", claimant=ClaimantRow())
DefinitionRow = plain(RatingDefinition, "valid_from text text_es")
RatingRow = plain(Rating, "key label label_es value order", definitions=DefinitionRow(many=True))
TextRow = plain(SourceText, "number sha256")
PassageRow = plain(
    Passage, "public_id exact prefix suffix start end state now_reads", text=TextRow()
)
SourceRow = plain(Source, "slug title byline kind language", outlet=OutletRow(), link=LinkRow())
FigureRow = plain(Figure, "measure minimum maximum qualifier unit as_of as_written")
AppearanceRow = plain(
    Appearance, "kind is_first upstream attribution",
    source=SourceRow(), passage=PassageRow(), figures=FigureRow(many=True),
)  # fmt: skip
EvidenceRow = plain(
    Evidence, "title publisher kind stance shows is_load_bearing is_withheld",
    link=LinkRow(), passage=PassageRow(),
)  # fmt: skip
CorrectionRow = plain(Correction, "public_id kind cause was_wrong what_changed why published_at")
VerdictRow = plain(
    Verdict, "reason explanation confidence open_questions asked_whom asked_on answer",
    rating=RatingRow(),
)  # fmt: skip
ClaimRow = plain(
    Claim, "public_id slug language statement summary place context_note",
    topics=TopicRow(many=True), claim_claimants=PartRow(many=True), verdict=VerdictRow(),
    appearances=AppearanceRow(many=True), evidence=EvidenceRow(many=True),
    corrections=CorrectionRow(many=True),
)  # fmt: skip
CheckRow = plain(
    Check, "public_id slug first_published_at updated_at under_review_since review_note "
    "review_note_at evidence_health evidence_version last_looked_at",
    claim=ClaimRow(),
)  # fmt: skip


class NestedChecks(ListAPIView[Check]):
    """Standing checks, newest first, with everything they are made of."""

    serializer_class = CheckRow
    renderer_classes = [JSONRenderer]
    pagination_class = SignedCursorPagination
    ordering = ("-first_published_at", "-id")

    def get_queryset(self) -> QuerySet[Check]:
        """Return the checks, joined with what there is one of and prefetching the rest."""
        passage = Prefetch("passage", Passage.objects.select_related("text").defer("text__text"))
        sources = ("source__outlet", "source__link")
        appearances = Appearance.objects.select_related(*sources)
        evidence = Evidence.objects.select_related("link")
        return (
            Check.objects.standing()
            .select_related("claim__verdict__rating")
            .defer("history", "evidence_state")
            .prefetch_related(
                "claim__topics",
                "claim__corrections",
                "claim__verdict__rating__definitions",
                Prefetch(
                    "claim__claim_claimants", ClaimClaimant.objects.select_related("claimant")
                ),
                Prefetch("claim__appearances", appearances.prefetch_related(passage, "figures")),
                Prefetch("claim__evidence", evidence.prefetch_related(passage)),
            )
        )
