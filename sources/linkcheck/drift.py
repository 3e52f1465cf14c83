"""Drift: what became of the text of a page, and of the words cited from it.

A change is told when it is first seen and confirmed by a later look that still finds it: a day
later, on a restless page a week later, so that a page shown in two variants does not alarm for
ever.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sources.linkcheck.health import Step
from sources.linkcheck.result import ANSWERED, Finding, LookResult, Outcome, PassageState
from sources.linkcheck.states import (
    CONFIRM_AFTER,
    CONFIRM_RESTLESS_AFTER,
    PASSAGE_CHANGED,
    Axis,
    Content,
    LinkState,
    PassageMemory,
    StateChange,
    none_ahead,
    utc,
)
from sources.linkcheck.words import words_of

SAME, DRIFT = 0.95, 0.8
TEXT_CHANGED = "main-text-drifted"
LONGEST_READ = 10_000
"""Letters kept of what edited words read now."""

CHANGED = frozenset({PassageState.EDITED, PassageState.GONE})


def advance_content(step: Step) -> tuple[LinkState, StateChange | None]:
    """Compare the page with its baseline; a look that cannot tell leaves things as they were."""
    state, before = step.state, step.state.content
    after, rule = content_of(step.result)
    if after is None or (after is before and after is not Content.DRIFTED):
        return state, None
    if after is not Content.DRIFTED:
        settled = replace(
            state, content=after, drifting_since=None, drift_confirmed_at=None, drift_rule=""
        )
        return settled, StateChange(Axis.CONTENT, before, after, rule, confirmed=True)
    goes_further = rule == TEXT_CHANGED and state.drift_rule == PASSAGE_CHANGED
    if before is not Content.DRIFTED or goes_further:
        # Claims that cite no changed words hear of the page only now.
        drifting = replace(state, content=after, drifting_since=step.now, drift_rule=rule)
        return drifting, StateChange(Axis.CONTENT, before, after, rule, confirmed=False)
    restless = state.is_restless(step.now, step.pace)
    known = replace(state, drift_rule=rule)
    if not state.is_drift_confirmed() and step.lasts(state.drifting_since, _span(restless)):
        confirmed = replace(known, drift_confirmed_at=step.now)
        return confirmed, StateChange(Axis.CONTENT, before, after, rule, confirmed=True)
    return known, None


def accept_content(state: LinkState, *, words_changed: bool) -> LinkState:
    """Take a page as it reads by now for what later looks are compared with.

    Where cited words are still not what they were, the page stays changed by them alone.
    """
    if state.content is Content.DRIFTED and words_changed:
        return replace(state, drift_rule=PASSAGE_CHANGED)
    return replace(
        state, content=Content.SAME, drifting_since=None, drift_confirmed_at=None, drift_rule=""
    )


def content_of(result: LookResult) -> tuple[Content | None, str]:
    """Say how much a page differs from its baseline, and by which rule; None when untold."""
    if result.outcome not in ANSWERED:
        return None, "not-seen"
    likeness = 1.0 if result.outcome is Outcome.NOT_MODIFIED else result.likeness
    if likeness is not None and likeness < DRIFT:
        return Content.DRIFTED, TEXT_CHANGED
    if any(finding.state in CHANGED for finding in result.findings):
        return Content.DRIFTED, PASSAGE_CHANGED
    if likeness is None:
        return None, "nothing-to-compare"
    return (Content.SAME if likeness >= SAME else Content.MINOR), "main-text-compared"


def advance_passage(
    memory: PassageMemory,
    finding: Finding,
    now: datetime,
    pace: float = 1.0,
    *,
    restless: bool = False,
) -> tuple[PassageMemory, StateChange | None]:
    """Take what one look found of a passage into its memory.

    Words that moved still stand, so a move is certain at once. An edit or a loss is certain
    when a second look, a day or more after the first, still finds the words changed, whatever
    they read by then. Another edit of words already known to be changed is a change of its own
    and waits for its own confirmation; meanwhile the words stay known to be changed.
    `restless` says that the page went back and forth of late (`LinkState.is_restless`).
    """
    now = utc(now)
    memory = none_ahead(memory, now)
    before, after = memory.state, finding.state
    if after not in CHANGED:
        standing = PassageMemory(after, last_seen_at=now)
        change = StateChange(Axis.PASSAGE, before, after, "passage-stands", confirmed=True)
        return standing, change if after is not before else None
    reads = (finding.exact_now or "")[:LONGEST_READ] if after is PassageState.EDITED else ""
    differs = after is not before or words_of(reads).text != words_of(memory.now_reads).text
    seen = replace(memory, state=after, now_reads=reads)
    if before not in CHANGED or (differs and memory.confirmed_at):
        changed = replace(seen, changed_since=now)
        return changed, StateChange(Axis.PASSAGE, before, after, PASSAGE_CHANGED, confirmed=False)
    since = memory.changed_since or now
    if not memory.is_confirmed() and now - since >= _span(restless) / pace:
        confirmed = replace(seen, confirmed_at=now)
        return confirmed, StateChange(Axis.PASSAGE, before, after, PASSAGE_CHANGED, confirmed=True)
    if differs:
        return seen, StateChange(Axis.PASSAGE, before, after, PASSAGE_CHANGED, confirmed=False)
    return seen, None


def _span(restless: bool) -> timedelta:  # noqa: FBT001 - one word says it all
    return CONFIRM_RESTLESS_AFTER if restless else CONFIRM_AFTER
