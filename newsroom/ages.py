"""How long ago something was, in as few letters as a row of a list has room for."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _


def age_words(since: datetime, now: datetime) -> str:
    """Say how long ``since`` was before ``now``: “20 min”, “5 h”, “2 d”, whole units only."""
    passed = max(now - since, timedelta())
    if passed.days:
        return _("%d d") % passed.days
    minutes = passed.seconds // 60
    if minutes >= 60:
        return _("%d h") % (minutes // 60)
    return _("%d min") % minutes
