"""What our OpenAPI schema says of `claims:search`: Google's names, with the bounds here."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers as s

from factcheck.google.asking import (
    EVERYWHERE,
    LANGUAGE,
    LARGEST_PAGE,
    LONGEST_AGE,
    LONGEST_OFFSET,
    MOST_ASKED,
    PAGE_SIZE,
)
from newsroom.api.problems import MEDIA_TYPE

_WORDS = {"type": "string", "pattern": r"\S"}
_JSON = {"type": "string", "enum": ["json"]}
_IGNORED = "Every API of Google's takes it. Nothing is done with it here."


def _up_to(largest: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "maximum": largest}


_DESCRIBED = {
    "query": (_WORDS, "Words. Needed unless `reviewPublisherSiteFilter` is given."),
    "languageCode": (
        {"type": "string", "pattern": f"^{LANGUAGE}$"},
        "BCP 47, such as `en-US`. Regions are not told apart.",
    ),
    "reviewPublisherSiteFilter": (_WORDS, "A site. Of another than ours nothing is known."),
    "maxAgeDays": (_up_to(LONGEST_AGE), "So many days ago at most a check was first published."),
    "pageSize": (_up_to(MOST_ASKED), f"{PAGE_SIZE} when left out or 0, {LARGEST_PAGE} at most."),
    "pageToken": (_WORDS, "The `nextPageToken` of an answer to the same search."),
    "offset": (_up_to(LONGEST_OFFSET), "So many claims are skipped, where no token is given."),
    "alt": (_JSON, "Answers are JSON."),
    "key": (_WORDS, "A key of ours; a header is the better place. Another's says nothing."),
}
_ALL = dict.fromkeys(EVERYWHERE, (_WORDS, _IGNORED)) | _DESCRIBED
PARAMETERS = [
    OpenApiParameter(name, schema, description=description)
    for name, (schema, description) in _ALL.items()
]

_PUBLISHER = inline_serializer(
    "GooglePublisher", {"name": s.CharField(), "site": s.CharField(help_text="A host.")}
)
_REVIEW = inline_serializer(
    "GoogleClaimReview",
    {
        "publisher": _PUBLISHER,
        "url": s.URLField(),
        "title": s.CharField(),
        "reviewDate": s.DateTimeField(),
        "textualRating": s.CharField(),
        "languageCode": s.CharField(),
    },
    many=True,
)
_CLAIM = inline_serializer(
    "GoogleClaim",
    {
        "text": s.CharField(),
        "claimant": s.CharField(required=False),
        "claimDate": s.DateTimeField(required=False),
        "claimReview": _REVIEW,
    },
    many=True,
    required=False,
)
_FOUND = inline_serializer(
    "GoogleClaims", {"claims": _CLAIM, "nextPageToken": s.CharField(required=False)}
)
_STATUS = inline_serializer(
    "GoogleStatus",
    {
        "code": s.IntegerField(help_text="The HTTP status."),
        "message": s.CharField(),
        "status": s.CharField(help_text="Its name, such as `INVALID_ARGUMENT`."),
        "details": s.ListField(child=s.DictField(), required=False),
    },
)
_ERROR = inline_serializer("GoogleError", {"error": _STATUS})

RESPONSES = {
    200: OpenApiResponse(_FOUND, "What is found; an empty object where nothing is."),
    ("default", "application/json"): OpenApiResponse(_ERROR, "What went wrong."),
    ("default", MEDIA_TYPE): {"$ref": "#/components/schemas/Problem"},  # before it gets so far
}
