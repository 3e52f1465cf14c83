"""Health: what each outcome of a look does to a link's standing, one function an outcome.

Every function returns the next state and the name of the rule that applied.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sources.linkcheck.result import ANSWERED, HARD, SOFT, WALLED, LookResult, Outcome
from sources.linkcheck.states import Health, LinkState

HARD_LOOKS, HARD_SPAN = 3, timedelta(hours=72)
PERMANENT_LOOKS, PERMANENT_SPAN = 2, timedelta(hours=24)
SOFT_LOOKS, SOFT_SPAN = 5, timedelta(days=7)
WALLED_LOOKS = 2
RECOGNISABLE = 0.5

NO_COUNTS: dict[str, Any] = {
    "hard_failures": 0,
    "hard_since": None,
    "permanent_failures": 0,
    "permanent_since": None,
    "soft_failures": 0,
    "soft_since": None,
    "blocked_looks": 0,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One look about to be taken into the memory of a link."""

    state: LinkState
    result: LookResult
    now: datetime
    pace: float

    def lasts(self, since: datetime | None, span: timedelta) -> bool:
        """Tell whether something has lasted for a span, as the pace counts it."""
        return since is not None and self.now - since >= span / self.pace


def _answered(step: Step) -> tuple[LinkState, str]:
    if _is_another_page(step):
        other = replace(step.state, **NO_COUNTS, health=Health.SUSPECT, last_ok_at=step.now)
        return other, "another-page"
    alive = without_failures(step.state, health=Health.ALIVE, last_ok_at=step.now)
    if step.state.health is Health.SUSPECT:
        flaps = (*step.state.recent_flaps(step.now, step.pace), step.now)
        return replace(alive, flapped_at=flaps), "answers-again"
    if step.state.health is Health.NEW:
        return alive, "first-answer"
    return alive, "recovered" if step.state.health is Health.DEAD else "answers-again"


def _is_another_page(step: Step) -> bool:
    """Tell whether what answers at a dead address is not the page that died.

    Where nothing can be compared, an answer is an answer, unless it is known already that
    another page stands there.
    """
    if step.result.likeness is None:
        return step.state.is_another_page() and step.result.outcome is not Outcome.NOT_MODIFIED
    gone = step.state.health is Health.DEAD or step.state.is_another_page()
    return gone and step.result.likeness < RECOGNISABLE


def _failed_hard(step: Step) -> tuple[LinkState, str]:
    if step.state.health is Health.DEAD:
        return step.state, "still-dead"
    permanent = step.result.outcome is Outcome.GONE and step.result.status == 410
    failing = replace(
        step.state,
        health=Health.SUSPECT,
        failing_since=step.state.failing_since or step.now,
        hard_failures=step.state.hard_failures + 1,
        hard_since=step.state.hard_since or step.now,
        permanent_failures=step.state.permanent_failures + permanent,
        permanent_since=step.state.permanent_since or (step.now if permanent else None),
        soft_failures=0,
        soft_since=None,
    )
    enough = permanent and failing.permanent_failures >= PERMANENT_LOOKS
    if enough and step.lasts(failing.permanent_since, PERMANENT_SPAN):
        return replace(failing, health=Health.DEAD), "gone-for-good-twice"
    if failing.hard_failures >= HARD_LOOKS and step.lasts(failing.hard_since, HARD_SPAN):
        return replace(failing, health=Health.DEAD), "hard-failures-over-72-hours"
    return failing, "hard-failure"


def _failed_softly(step: Step) -> tuple[LinkState, str]:
    if step.state.health in {Health.DEAD, Health.UNVERIFIABLE}:
        return step.state, "still-unreachable"
    failing = replace(
        step.state,
        health=Health.SUSPECT,
        failing_since=step.state.failing_since or step.now,
        soft_failures=step.state.soft_failures + 1,
        soft_since=step.state.soft_since or step.now,
    )
    if failing.soft_failures >= SOFT_LOOKS and step.lasts(failing.soft_since, SOFT_SPAN):
        return _unverifiable(failing), "unreachable-for-7-days"
    return failing, "soft-failure"


def _walled(step: Step) -> tuple[LinkState, str]:
    met = replace(step.state, blocked_looks=step.state.blocked_looks + 1)
    if step.state.health is Health.NEW or met.blocked_looks >= WALLED_LOOKS:
        return _unverifiable(met), "not-shown-to-us"
    return met, "not-shown-to-us-once"


def _refused(step: Step) -> tuple[LinkState, str]:
    return replace(step.state, health=Health.QUARANTINED), "forbidden-address"


Rule = Callable[[Step], tuple[LinkState, str]]
RULES: dict[Outcome, Rule] = {
    **dict.fromkeys(ANSWERED, _answered),
    **dict.fromkeys(HARD, _failed_hard),
    **dict.fromkeys(SOFT, _failed_softly),
    **dict.fromkeys(WALLED, _walled),
    Outcome.REFUSED: _refused,
}
"""RATE and CHECKER_FAULT have no rule: they say nothing of the page, the state stays as it was."""


def without_failures(state: LinkState, **known: Any) -> LinkState:
    """Forget every failure and wall met so far; `known` is what is remembered instead."""
    return replace(state, **NO_COUNTS | {"failing_since": None} | known)


def _unverifiable(state: LinkState) -> LinkState:
    """Keep since when it fails, and that walls were met; let old failures prove nothing later."""
    walls = {"blocked_looks": state.blocked_looks}
    return replace(state, **NO_COUNTS | walls, health=Health.UNVERIFIABLE)
