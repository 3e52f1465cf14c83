"""A form for readers carries a stamp in place of a cookie: what it is for, and since when."""

import time

from django.core import signing

SALT = "newsroom.stamps"


def stamp(purpose: str) -> str:
    """Return a signed stamp for one purpose, such as a form about one check."""
    return signing.dumps({"for": purpose, "at": time.time()}, salt=SALT)


def age_of(stamped: str, purpose: str) -> float | None:
    """Return the seconds since a stamp was made; None where it is none, or for something else."""
    try:
        told = signing.loads(stamped, salt=SALT)
    except signing.BadSignature:
        return None
    return time.time() - told["at"] if told["for"] == purpose else None
