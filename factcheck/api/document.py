"""The publication document in the words of OpenAPI.

These serializers describe what ``factcheck.document.build`` makes. A check serves the document
untouched, so that its hash can be verified; a claim is made of parts of it.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as s

from factcheck.figures import Qualifier
from factcheck.models import Appearance, Claimant, ClaimClaimant, Correction, Evidence, Verdict
from newsroom.dates import Precision
from sources.models import Source

Fields = s.Serializer[dict[str, Any]]


class DateSerializer(Fields):
    """A date as exactly as it is known; nothing is made up."""

    at = s.CharField(allow_null=True, help_text="ISO 8601, such as 2019-06; null when unknown.")
    precision = s.ChoiceField(choices=[p.value for p in Precision])
    inferred = s.BooleanField(help_text="Not printed on the page itself.")


class TopicSerializer(Fields):
    """A subject that claims are filed under."""

    slug = s.CharField()
    name = s.CharField()


class PersonSerializer(Fields):
    """Who a claimant is."""

    slug = s.CharField()
    name = s.CharField()
    kind = s.ChoiceField(choices=Claimant.Kind.choices)
    description = s.CharField()
    wikidata_id = s.CharField()
    same_as = s.ListField(child=s.URLField())


class NamedSerializer(PersonSerializer):
    """A claimant's part in one claim."""

    also_known_as = s.ListField(
        child=s.CharField(),
        required=False,
        help_text="Other spellings of the name. Older publications have none.",
    )
    part = s.ChoiceField(choices=ClaimClaimant.Part.choices)
    title_held = s.CharField(help_text="The title held at the time.")


class RatedSerializer(Fields):
    """The rating, with its definition at the time."""

    key = s.CharField()
    label = s.CharField()  # type: ignore[assignment]  # a field of that name, not DRF's label
    label_es = s.CharField()
    value = s.IntegerField(allow_null=True, help_text="Null: not on the line from false to true.")
    best = s.IntegerField(allow_null=True)
    worst = s.IntegerField(allow_null=True)
    definition = s.CharField()
    definition_es = s.CharField()
    defined_on = s.DateField(allow_null=True)


class ReplySerializer(Fields):
    """Who was asked for comment, and the answer."""

    asked_whom = s.CharField()
    asked_on = s.DateField(allow_null=True)
    answer = s.CharField()
    asked_how = s.ChoiceField(
        choices=Verdict.AskedHow.choices,
        required=False,
        help_text="Left out where nobody noted it.",
    )
    answer_by = s.DateField(
        required=False, help_text="When an answer was wanted; left out where nobody said."
    )


class OutletSerializer(Fields):
    """Who publishes a source."""

    name = s.CharField()
    slug = s.CharField()
    domain = s.CharField()


class CitedSourceSerializer(Fields):
    """An article, post, transcript or document as a publication describes it."""

    slug = s.CharField()
    title = s.CharField()
    byline = s.CharField()
    kind = s.ChoiceField(choices=Source.Kind.choices)
    language = s.CharField()
    published = DateSerializer()
    outlet = OutletSerializer(allow_null=True)
    url = s.CharField(allow_null=True, help_text="Null for a text without an address.")
    link = s.UUIDField(allow_null=True, help_text="The watched page: see a check's evidence.")
    republished_from = s.CharField(allow_null=True, help_text="The title of the original.")


class TextSerializer(Fields):
    """Which frozen text the offsets count in."""

    number = s.IntegerField()
    sha256 = s.CharField()


class QuoteSerializer(Fields):
    """Exact words (W3C TextQuoteSelector and TextPositionSelector; offsets in code points)."""

    id = s.UUIDField()
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()
    start = s.IntegerField()
    end = s.IntegerField()
    text = TextSerializer()
    before = s.CharField(help_text="The sentences around the words, as readers are shown them.")
    after = s.CharField()


class FigureSerializer(Fields):
    """A number as a source gives it; decimals are strings."""

    measure = s.CharField()
    minimum = s.CharField(allow_null=True)
    maximum = s.CharField(allow_null=True)
    qualifier = s.ChoiceField(choices=[q.value for q in Qualifier])
    unit = s.CharField()
    as_of = s.CharField()
    as_written = s.CharField()


class AppearanceSerializer(Fields):
    """The claim in one source."""

    n = s.IntegerField(help_text="Its number in this document.")
    kind = s.ChoiceField(choices=Appearance.Kind.choices)
    is_first = s.BooleanField()
    upstream = s.IntegerField(allow_null=True, help_text="The `n` of the appearance it repeats.")
    attribution = s.CharField()
    source = CitedSourceSerializer()  # type: ignore[assignment]  # not DRF's source
    quote = QuoteSerializer(allow_null=True)
    figures = FigureSerializer(many=True)


class SourcedFigureSerializer(FigureSerializer):
    """A figure and the source that gives it."""

    source = s.CharField(help_text="Its slug.")  # type: ignore[assignment]  # not DRF's source


class DiscrepancySerializer(Fields):
    """Sources at odds, confirmed by an editor."""

    measure = s.CharField()
    kind = s.CharField()
    note = s.CharField()
    figures = SourcedFigureSerializer(many=True)


class EvidenceSerializer(Fields):
    """What the verdict rests on. Of withheld evidence only the reason is given."""

    is_withheld = s.BooleanField()
    withheld_reason = s.CharField(required=False)
    title = s.CharField(required=False)
    publisher = s.CharField(required=False)
    kind = s.ChoiceField(choices=Evidence.Kind.choices, required=False)
    stance = s.ChoiceField(choices=Evidence.Stance.choices, required=False)
    shows = s.CharField(required=False)
    is_load_bearing = s.BooleanField(required=False)
    url = s.CharField(allow_null=True, required=False)
    link = s.UUIDField(allow_null=True, required=False)
    upload = s.UUIDField(allow_null=True, required=False)
    archived_url = s.CharField(required=False)
    quote = QuoteSerializer(allow_null=True, required=False)


class CorrectedSerializer(Fields):
    """A correction up to this version; the one that led to it was not published before it."""

    id = s.UUIDField()
    kind = s.ChoiceField(choices=Correction.Kind.choices)
    cause = s.ChoiceField(choices=Correction.Cause.choices)
    was_wrong = s.CharField()
    what_changed = s.CharField()
    why = s.CharField()
    version = s.IntegerField()
    published_at = s.DateTimeField(allow_null=True)


class RestsOnSerializer(Fields):
    """The pages and words that are watched for the check."""

    links = s.ListField(child=s.UUIDField())
    passages = s.ListField(child=s.UUIDField())


class SentenceSerializer(Fields):
    """The claim itself."""

    statement = s.CharField(help_text="One checkable sentence, in the newsroom's words.")
    summary = s.CharField()
    said = DateSerializer()
    place = s.CharField()
    context_note = s.CharField()
    topics = TopicSerializer(many=True)


class DocumentSerializer(Fields):
    """One version of what readers see, frozen."""

    schema = s.IntegerField()
    id = s.UUIDField(help_text="The id of the claim.")
    slug = s.CharField()
    version = s.IntegerField()
    language = s.CharField(help_text="BCP 47.")
    claim = SentenceSerializer()
    claimants = NamedSerializer(many=True)
    rating = RatedSerializer()
    reason = s.CharField()
    explanation = s.CharField(help_text="Markdown.")
    confidence = s.ChoiceField(choices=Verdict.Confidence.choices)
    open_questions = s.CharField()
    right_of_reply = ReplySerializer()
    appearances = AppearanceSerializer(many=True)
    independent_origins = s.IntegerField(help_text="Three papers that quote one are one.")
    discrepancies = DiscrepancySerializer(many=True)
    evidence = EvidenceSerializer(many=True)
    corrections = CorrectedSerializer(many=True)
    rests_on = RestsOnSerializer()


@extend_schema_field(DocumentSerializer)
class DocumentField(s.JSONField):
    """The document as it was hashed, passed on untouched."""

    described_by = DocumentSerializer
