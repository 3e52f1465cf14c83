"""One vocabulary: what looks find and what becomes of pages and cited words.

The desk, the letters, the console and the demo all say it in these words. What programs read
(the API, lines of JSON, the columns of the database) keeps its names.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy

from sources.linkcheck.result import Outcome, Verdict
from sources.models import Look, Passage

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


def what_of(look: Look) -> str:
    """Say in a word or two what ``look`` found."""
    return outcome_words(look.outcome, look.status)


def passage_words(states: Iterable[str]) -> str:
    """Count what became of cited words: “2 still there, 1 edited on the page”."""
    counted = Counter(states).most_common()
    return ", ".join(f"{number} {Passage.State(state).label}" for state, number in counted)
