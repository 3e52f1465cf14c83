"""The memory between looks: from one state and one look to the next state, purely.

Health has one rule an outcome (`health.RULES`), `drift` tells of content and cited words, access
and address follow here, `waits` says when to look again. Times come from the caller, and every
span is divided by `pace` (1 in production; the demo and tests go faster).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sources.linkcheck.drift import advance_content, advance_passage, content_of
from sources.linkcheck.health import RULES, Step, without_failures
from sources.linkcheck.result import ANSWERED, Access, LookResult
from sources.linkcheck.states import (
    CHANGES_KEPT,
    CHANGES_KEPT_FOR,
    CONFIRM_AFTER,
    Axis,
    Cadence,
    Content,
    Health,
    LinkState,
    PassageMemory,
    StateChange,
    none_ahead,
    utc,
)
from sources.linkcheck.waits import next_look

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
    "release",
]


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
    frozen: bool = False,
) -> Advance:
    """Take one look into the memory of a link.

    `random` gives numbers in [0, 1) that spread the next looks. `passages` are the memories of
    the watched passages *after* this look, so that their confirmation is scheduled too. A look
    that is `frozen`, by an incident of its host, only plans the next one; its findings are not
    to be taken into the passages either. A quarantined link stays as it is until `release`.
    """
    now = utc(now)
    state = none_ahead(state, now)
    if state.health is Health.QUARANTINED:
        return Advance(replace(state, next_look_at=None), ())
    passages = tuple(passages)
    after, changes = (state, ()) if frozen else _take_in(state, result, now, pace, passages)
    due = next_look(
        after,
        result,
        now,
        cadence=cadence,
        watched_since=watched_since,
        pace=pace,
        random=random,
        passages=passages,
        frozen=frozen,
    )
    told = result.outcome in RULES and not frozen
    looked_at = now if told else after.last_looked_at
    return Advance(replace(after, next_look_at=due, last_looked_at=looked_at), changes)


def _take_in(
    state: LinkState,
    result: LookResult,
    now: datetime,
    pace: float,
    passages: tuple[PassageMemory, ...],
) -> tuple[LinkState, tuple[StateChange, ...]]:
    changes: list[StateChange] = []
    after = state
    if result.outcome in RULES:
        after, rule = RULES[result.outcome](Step(state, result, now, pace))
        if after.health is not state.health:
            sure = after.health is not Health.SUSPECT
            changes.append(StateChange(Axis.HEALTH, state.health, after.health, rule, sure))
    for axis in (advance_content, _access, _address):
        after, change = axis(Step(after, result, now, pace))
        if change:
            changes.append(change)
    turned = (state.content is Content.DRIFTED) is not (after.content is Content.DRIFTED)
    if turned or any(passage.changed_since == now for passage in passages):
        after = _changed(after, now, pace)
    return after, tuple(changes)


def release(state: LinkState, now: datetime) -> LinkState:
    """Let a quarantined link be looked at again, as if it were new."""
    if state.health is not Health.QUARANTINED:
        return state
    return without_failures(state, health=Health.NEW, next_look_at=now)


def _changed(state: LinkState, now: datetime, pace: float) -> LinkState:
    kept = [at for at in state.changed_at if now - at <= CHANGES_KEPT_FOR / pace]
    return replace(state, changed_at=(*kept, now)[-CHANGES_KEPT:])


# The other axes: each returns the next state and the change, if there is one.


def _access(step: Step) -> tuple[LinkState, StateChange | None]:
    before, after = step.state.access, step.result.access
    if after is None or after is before:
        return step.state, None
    change = StateChange(Axis.ACCESS, before, after, step.result.rule, confirmed=True)
    return replace(step.state, access=after), change


def _address(step: Step) -> tuple[LinkState, StateChange | None]:
    """Suggest a new address once the same permanent redirect was seen a day apart."""
    state, result, target = step.state, step.result, step.result.permanent_redirect
    content, _rule = content_of(result)
    if result.outcome not in ANSWERED or (target and content is None):
        return state, None
    if target is None or content is Content.DRIFTED:
        if state.moved_to is None:
            return state, None
        return replace(state, moved_to=None, moved_since=None, moved_confirmed_at=None), None
    if target != state.moved_to:
        moved = replace(state, moved_to=target, moved_since=step.now, moved_confirmed_at=None)
        return moved, None
    if state.moved_confirmed_at is None and step.lasts(state.moved_since, CONFIRM_AFTER):
        change = StateChange(Axis.ADDRESS, result.url, target, "moved-for-good", confirmed=True)
        return replace(state, moved_confirmed_at=step.now), change
    return state, None
