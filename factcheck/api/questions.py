"""What partners ask with texts of their own, read from the JSON they send."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rest_framework import serializers as s
from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError

from factcheck.lexemes import LONGEST_QUERY
from newsroom.api.bodies import KnownFields, Text, Whole

MOST_TEXTS = 100
MOST_CHARACTERS = 50_000
"""Of all texts together: looking for them takes seconds, not minutes. They fit into any body."""

MOST_MATCHES = 20
USUAL_MATCHES = 5


@dataclass(frozen=True, slots=True)
class Question:
    """Texts to be looked for, each at most ``limit`` times, and their day if it is known."""

    texts: list[str]
    limit: int
    said_on: date | None


def text_field(**given: Any) -> Text:
    """Make a field for a text; what is longer than what is looked for is refused, never cut."""
    too_long = f"A text has at most {LONGEST_QUERY:,} characters: send its beginning, or its parts."
    return Text(
        min_length=1,
        max_length=LONGEST_QUERY,
        error_messages={"max_length": too_long},
        **given,
    )


class Texts(s.ListField):
    """A list of texts, counted before they are read."""

    child = text_field()
    default_error_messages = {
        "min_length": "Give at least one text.",
        "max_length": f"Give at most {MOST_TEXTS} texts.",
    }

    def to_internal_value(self, data: Any) -> Any:
        """Return the texts; raise ``ValidationError`` naming those that are none."""
        if isinstance(data, list) and len(data) > MOST_TEXTS:
            self.fail("max_length")
        return super().to_internal_value(data)


class AskedSerializer(KnownFields):
    """What may be said of one text or of many."""

    said_on = s.DateField(
        required=False,
        help_text="The day the words were said or posted, if you know it: checks from the days "
        "after it are likelier. Of a pasted post with its signature it is read from there.",
    )
    limit = Whole(
        min_value=1,
        max_value=MOST_MATCHES,
        default=USUAL_MATCHES,
        help_text="So many matches at most for a text.",
    )


class QuestionSerializer(AskedSerializer):
    """One text."""

    text = text_field(help_text="What somebody said or wrote, in any language.")


class QuestionsSerializer(AskedSerializer):
    """Up to a hundred texts."""

    texts = Texts(
        min_length=1,
        max_length=MOST_TEXTS,
        help_text=f"Answered in this order; at most {MOST_CHARACTERS:,} characters together.",
    )


def read_question(body: Any) -> Question:
    """Read the JSON of a body; raise ``ParseError`` or ``ValidationError`` saying what is wrong."""
    if not isinstance(body, dict):
        raise ParseError('Send a JSON object, such as {"text": "What somebody said."}.')
    if ("text" in body) == ("texts" in body):
        sentence = "Give either “text” or “texts”."
        raise ValidationError({"text": [ErrorDetail(sentence, "either")]})
    form = QuestionsSerializer if "texts" in body else QuestionSerializer
    given = form(data=body)
    given.is_valid(raise_exception=True)
    said = given.validated_data
    texts = said["texts"] if "texts" in said else [said["text"]]
    if sum(map(len, texts)) > MOST_CHARACTERS:
        sentence = f"The texts of a request have at most {MOST_CHARACTERS:,} characters together."
        raise ValidationError({"texts": [ErrorDetail(sentence, "max_length")]})
    return Question(texts, said["limit"], said.get("said_on"))
