"""Checks, and what is read off them, as partners see them."""

from typing import Any

from django.utils.functional import cached_property
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers as s

from factcheck.api.document import (
    AppearanceSerializer,
    CitedSourceSerializer,
    DateSerializer,
    DiscrepancySerializer,
    DocumentField,
    NamedSerializer,
    PersonSerializer,
    TopicSerializer,
)
from factcheck.models import Change, Check, Correction, Rating, RatingDefinition
from newsroom.api.addresses import absolute, api_address


class NamesCheck(s.Serializer[Check]):
    """The names of a check: its id, the end of its address, and its page."""

    id = s.UUIDField(source="public_id")
    slug = s.CharField()
    url = s.SerializerMethodField(help_text="The page for readers.")

    def get_url(self, check: Check) -> str:
        """Return the full address of the page."""
        return absolute(check.get_absolute_url())


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
    document = DocumentField(source="publication.document")


class TombstoneSerializer(NamesCheck):
    """What stays of a withdrawn check, for ever."""

    status = s.ChoiceField(choices=["withdrawn"])
    withdrawn_at = s.DateTimeField()
    reason = s.CharField(source="withdrawal_reason")


class CheckSerializer(s.BaseSerializer[Check]):
    """A standing check in full, or the tombstone of a withdrawn one."""

    @cached_property
    def _standing(self) -> StandingCheckSerializer:
        # Made once for all rows: making its fields takes as long as filling them.
        return StandingCheckSerializer()

    @cached_property
    def _tombstone(self) -> TombstoneSerializer:
        return TombstoneSerializer()

    def to_representation(self, check: Check) -> dict[str, Any]:
        """Show the check by its status."""
        check.status = "withdrawn" if check.is_withdrawn else "standing"  # type: ignore[attr-defined]
        shown = self._tombstone if check.is_withdrawn else self._standing
        return dict(shown.to_representation(check))


CHECK = PolymorphicProxySerializer(
    component_name="Check",
    serializers={"standing": StandingCheckSerializer, "withdrawn": TombstoneSerializer},
    resource_type_field_name="status",
)


class ClaimSerializer(s.Serializer[Check]):
    """The claim a standing check is about, without our judgement."""

    id = s.UUIDField(source="publication.document.id")
    slug = s.CharField()
    check_url = s.SerializerMethodField(help_text="The check, in this API.")
    language = s.CharField(source="publication.document.language")
    statement = s.CharField(source="publication.document.claim.statement")
    summary = s.CharField(source="publication.document.claim.summary")
    said = DateSerializer(source="publication.document.claim.said")
    place = s.CharField(source="publication.document.claim.place")
    context_note = s.CharField(source="publication.document.claim.context_note")
    topics = TopicSerializer(source="publication.document.claim.topics", many=True)
    claimants = NamedSerializer(source="publication.document.claimants", many=True)
    appearances = AppearanceSerializer(source="publication.document.appearances", many=True)
    independent_origins = s.IntegerField(source="publication.document.independent_origins")
    discrepancies = DiscrepancySerializer(source="publication.document.discrepancies", many=True)

    def get_check_url(self, check: Check) -> str:
        """Return the address of the check in this API."""
        return api_address("check-detail", check.slug)


class ListsChecks(s.Serializer[Any]):
    """Something that checks name, and the list of those checks."""

    checks_url = s.SerializerMethodField(help_text="The checks that name it, in this API.")
    filter_name = ""

    def get_checks_url(self, part: dict[str, Any]) -> str:
        """Return the address of the filtered list of checks."""
        return f"{api_address('check-list')}?{self.filter_name}={part['slug']}"


class SourceSerializer(CitedSourceSerializer, ListsChecks):
    """A source as the newest publication that cites it describes it, and whether it holds."""

    filter_name = "source"
    health = s.ChoiceField(
        choices=["works", "changed", "gone", "unreachable", "unknown"],
        help_text="`unknown` also when there is no address to watch.",
    )


class ClaimantSerializer(PersonSerializer, ListsChecks):
    """A claimant as the newest publication that names them describes them."""

    filter_name = "claimant"


class NamedTopicSerializer(TopicSerializer, ListsChecks):
    """A topic of standing checks."""

    filter_name = "topic"


class DefinitionSerializer(s.ModelSerializer[RatingDefinition]):
    """What a rating means from a moment on."""

    class Meta:
        model = RatingDefinition
        fields = ["valid_from", "text", "text_es"]


class RatingSerializer(s.ModelSerializer[Rating]):
    """A word of our scale with all its definitions, newest first."""

    definitions = DefinitionSerializer(many=True)

    class Meta:
        model = Rating
        fields = ["key", "label", "label_es", "value", "is_active", "definitions"]


class CorrectionSerializer(s.ModelSerializer[Correction]):
    """What we got wrong, or what changed. A retraction led to no version."""

    id = s.UUIDField(source="public_id")
    version = s.SerializerMethodField()
    check = NamesCheck(source="claim.check_record")

    class Meta:
        model = Correction
        fields = [
            "id", "kind", "cause", "was_wrong", "what_changed", "why",
            "version", "published_at", "check",
        ]  # fmt: skip

    @extend_schema_field({"type": ["integer", "null"]})
    def get_version(self, correction: Correction) -> int | None:
        """Return the number of the version it led to."""
        return correction.publication.number if correction.publication else None


class ChangeSerializer(s.ModelSerializer[Change]):
    """One public change of one check."""

    check = NamesCheck(source="check_record")
    publication = s.SerializerMethodField()

    class Meta:
        model = Change
        fields = ["sequence", "kind", "at", "check", "publication"]

    @extend_schema_field(VersionSerializer(allow_null=True))
    def get_publication(self, change: Change) -> dict[str, Any] | None:
        """Return version and hash as of this change; None once the check is withdrawn."""
        if change.kind == Change.Kind.WITHDRAWN:
            return None
        return dict(VersionSerializer(change.publication).data)
