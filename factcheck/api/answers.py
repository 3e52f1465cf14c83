"""Which published checks share words with the texts of partners, and how surely they fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework import serializers as s

from factcheck.api.check import NamesCheck
from factcheck.api.document import CitedSourceSerializer, QuoteSerializer, RatedSerializer
from factcheck.api.questions import Question
from factcheck.matching import Match, find
from factcheck.models import Audience, Check
from factcheck.queries import headlines_with_appearances

EXPLAINING = 8
"""So many of the words in common explain a match; ``shared`` has them all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A standing check that shares words with a text."""

    match: Match
    check: Check

    @property
    def confidence(self) -> float:
        """Return how likely it is about the same, in hundredths."""
        return round(self.match.confidence, 2)

    @property
    def explanation(self) -> str:
        """Say what they have in common, the rarest words first."""
        words = self.match.shared
        if not words:
            return "Shares beginnings of words only."
        more = f" and {len(words) - EXPLAINING} more" if len(words) > EXPLAINING else ""
        return f"Shares: {', '.join(words[:EXPLAINING])}{more}."

    @property
    def appearance(self) -> Mapping[str, Any]:
        """Return where the published document quotes the claim, its first appearance if it can."""
        quoted = [row for row in self.check.appearances if row["quote"]]  # type: ignore[attr-defined]  # annotated
        return max(quoted, key=lambda row: row["is_first"], default={"quote": None, "source": None})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a text, the best first."""

    index: int
    matches: Sequence[Found]

    @property
    def is_match(self) -> bool:
        """Say whether the best is about the same."""
        return bool(self.matches) and self.matches[0].match.is_same


def answers(question: Question) -> list[Answer]:
    """Answer each text. One query a text, and one for all their checks."""
    found = [
        find(text, Audience.READERS, question.limit, question.said_on) for text in question.texts
    ]
    checks = _checks({match.claim_id for matches in found for match in matches})
    return [Answer(n, _standing(matches, checks)) for n, matches in enumerate(found)]


def _standing(matches: Sequence[Match], checks: Mapping[int, Check]) -> list[Found]:
    return [Found(match, checks[match.claim_id]) for match in matches if match.claim_id in checks]


def _checks(claims: set[int]) -> dict[int, Check]:
    """Return the standing checks of these claims; one withdrawn this very moment is missing."""
    checks = Check.objects.standing().filter(claim__in=claims)
    return {check.claim_id: check for check in headlines_with_appearances(checks)}


class FoundCheckSerializer(NamesCheck):
    """A check in short: the claim as published, and how it is rated."""

    language = s.CharField(help_text="BCP 47.")
    statement = s.CharField(source="said.statement")
    summary = s.CharField(source="said.summary")
    rating = RatedSerializer(source="rated")
    first_published_at = s.DateTimeField()
    updated_at = s.DateTimeField()


class MatchSerializer(s.Serializer[Found]):
    """A published check that shares words with the text."""

    confidence = s.FloatField(
        min_value=0, max_value=1, help_text="How likely the check is about what the text says."
    )
    shared = s.ListField(
        child=s.CharField(),
        source="match.shared",
        help_text="The words in common as the text writes them, figures without separators; "
        "the rarest first.",
    )
    explanation = s.CharField(help_text="The same in a sentence.")
    check = FoundCheckSerializer()
    quote = QuoteSerializer(
        source="appearance.quote", allow_null=True, help_text="The claim in its source's words."
    )
    source = CitedSourceSerializer(  # type: ignore[assignment]  # not DRF's source
        source="appearance.source", allow_null=True, help_text="Where the quote stands."
    )


class AnswerSerializer(s.Serializer[Answer]):
    """What was found for one text."""

    index = s.IntegerField(min_value=0, help_text="The place of the text among those asked.")
    is_match = s.BooleanField(
        help_text="Whether the first match is surely enough about the same to be shown as the "
        "answer. False: probably not checked yet."
    )
    matches = MatchSerializer(many=True, help_text="The likeliest first.")


class AnswersSerializer(s.Serializer[Any]):
    """An answer for each text, in their order."""

    results = AnswerSerializer(many=True)
