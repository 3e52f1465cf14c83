"""Health: what each outcome of a look does to a link's standing, one function an outcome.

Every function returns the next state and the name of the rule that applied.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from .result import ANSWERED, HARD, SOFT, WALLED, LookResult, Outcome
from .states import Health, LinkState

HARD_LOOKS, HARD_SPAN = 3, timedelta(hours=72)
PERMANENT_LOOKS, PERMANENT_SPAN = 2, timedelta(hours=24)
SOFT_LOOKS, SOFT_SPAN = 5, timedelta(days=7)
WALLED_LOOKS = 2
RECOGNISABLE = 0.5


def _answered(
    state: LinkState, result: LookResult, now: datetime, pace: float
) -> tuple[LinkState, str]:
    unlike = result.likeness is not None and result.likeness < RECOGNISABLE
    if unlike and (state.health is Health.DEAD or state.is_another_page()):
        return replace(state, health=Health.SUSPECT, last_ok_at=now), "another-page"
    alive = replace(without_failures(state), health=Health.ALIVE, last_ok_at=now)
    if state.health is Health.SUSPECT:
        return replace(alive, flapped_at=(*state.recent_flaps(now, pace), now)), "answers-again"
    if state.health is Health.NEW:
        return alive, "first-answer"
    return alive, "recovered" if state.health is Health.DEAD else "answers-again"


def _failed_hard(
    state: LinkState, result: LookResult, now: datetime, pace: float
) -> tuple[LinkState, str]:
    if state.health is Health.DEAD:
        return state, "still-dead"
    permanent = result.outcome is Outcome.GONE and result.status == 410
    failing = replace(
        state,
        health=Health.SUSPECT,
        failing_since=state.failing_since or now,
        hard_failures=state.hard_failures + 1,
        hard_since=state.hard_since or now,
        permanent_failures=state.permanent_failures + permanent,
        permanent_since=state.permanent_since or (now if permanent else None),
        soft_failures=0,
        soft_since=None,
    )
    if _proven(failing.permanent_failures, failing.permanent_since, now, pace, permanent=True):
        return replace(failing, health=Health.DEAD), "gone-for-good-twice"
    if _proven(failing.hard_failures, failing.hard_since, now, pace):
        return replace(failing, health=Health.DEAD), "hard-failures-over-72-hours"
    return failing, "hard-failure"


def _failed_softly(
    state: LinkState, result: LookResult, now: datetime, pace: float
) -> tuple[LinkState, str]:
    if state.health in {Health.DEAD, Health.UNVERIFIABLE}:
        return state, "still-unreachable"
    failing = replace(
        state,
        health=Health.SUSPECT,
        failing_since=state.failing_since or now,
        soft_failures=state.soft_failures + 1,
        soft_since=state.soft_since or now,
    )
    spans = now - (failing.soft_since or now) >= SOFT_SPAN / pace
    if failing.soft_failures >= SOFT_LOOKS and spans:
        return _unverifiable(failing), "unreachable-for-7-days"
    return failing, "soft-failure"


def _walled(
    state: LinkState, result: LookResult, now: datetime, pace: float
) -> tuple[LinkState, str]:
    met = replace(state, blocked_looks=state.blocked_looks + 1)
    if state.health is Health.NEW or met.blocked_looks >= WALLED_LOOKS:
        return _unverifiable(met), "not-shown-to-us"
    return met, "not-shown-to-us-once"


def _refused(
    state: LinkState, result: LookResult, now: datetime, pace: float
) -> tuple[LinkState, str]:
    return replace(state, health=Health.QUARANTINED), "forbidden-address"


Rule = Callable[[LinkState, LookResult, datetime, float], tuple[LinkState, str]]
RULES: dict[Outcome, Rule] = {
    **dict.fromkeys(ANSWERED, _answered),
    **dict.fromkeys(HARD, _failed_hard),
    **dict.fromkeys(SOFT, _failed_softly),
    **dict.fromkeys(WALLED, _walled),
    Outcome.REFUSED: _refused,
}
"""RATE and CHECKER_FAULT have no rule: they say nothing of the page, the state stays as it was."""


def _proven(
    looks: int, since: datetime | None, now: datetime, pace: float, *, permanent: bool = False
) -> bool:
    enough, span = (PERMANENT_LOOKS, PERMANENT_SPAN) if permanent else (HARD_LOOKS, HARD_SPAN)
    return looks >= enough and since is not None and now - since >= span / pace


def without_failures(state: LinkState) -> LinkState:
    """Forget every failure and wall met so far."""
    return replace(_without_counts(state), failing_since=None, blocked_looks=0)


def _unverifiable(state: LinkState) -> LinkState:
    """Keep since when it fails, but let old failures prove nothing later."""
    return replace(_without_counts(state), health=Health.UNVERIFIABLE)


def _without_counts(state: LinkState) -> LinkState:
    return replace(
        state,
        hard_failures=0,
        hard_since=None,
        permanent_failures=0,
        permanent_since=None,
        soft_failures=0,
        soft_since=None,
    )
