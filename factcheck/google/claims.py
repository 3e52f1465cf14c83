"""A publication document as a `Claim` of Google's Fact Check Tools API, v1alpha1.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims. Plain data in,
plain data out; what is not known is left out, as Google does.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from factcheck.claimreview import rating, reviewed
from factcheck.presenting import date
from newsroom.dates import Precision

Document = dict[str, Any]

KNOWN = {Precision.DAY, Precision.MINUTE}


def claim(
    document: Document, *, url: str, publisher: str, first_published: datetime
) -> dict[str, Any]:
    """Return the claim with its one review, which is ours.

    ``url`` is the absolute address of the verdict page, ``publisher`` the newsroom's name.
    """
    told = {
        "text": reviewed(document),
        "claimant": ", ".join(
            row["name"] for row in document["claimants"] if row["part"] == "speaker"
        ),
        "claimDate": _day(document["claim"]["said"]),
        "claimReview": [
            {
                "publisher": {"name": publisher, "site": site_of(url)},
                "url": url,
                "title": document["claim"]["statement"],
                "reviewDate": _moment(first_published),
                "textualRating": rating(document)["alternateName"],
                "languageCode": document["language"],
            }
        ],
    }
    return {name: value for name, value in told.items() if value}


def site_of(address: str) -> str:
    """Return the host of an address or a host as Google names sites: lower case, without www.

    Of what is neither, "".
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # such as a bracket that stays open
        return ""
    return host.removeprefix("www.")


def _day(said: dict[str, Any]) -> str | None:
    """Return when it was said, where at least the day is known: Google has no other dates."""
    known = date(said)
    return _moment(known.value) if known.value and known.precision in KNOWN else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
