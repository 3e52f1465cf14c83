"""Query parameters are known or refused: a misspelled filter must not answer everything."""

from collections.abc import Collection
from itertools import islice

from django.http import QueryDict
from rest_framework.exceptions import ErrorDetail, ValidationError

NAMED = 5
LONGEST_NAME = 50

SAYS_SOMETHING = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
"""What no parameter and no text may be without: a letter that is no blank, and no NUL."""


def refuse_unknown(given: QueryDict, known: Collection[str]) -> None:
    """Raise ``ValidationError`` naming parameters that are unknown, empty or given twice.

    The first few of them, and of long names the beginning: a flood gets no flood for an answer.
    """
    errors = {
        name[:LONGEST_NAME]: [ErrorDetail(sentence, code)]
        for name, values in given.lists()
        if (found := _fault(name, values, known))
        for code, sentence in [found]
    }
    if errors:
        raise ValidationError(dict(islice(errors.items(), NAMED)))


def _fault(name: str, values: list[str], known: Collection[str]) -> tuple[str, str] | None:
    if name not in known:
        choice = f"Known here: {', '.join(sorted(known))}." if known else "None is known here."
        return "unknown", f"“{name[:LONGEST_NAME]}” is not a parameter of this address. {choice}"
    if len(values) > 1:
        return "repeated", f"“{name}” is given {len(values)} times. Give it once."
    if not values[0].strip():
        return "empty", f"“{name}” has no value. Give one or leave it out."
    return None
