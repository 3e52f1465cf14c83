"""The memory between looks: from one state and one look to the next state, purely.

Health has one rule an outcome (`health.RULES`); content, access and address follow here. Times
come from the caller, and every span is divided by `pace` (1 in production; the demo and tests go
faster).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sources.linkcheck.health import RULES, Step, without_failures
from sources.linkcheck.result import ANSWERED, Access, Finding, LookResult, PassageState
from sources.linkcheck.states import (
    CONFIRM_AFTER,
    PASSAGE_CHANGED,
    Axis,
    Cadence,
    Content,
    Health,
    LinkState,
    PassageMemory,
    StateChange,
)
from sources.linkcheck.waits import SEEN_COUNTS_FOR, next_look

__all__ = [
    "Access",
    "Advance",
    "Axis",
    "Cadence",
    "Content",
    "Health",
    "LinkState",
    "PassageMemory",
    "StateChange",
    "advance",
    "advance_passage",
    "mark_seen",
    "release",
]

SAME, DRIFT = 0.95, 0.8
CHANGED = frozenset({PassageState.EDITED, PassageState.GONE})


@dataclass(frozen=True, slots=True)
class Advance:
    """The next state and what changed on the way to it, health first."""

    state: LinkState
    changes: tuple[StateChange, ...]


def advance(
    state: LinkState,
    result: LookResult,
    now: datetime,
    *,
    cadence: Cadence,
    watched_since: datetime,
    random: Callable[[], float],
    pace: float = 1.0,
    passages: Iterable[PassageMemory] = (),
) -> Advance:
    """Take one look into the memory of a link.

    `random` gives numbers in [0, 1) that spread the next looks. `passages` are the memories of
    the watched passages *after* this look, so that their confirmation is scheduled too.
    A quarantined link stays as it is until `release`.
    """
    if state.health is Health.QUARANTINED:
        return Advance(replace(state, next_look_at=None), ())
    changes: list[StateChange] = []
    after = state
    if result.outcome in RULES:
        after, rule = RULES[result.outcome](Step(state, result, now, pace))
        after = replace(after, last_looked_at=now)
        if after.health is not state.health:
            sure = after.health is not Health.SUSPECT
            changes.append(StateChange(Axis.HEALTH, state.health, after.health, rule, sure))
    for axis in (_content, _access, _address):
        after, change = axis(Step(after, result, now, pace))
        if change:
            changes.append(change)
    due = next_look(
        after,
        result,
        now,
        cadence=cadence,
        watched_since=watched_since,
        pace=pace,
        random=random,
        passages=passages,
    )
    return Advance(replace(after, next_look_at=due), tuple(changes))


def mark_seen(state: LinkState, now: datetime, pace: float = 1.0) -> LinkState:
    """Remember that an editor saw the page with their own eyes; it counts for 90 days."""
    return replace(state, seen_until=now + SEEN_COUNTS_FOR / pace)


def release(state: LinkState, now: datetime) -> LinkState:
    """Let a quarantined link be looked at again, as if it were new."""
    if state.health is not Health.QUARANTINED:
        return state
    return replace(without_failures(state), health=Health.NEW, next_look_at=now)


# The other axes: each returns the next state and the change, if there is one.


def _content(step: Step) -> tuple[LinkState, StateChange | None]:
    before = step.state.content
    after, rule = _seen_content(step.result)
    if after is None:
        return step.state, None
    if after is not Content.DRIFTED:
        settled = replace(step.state, content=after, drifting_since=None, drift_confirmed_at=None)
        change = StateChange(Axis.CONTENT, before, after, rule, confirmed=True)
        return settled, change if after is not before else None
    if before is not Content.DRIFTED:
        drifting = replace(
            step.state, content=after, drifting_since=step.now, drift_confirmed_at=None
        )
        return drifting, StateChange(Axis.CONTENT, before, after, rule, confirmed=False)
    waited = step.lasts(step.state.drifting_since, CONFIRM_AFTER)
    if waited and step.state.drift_confirmed_at is None:
        confirmed = replace(step.state, drift_confirmed_at=step.now)
        return confirmed, StateChange(Axis.CONTENT, before, after, rule, confirmed=True)
    return step.state, None


def _seen_content(result: LookResult) -> tuple[Content | None, str]:
    if result.outcome not in ANSWERED:
        return None, "not-seen"
    if result.likeness is not None and result.likeness < DRIFT:
        return Content.DRIFTED, "main-text-drifted"
    if any(finding.state in CHANGED for finding in result.findings):
        return Content.DRIFTED, PASSAGE_CHANGED
    if result.likeness is None:
        return None, "nothing-to-compare"
    return (Content.SAME if result.likeness >= SAME else Content.MINOR), "main-text-compared"


def _access(step: Step) -> tuple[LinkState, StateChange | None]:
    before, after = step.state.access, step.result.access
    if after is None or after is before:
        return step.state, None
    change = StateChange(Axis.ACCESS, before, after, step.result.rule, confirmed=True)
    return replace(step.state, access=after), change


def _address(step: Step) -> tuple[LinkState, StateChange | None]:
    """Suggest a new address once the same permanent redirect was seen a day apart."""
    state, result, target = step.state, step.result, step.result.permanent_redirect
    if result.outcome not in ANSWERED or (target and result.likeness is None):
        return state, None
    if target is None or (result.likeness is not None and result.likeness < DRIFT):
        return replace(state, moved_to=None, moved_since=None, moved_confirmed_at=None), None
    if target != state.moved_to:
        moved = replace(state, moved_to=target, moved_since=step.now, moved_confirmed_at=None)
        return moved, None
    if state.moved_confirmed_at is None and step.lasts(state.moved_since, CONFIRM_AFTER):
        change = StateChange(Axis.ADDRESS, result.url, target, "moved-for-good", confirmed=True)
        return replace(state, moved_confirmed_at=step.now), change
    return state, None


def advance_passage(
    memory: PassageMemory, finding: Finding, now: datetime, pace: float = 1.0
) -> tuple[PassageMemory, StateChange | None]:
    """Take what one look found of a passage into its memory.

    Words that moved still stand, so a move is certain at once. An edit or a loss is certain
    when a second look, a day or more after the first, still finds the words changed.
    """
    before, after = memory.state, finding.state
    if after not in CHANGED:
        standing = PassageMemory(after, last_seen_at=now)
        change = StateChange(Axis.PASSAGE, before, after, "passage-stands", confirmed=True)
        return standing, change if after is not before else None
    if before not in CHANGED or (memory.confirmed_at and after is not before):
        changed = replace(memory, state=after, changed_since=now, confirmed_at=None)
        return changed, StateChange(Axis.PASSAGE, before, after, PASSAGE_CHANGED, confirmed=False)
    due = memory.confirmation_due(pace)
    confirmed = due is not None and now >= due
    known = replace(memory, state=after, confirmed_at=now if confirmed else memory.confirmed_at)
    if confirmed or after is not before:
        return known, StateChange(Axis.PASSAGE, before, after, PASSAGE_CHANGED, confirmed)
    return known, None
