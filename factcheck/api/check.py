"""A check as partners see it: its frozen document, and how it stands today.

The serializers say what there is, for the schema. Rows are written by hand: a page of them costs a
tenth of what it would by their fields, and the document goes out as the database has it.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers as s

from factcheck.api.document import DocumentField
from factcheck.models import Check, Publication
from newsroom.api.addresses import address
from newsroom.api.renderers import Written


class NamesCheck(s.Serializer[Check]):
    """The names of a check: its id, the end of its address, and its page."""

    id = s.UUIDField(source="public_id")
    slug = s.CharField()
    url = s.SerializerMethodField(help_text="The page for readers.")

    def get_url(self, check: Check) -> str:
        """Return the full address of the page."""
        return address("check", check.slug)


class LinkStateSerializer(s.Serializer[Any]):
    """What is publicly known of a page."""

    link = s.UUIDField()
    health = s.ChoiceField(choices=["works", "changed", "gone", "unreachable", "unknown"])
    archived_url = s.CharField(
        help_text="A copy in the web archive, of a page that is gone or that it was chosen for."
    )
    archived_at = s.DateField(
        allow_null=True, default=None, help_text="The day that copy was made."
    )


class PassageStateSerializer(s.Serializer[Any]):
    """What is publicly known of quoted words."""

    passage = s.UUIDField()
    state = s.ChoiceField(choices=["present", "moved", "edited", "gone"])
    now_reads = s.CharField()


class EvidenceStateSerializer(s.Serializer[Check]):
    """How the evidence stands today."""

    health = s.ChoiceField(source="evidence_health", choices=Check.EvidenceHealth.choices)
    version = s.IntegerField(source="evidence_version", help_text="Goes up with each change.")
    last_looked_at = s.DateTimeField(allow_null=True)
    links = s.ListField(child=LinkStateSerializer(), source="evidence_state.links", default=list)
    passages = s.ListField(
        child=PassageStateSerializer(), source="evidence_state.passages", default=list
    )


class ReviewStateSerializer(s.Serializer[Check]):
    """Whether the verdict is being looked at again, and what readers were told the last time."""

    since = s.DateTimeField(source="under_review_since", allow_null=True)
    note = s.CharField(source="review_note")
    note_at = s.DateTimeField(source="review_note_at", allow_null=True)


class VersionSerializer(s.Serializer[Any]):
    """A publication: version and hash of the document."""

    version = s.IntegerField(source="number")
    sha256 = s.CharField(help_text="Of the document with sorted keys and no spaces, in UTF-8.")
    published_at = s.DateTimeField()


class StandingCheckSerializer(NamesCheck):
    """A check readers can see. ``document`` is frozen; the rest says how it stands today."""

    status = s.ChoiceField(choices=["standing"])
    first_published_at = s.DateTimeField()
    updated_at = s.DateTimeField()
    review = ReviewStateSerializer(source="*")
    evidence = EvidenceStateSerializer(source="*")
    publication = VersionSerializer()
    document = DocumentField()


class TombstoneSerializer(NamesCheck):
    """What stays of a withdrawn check, for ever."""

    status = s.ChoiceField(choices=["withdrawn"])
    withdrawn_at = s.DateTimeField()
    reason = s.CharField(source="withdrawal_reason")


class CheckSerializer(s.BaseSerializer[Check]):
    """A standing check in full, or the tombstone of a withdrawn one. Takes rows of ``served``."""

    alternatives = (StandingCheckSerializer, TombstoneSerializer)

    def to_representation(self, check: Check) -> dict[str, Any]:
        """Show the check by its status."""
        return shown(check)


CHECK = PolymorphicProxySerializer(
    component_name="Check",
    serializers={"standing": StandingCheckSerializer, "withdrawn": TombstoneSerializer},
    resource_type_field_name="status",
)


NAMES = ("public_id", "slug")
SHOWN = (
    *NAMES, "first_published_at", "updated_at", "withdrawn_at", "withdrawal_reason",
    "under_review_since", "review_note", "review_note_at", "evidence_health", "evidence_version",
    "evidence_state", "last_looked_at",
    "publication__number", "publication__sha256", "publication__published_at",
)  # fmt: skip
"""The columns that are shown, beside the document."""


def served(checks: QuerySet[Check], *, document: bool = True) -> QuerySet[Check]:
    """Fetch what is shown of checks; with its ``document_text``, unless that is not wanted."""
    checks = checks.select_related("publication").only(*SHOWN)
    return checks.annotate(document_text=document_text("publication")) if document else checks


def document_text(path: str) -> Subquery:
    """Return the document of the publication at ``path`` as the text of its JSON.

    A subquery is left for the end: no document is unpacked for a row that is sorted away.
    """
    shown = Publication.objects.filter(pk=OuterRef(path)).order_by()
    return Subquery(shown.values_list(Cast("document", TextField())))


def shown(check: Check) -> dict[str, Any]:
    """Show a row of ``served`` by its status."""
    return _tombstone(check) if check.is_withdrawn else _standing(check)


def _standing(check: Check) -> dict[str, Any]:
    return {
        **names(check.public_id, check.slug),
        "status": "standing",
        "first_published_at": moment(check.first_published_at),
        "updated_at": moment(check.updated_at),
        "review": {
            "since": moment(check.under_review_since),
            "note": check.review_note,
            "note_at": moment(check.review_note_at),
        },
        "evidence": _evidence(check),
        "publication": version(check.publication),
        "document": Written(getattr(check, "document_text", "null")),
    }


def _tombstone(check: Check) -> dict[str, Any]:
    told = {"withdrawn_at": moment(check.withdrawn_at), "reason": check.withdrawal_reason}
    return {**names(check.public_id, check.slug), "status": "withdrawn", **told}


def names(public_id: UUID | str, slug: str) -> dict[str, Any]:
    """Show the names of a check as ``NamesCheck`` describes them."""
    return {"id": str(public_id), "slug": slug, "url": address("check", slug)}


def _evidence(check: Check) -> dict[str, Any]:
    state = check.evidence_state
    links = [{name: row.get(name) for name in LINK} for row in state.get("links", ())]
    passages = [{name: row[name] for name in PASSAGE} for row in state.get("passages", ())]
    return {
        "health": check.evidence_health,
        "version": check.evidence_version,
        "last_looked_at": moment(check.last_looked_at),
        "links": links,
        "passages": passages,
    }


LINK = tuple(LinkStateSerializer().fields)
PASSAGE = tuple(PassageStateSerializer().fields)


def version(publication: Publication) -> dict[str, Any]:
    """Show a publication as ``VersionSerializer`` describes it."""
    published_at = moment(publication.published_at)
    return {
        "version": publication.number,
        "sha256": publication.sha256,
        "published_at": published_at,
    }


def moment(at: datetime | None) -> str | None:
    """Write a moment as DRF does, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
