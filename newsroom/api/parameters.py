"""Query parameters are known or refused: a misspelled filter must not answer everything."""

from collections.abc import Collection

from django.http import QueryDict
from rest_framework.exceptions import ErrorDetail, ValidationError


def refuse_unknown(given: QueryDict, known: Collection[str]) -> None:
    """Raise ``ValidationError`` naming each parameter that is unknown, empty or given twice."""
    errors = {
        name: [ErrorDetail(sentence, code)]
        for name, values in given.lists()
        if (found := _fault(name, values, known))
        for code, sentence in [found]
    }
    if errors:
        raise ValidationError(errors)


def _fault(name: str, values: list[str], known: Collection[str]) -> tuple[str, str] | None:
    if name not in known:
        choice = f"Known here: {', '.join(sorted(known))}." if known else "None is known here."
        return "unknown", f"“{name}” is not a parameter of this address. {choice}"
    if len(values) > 1:
        return "repeated", f"“{name}” is given {len(values)} times. Give it once."
    if not values[0].strip():
        return "empty", f"“{name}” has no value. Give one or leave it out."
    return None
