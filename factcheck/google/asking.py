"""What may be asked of `claims:search`, and refusals in Google's shape.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

import re
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.response import Response

from factcheck.search import Wanted
from newsroom.api.parameters import refuse_unknown
from newsroom.api.problems import problem_response

OWN = (
    "query", "languageCode", "reviewPublisherSiteFilter", "maxAgeDays",
    "pageSize", "pageToken", "offset",
)  # fmt: skip
EVERYWHERE = (
    "key", "alt", "prettyPrint", "quotaUser", "fields", "access_token", "oauth_token",
    "uploadType", "upload_protocol", "$.xgafv",
)  # fmt: skip
"""What Google's clients may send to any of its APIs. Of them ``key`` alone counts."""

PAGE_SIZE, LARGEST_PAGE = 10, 100
MOST_ASKED = 10_000
"""So large a page may be asked for; whoever does gets the largest there is."""

LONGEST_OFFSET = 1_000
LONGEST_AGE = 36_500  # days
LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"  # BCP 47

ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
}


@dataclass(frozen=True)
class Asked:
    """A search. ``words`` is None where none are looked for, and "" where they say nothing.

    ``offset`` counts from the first claim, or from where ``after`` says.
    ``after`` is the moment (ISO 8601) and the id of the check a list went on from.
    """

    words: str | None = None
    language: str = ""
    site: str = ""
    days: int | None = None
    size: int = PAGE_SIZE
    offset: int = 0
    after: tuple[str, int] | None = None

    @classmethod
    def read(cls, given: QueryDict) -> "Asked":
        """Read the parameters; raise ``ValidationError`` for what cannot be understood."""
        refuse_unknown(given, (*OWN, *EVERYWHERE))
        if given.get("alt", "json") != "json":
            raise refusal("alt", "Answers are JSON: send alt=json or leave it out.")
        words = Wanted.asked({"q": given.get("query", "")}).words if "query" in given else None
        if words is None and "reviewPublisherSiteFilter" not in given:
            sentence = "Give a query, or reviewPublisherSiteFilter to list what a site published."
            raise refusal("query", sentence)
        asked = cls(
            words=words,
            language=_language(given.get("languageCode", "")),
            site=given.get("reviewPublisherSiteFilter", "")[:300],
            days=_number(given, "maxAgeDays", LONGEST_AGE) if "maxAgeDays" in given else None,
            size=min(_number(given, "pageSize", MOST_ASKED) or PAGE_SIZE, LARGEST_PAGE),
        )
        offset = _number(given, "offset", LONGEST_OFFSET)
        if "pageToken" in given:
            return asked.at(str(given["pageToken"]))
        return asked.skipping(offset)

    def skipping(self, offset: int, after: tuple[str, int] | None = None) -> "Asked":
        """Return the same search from another place on."""
        question = (self.words, self.language, self.site, self.days, self.size)
        return Asked(*question, offset, after)

    def token(self, place: Any) -> str:
        """Sign where a page begins: an offset, or a moment and an id."""
        return self._signer.sign_object(place)

    def at(self, token: str) -> "Asked":
        """Return the same search from where a token says; raise ``ValidationError`` for another's.

        Of another search it would answer with a place that means nothing here.
        """
        try:
            place = self._signer.unsign_object(token)
        except BadSignature:
            sentence = "This token was not given for this search. Ask again without it."
            raise refusal("pageToken", sentence) from None
        return self.skipping(place) if isinstance(place, int) else self.skipping(0, tuple(place))

    @property
    def _signer(self) -> Signer:
        question = (self.words, self.language, self.site, self.days)
        return Signer(salt=f"claims:search:{question!r}")


def refusal(parameter: str, sentence: str) -> ValidationError:
    """Make the error for a parameter whose value cannot be used."""
    return ValidationError({parameter: [ErrorDetail(sentence, "invalid")]})


def google_error(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception of the view into an error as Google's APIs tell it."""
    response = problem_response(exc, context)
    if response is None:
        return None
    code = response.status_code
    status = STATUSES.get(code, "FAILED_PRECONDITION" if code < 500 else "INTERNAL")
    if isinstance(exc, APIException) and exc.status_code == 405:
        status = "UNIMPLEMENTED"
    error: dict[str, Any] = {"code": code, "message": response.data["detail"], "status": status}
    if reason := getattr(exc, "reason", ""):
        error["details"] = [{"@type": ERROR_INFO, "reason": reason, "domain": "googleapis.com"}]
    response.data = {"error": error}
    response.content_type = "application/json"
    return response


def _language(given: str) -> str:
    """Return the language of a tag as BCP 47 has it; regions are not told apart."""
    if given and not re.fullmatch(LANGUAGE, given):
        raise refusal("languageCode", "Give a BCP-47 code, such as en-US or es.")
    return given.partition("-")[0].lower()


def _number(given: QueryDict, name: str, largest: int) -> int:
    written = given.get(name, "0")
    if re.fullmatch("[0-9]{1,9}", written) and int(written) <= largest:
        return int(written)
    raise refusal(name, f"Give a whole number from 0 to {largest}.")
