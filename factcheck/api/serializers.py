"""Claims, and what else is read off checks, as partners see them.

The serializers say what there is, for the schema. Rows are written by hand, as in ``check``.
"""

from typing import Any

import orjson
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers as s

from factcheck.api.check import (
    CheckSerializer,
    NamesCheck,
    StandingCheckSerializer,
    TombstoneSerializer,
    VersionSerializer,
    moment,
    names,
    shown,
    version,
)
from factcheck.api.document import (
    AppearanceSerializer,
    CitedSourceSerializer,
    DateSerializer,
    DiscrepancySerializer,
    NamedSerializer,
    PersonSerializer,
    TopicSerializer,
)
from factcheck.models import Change, Check, Correction, Rating, RatingDefinition
from newsroom.api.addresses import api_address


class ClaimSerializer(s.Serializer[Check]):
    """The claim a standing check is about, without our judgement."""

    id = s.UUIDField()
    slug = s.CharField()
    check_url = s.URLField(help_text="The check, in this API.")
    language = s.CharField()
    statement = s.CharField()
    summary = s.CharField()
    said = DateSerializer()
    place = s.CharField()
    context_note = s.CharField()
    topics = TopicSerializer(many=True)
    claimants = NamedSerializer(many=True)
    appearances = AppearanceSerializer(many=True)
    independent_origins = s.IntegerField()
    discrepancies = DiscrepancySerializer(many=True)

    def to_representation(self, check: Check) -> dict[str, Any]:
        """Show the parts of the published document, untouched. Takes rows of ``served``."""
        document = orjson.loads(check.document_text)  # type: ignore[attr-defined]  # annotated
        claim = document["claim"]
        own = {
            "id": document["id"],
            "slug": check.slug,
            "check_url": api_address("check-detail", check.slug),
            "language": document["language"],
        }
        said = {name: claim[name] for name in SAID}
        return own | said | {name: document[name] for name in BESIDE}


SAID = ("statement", "summary", "said", "place", "context_note", "topics")
BESIDE = ("claimants", "appearances", "independent_origins", "discrepancies")
"""What of the document's claim, and what beside it, says what was said without our judgement."""


class ListsChecks(s.Serializer[Any]):
    """Something that checks name, and the list of those checks."""

    checks_url = s.URLField(help_text="The checks that name it, in this API.")
    filter_name = ""

    def to_representation(self, part: dict[str, Any]) -> dict[str, Any]:
        """Show what a published document says, and the address of the filtered list of checks."""
        checks = f"{api_address('check-list')}?{self.filter_name}={part['slug']}"
        told = part | {"checks_url": checks}
        return {str(name): told[str(name)] for name in self.fields}


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


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="NamedOrWholeCheck",
        serializers=[NamesCheck, StandingCheckSerializer, TombstoneSerializer],
        resource_type_field_name=None,
    )
)
class NamedCheckSerializer(NamesCheck):
    """The names of a check; all of it where ``expand`` asks for that."""


class ShowsCheck(s.Serializer[Any]):
    """Something about a check: it names it, or shows it in full where ``expand`` asks for that."""

    check = NamedCheckSerializer()

    @property
    def shows_all(self) -> bool:
        """Say whether the check is shown in full."""
        return "check" in self.context.get("expanded", ())

    def get_fields(self) -> dict[str, Any]:
        """Return the fields, with the check in full where it is asked for."""
        fields: dict[str, Any] = super().get_fields()
        return fields | {"check": CheckSerializer()} if self.shows_all else fields

    def shown(self, check: Any, row: Any) -> dict[str, Any]:
        """Show the check of a row, which was annotated with its ``document_text`` for all of it."""
        if not self.shows_all:
            return names(check.public_id, check.slug)
        check.document_text = row.document_text
        return shown(check)


class CorrectionSerializer(ShowsCheck, s.ModelSerializer[Correction]):
    """What we got wrong, or what changed. A retraction led to no version."""

    id = s.UUIDField()
    version = s.IntegerField(allow_null=True)

    class Meta:
        model = Correction
        fields = [
            "id", "kind", "cause", "was_wrong", "what_changed", "why",
            "version", "published_at", "check",
        ]  # fmt: skip

    def to_representation(self, correction: Correction) -> dict[str, Any]:
        """Show a row, and the check it is about."""
        return {
            "id": str(correction.public_id),
            "kind": correction.kind,
            "cause": correction.cause,
            "was_wrong": correction.was_wrong,
            "what_changed": correction.what_changed,
            "why": correction.why,
            "version": correction.publication.number if correction.publication else None,
            "published_at": moment(correction.published_at),
            "check": self.shown(correction.claim.check_record, correction),
        }


class ToldVersionSerializer(VersionSerializer):
    """Version and hash as of a change; None once the check is withdrawn."""


class ChangeSerializer(ShowsCheck, s.ModelSerializer[Change]):
    """One public change of one check."""

    publication = ToldVersionSerializer(allow_null=True)

    class Meta:
        model = Change
        fields = ["sequence", "kind", "at", "check", "publication"]

    def to_representation(self, change: Change) -> dict[str, Any]:
        """Show a row, and the check it is about."""
        is_gone = change.kind == Change.Kind.WITHDRAWN
        return {
            "sequence": change.sequence,
            "kind": change.kind,
            "at": moment(change.at),
            "check": self.shown(change.check_record, change),
            "publication": None if is_gone else version(change.publication),
        }
