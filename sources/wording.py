"""One vocabulary: what looks find and what becomes of pages and cited words.

The desk, the letters, the console and the demo all say it in these words. What programs read
(the API, lines of JSON, the columns of the database) keeps its names.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sources.linkcheck.result import Outcome, Verdict
from sources.models import Link, Look, Passage

OUTCOMES: Mapping[Outcome, object] = {
    Outcome.OK: gettext_lazy("works"),
    Outcome.NOT_MODIFIED: gettext_lazy("works, as at the last look"),
    Outcome.TOO_BIG: gettext_lazy("works, read in part"),
    Outcome.GONE: gettext_lazy("gone"),
    Outcome.SOFT_404: gettext_lazy("a “not found” page"),
    Outcome.PARKED: gettext_lazy("a parked domain"),
    Outcome.TO_ROOT: gettext_lazy("sent to the home page"),
    Outcome.LOOP: gettext_lazy("sent round in circles"),
    Outcome.DNS_NX: gettext_lazy("no such host"),
    Outcome.DNS_TEMPORARY: gettext_lazy("name server failed"),
    Outcome.TLS: gettext_lazy("no safe connection"),
    Outcome.TIMEOUT: gettext_lazy("no answer in time"),
    Outcome.CONNECTION: gettext_lazy("no connection"),
    Outcome.SERVER: gettext_lazy("server error"),
    Outcome.RATE: gettext_lazy("asked us to come later"),
    Outcome.BLOCKED: gettext_lazy("blocked"),
    Outcome.ROBOTS: gettext_lazy("closed to robots"),
    Outcome.REFUSED: gettext_lazy("refused by our policy"),
    Outcome.CHECKER_FAULT: gettext_lazy("our own fault"),
}
"""Each outcome in a word or two."""

VERDICTS: Mapping[Verdict, object] = {
    Verdict.ALIVE: gettext_lazy("works"),
    Verdict.DEAD: gettext_lazy("seems to be gone"),
    Verdict.SUSPECT: gettext_lazy("failing"),
    Verdict.BLOCKED: gettext_lazy("blocked to us"),
    Verdict.REFUSED: gettext_lazy("refused by our policy"),
    Verdict.UNKNOWN: gettext_lazy("unclear"),
}
"""What one look alone says of a page; only the looks that follow say that it is gone."""


def outcome_words(outcome: str, status: int | None = None) -> str:
    """Say in a word or two what a look found: “404”, “a parked domain”; "" before any look."""
    if not outcome:
        return ""
    known = Outcome(outcome)
    if known in {Outcome.GONE, Outcome.SERVER, Outcome.BLOCKED} and status:
        return f"{status}"
    return str(OUTCOMES[known])


def result_words(link: Link) -> str:
    """Say how a page is by now and since when: “404 since 3 June 2019, 4 looks”.

    The looks are those that led to its state; of a page that is gone later ones count no more.
    """
    what = outcome_words(link.outcome, link.status)
    if not link.is_broken:
        return what
    since, looks = link.failing_since, max(link.hard_failures, link.soft_failures)
    looks = max(looks, link.blocked_looks)
    told = _("%(what)s since %(day)s") % {"what": what, "day": day_words(since)} if since else what
    counted = ngettext("%d look", "%d looks", looks) % looks
    return f"{told}, {counted}" if looks else told


def day_words(moment: datetime | None) -> str:
    """Write the day of a moment in the newsroom's time zone: “3 June 2019”; "" for None."""
    return date_format(localtime(moment), "j F Y") if moment else ""


def what_of(look: Look) -> str:
    """Say in a word or two what ``look`` found."""
    return outcome_words(look.outcome, look.status)


def passage_words(passage: Passage, link: Link | None) -> str:
    """Say what became of words cited from the page at ``link``: “still there”, “last seen …”."""
    if passage.is_broken:
        return passage.get_state_display()
    return unseen(passage, link) or passage.get_state_display()


def unseen(passage: Passage, link: Link | None) -> str:
    """Say why nobody knows whether words still stand on their page; "" where the last look saw."""
    if link is None:
        return _("not watched: the article has no address")
    day = day_words(passage.last_seen_at)
    if link.health == Link.Health.DEAD:
        told = _("last seen %s, before the page went") % day
        return told if day else _("not looked for: the page is gone")
    if not day:
        return _("not looked for yet")
    return _("last seen %s") % day if link.is_broken else ""


def counted(words: Iterable[str]) -> str:
    """Count what is the same: “2 still there, 1 edited on the page”."""
    return ", ".join(f"{number} {word}" for word, number in Counter(words).most_common())
