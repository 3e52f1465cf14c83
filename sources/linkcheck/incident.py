"""Host incidents: when many pages of a host fail at once, it is the host and not the pages."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sources.linkcheck.result import SOFT, WALLED, Outcome

LEAST_URLS = 5
SHARE = 0.8
LONGEST_FREEZE = timedelta(days=7)
SAYS_NOTHING = frozenset({Outcome.RATE, Outcome.CHECKER_FAULT})


def is_incident(
    outcomes: Iterable[Outcome], *, ongoing: bool = False, least: int = LEAST_URLS
) -> bool:
    """Tell from the last outcomes at a host, one for each URL, whether the host is in trouble.

    So it is when at least 5 URLs told something and at least 80 % of those failed softly or were
    walled. An incident that is `ongoing` goes on until as many told something and most of them
    answered; `least` may be fewer where the host has no 5 URLs.
    """
    told = [outcome for outcome in outcomes if outcome not in SAYS_NOTHING]
    if len(told) < least:
        return ongoing
    troubled = sum(outcome in SOFT | WALLED for outcome in told)
    return troubled >= (0.5 if ongoing else SHARE) * len(told)


def freezes(since: datetime | None, now: datetime, pace: float = 1.0) -> bool:
    """Tell whether an incident that began at `since` still keeps looks from counting.

    After a week it does no more: a host that has been shut to us for so long is to be judged.
    """
    return since is not None and now - since < LONGEST_FREEZE / pace
