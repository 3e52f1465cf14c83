"""Trying once more within a look, and waiting as long as a server asks (RFC 9110, 10.2.3)."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from sources.linkcheck.answer import Fault, Fetched

LONGEST_WAIT_S = 30.0
LONGEST_ASKED_S = 24 * 3600.0
"""What one answer may cost all the pages of its host: a day, in which none of them is looked at.

Whoever means it says so again; a slip, or a date centuries away, is over the next day.
"""
PASSING = frozenset(
    {
        Fault.NAME_SERVER,
        Fault.CONNECT_REFUSED,
        Fault.CONNECT_FAILED,
        Fault.DISCONNECTED,
        Fault.CUT_SHORT,
        Fault.NO_RESOURCES,
        Fault.STALLED,
    }
)
"""Faults that may be over in a second; a missing page or a slow one is not asked for twice."""


def wait_before_retry(fetched: Fetched, usual_s: float) -> float | None:
    """Say how many seconds to wait before the one retry; None when there should be none."""
    status = fetched.status or 0
    if fetched.fault not in PASSING and status != 429 and not 500 <= status < 600:
        return None
    asked = retry_after_s(fetched)
    if asked is None:
        return usual_s
    return asked if asked <= LONGEST_WAIT_S else None


def retry_after_s(fetched: Fetched) -> float | None:
    """Read Retry-After in seconds, a day at most; a date counts from the server's own Date."""
    value = fetched.headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_ASKED_S)
    until, now = _date(value), _date(fetched.headers.get("date", ""))
    if until is None or now is None:
        return None
    return min(max((until - now).total_seconds(), 0.0), LONGEST_ASKED_S)


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return date if date.tzinfo else None
