"""How often each rating was given, counted in the newest checks of a list. No score."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import JSONField, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import JSONObject

from factcheck.models import Check, ClaimClaimant, Rating

MOST_RATED = 1_000
"""Of so many checks, the newest, the ratings are counted."""

Counts = dict[str, Any]
"""``ratings`` in the order of the scale (key, labels, count); ``rated``, of how many checks they
are when there may be more than ``MOST_RATED``, else 0."""


def ratings_of(checks: QuerySet[Check]) -> Counts:
    """Count the ratings of these checks. One query."""
    return _counted(checks, Value([], JSONField()), lambda _named: True)


def ratings_of_what_they_said(checks: QuerySet[Check], slugs: set[str]) -> Counts:
    """Count the ratings of what somebody of these names said, not of what cites them. One query."""
    people = KeyTransform("claimants", "publication__document")
    return _counted(checks, people, lambda named: any(_says_it(one, slugs) for one in named))


def _says_it(person: dict[str, Any], slugs: set[str]) -> bool:
    return person["slug"] in slugs and person["part"] == ClaimClaimant.Part.SPEAKER


def _counted(
    checks: QuerySet[Check], people: KeyTransform | Value, counts: Callable[[list[Any]], bool]
) -> Counts:
    scale = Rating.objects.filter(key=OuterRef("rating_key")).order_by()
    words = scale.values(words=JSONObject(order="order", label="label", label_es="label_es"))
    newest = checks.annotate(words=Subquery(words), people=people)
    rows = newest.order_by("-first_published_at", "-pk").values_list(
        "rating_key", "words", "people"
    )[:MOST_RATED]
    return _summed(list(rows), counts)


def _summed(rows: list[Any], counts: Callable[[list[Any]], bool]) -> Counts:
    said = Counter(key for key, _words, named in rows if counts(named))
    called = {key: words for key, words, _named in rows}
    ratings = [_rating(key, called[key], count) for key, count in said.items()]
    return {
        "ratings": sorted(ratings, key=lambda row: (row["order"], row["key"])),
        "rated": len(rows) if len(rows) == MOST_RATED else 0,
    }


def _rating(key: str, words: dict[str, Any] | None, count: int) -> dict[str, Any]:
    """Describe a rating and its count; one that is no longer on the scale is named by its key."""
    known = words or {"order": 1_000, "label": key, "label_es": key}
    return {**known, "key": key, "count": count}
