"""A post as people paste it: what it says, and the signature that embedding it leaves behind.

"Rostec left! — A Person (@aperson) March 3, 2019" says three words, by somebody, on a day.
"""

import re
from dataclasses import dataclass
from datetime import date

from newsroom.dates import Precision, parse

LONGEST_SIGNATURE = 200

# Nothing in it can be cut in two ways: a text made to be tried in all of them would take minutes.
_SIGNATURE = re.compile(
    r"[\u2014\u2013-]{1,2}\s*+(?P<author>[^\u2014(]{0,80}\(@\w++\))\s*+(?P<date>[^()]{6,40}?)?\W*$"
)
_QUOTES = "\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019 \t\r\n"


@dataclass(frozen=True, slots=True)
class Post:
    """What a post says, by whom (name and handle), and on which day where it tells."""

    body: str
    author: str = ""
    said_on: date | None = None


def read_post(text: str) -> Post:
    """Take a pasted text apart; what is not signed is all body."""
    begins = max(len(text) - LONGEST_SIGNATURE, 0)
    signature = _SIGNATURE.search(text, begins)
    if not signature:
        return Post(text.strip(_QUOTES))
    body = text[: signature.start()].strip(_QUOTES)
    return Post(body, signature["author"], _day(signature["date"] or ""))


def _day(written: str) -> date | None:
    try:
        known = parse(written)
    except ValueError:
        return None
    is_exact = known.precision in (Precision.DAY, Precision.MINUTE)
    return known.value.date() if known.value and is_exact else None
