"""When to look at a link again."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sources.linkcheck.result import HARD, WALLED, LookResult, Outcome
from sources.linkcheck.states import CONFIRM_AFTER, Cadence, Health, LinkState, PassageMemory

HARD_STEPS = (timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
SOFT_STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
AFTER_HARD_STEPS = timedelta(hours=6)
AFTER_SOFT_STEPS = timedelta(hours=24)
AFTER_TROUBLE = timedelta(hours=1)
AFTER_WALL = timedelta(hours=24)
WHEN_DEAD = timedelta(days=30)
WHEN_DRAFT = timedelta(days=14)
WHEN_PUBLISHED_FRESH = timedelta(days=1)
WHEN_PUBLISHED = timedelta(days=7)
FRESH_FOR = timedelta(days=7)
SEEN_COUNTS_FOR = timedelta(days=90)
JITTER = 0.1


def next_look(
    state: LinkState,
    result: LookResult,
    now: datetime,
    *,
    cadence: Cadence,
    watched_since: datetime,
    pace: float,
    random: Callable[[], float],
    passages: Iterable[PassageMemory] = (),
) -> datetime | None:
    """Say when to look again after `result` led to `state`; None means not by itself.

    Waits are stretched by up to a tenth so that looks spread out, and never shortened: an
    early look would miss the thresholds that make a failure or a change certain.
    """
    if cadence is Cadence.NONE or state.health is Health.QUARANTINED:
        return None
    due = _after_trouble(result, now, pace) or _after_failure(state, result, now, pace)
    if due is None:
        regular = now + _regular_wait(state, cadence, now - watched_since, pace) / pace
        due = min([regular, *_confirmations(state, passages, now, pace)])
    return due + (due - now) * JITTER * random()


def _after_trouble(result: LookResult, now: datetime, pace: float) -> datetime | None:
    """Wait after a look that says nothing of the page: rate limited, or our own fault."""
    if result.outcome is Outcome.RATE:
        asked = timedelta(seconds=result.retry_after_s or 0)
        return now + max(asked, AFTER_TROUBLE / pace)
    if result.outcome is Outcome.CHECKER_FAULT:
        return now + AFTER_TROUBLE / pace
    return None


def _after_failure(
    state: LinkState, result: LookResult, now: datetime, pace: float
) -> datetime | None:
    if result.outcome in WALLED and state.health is not Health.UNVERIFIABLE:
        return now + AFTER_WALL / pace
    if state.health is Health.SUSPECT and not state.is_another_page():
        if result.outcome in HARD:
            return _next_step(state.hard_since or now, HARD_STEPS, AFTER_HARD_STEPS, now, pace)
        return _next_step(state.soft_since or now, SOFT_STEPS, AFTER_SOFT_STEPS, now, pace)
    return None


def _next_step(
    since: datetime,
    steps: tuple[timedelta, ...],
    afterwards: timedelta,
    now: datetime,
    pace: float,
) -> datetime:
    ahead = (since + step / pace for step in steps if since + step / pace > now)
    return next(ahead, now + afterwards / pace)


def _regular_wait(
    state: LinkState, cadence: Cadence, watched_for: timedelta, pace: float
) -> timedelta:
    if state.health is Health.DEAD:
        return WHEN_DEAD
    if cadence is Cadence.DRAFT:
        return WHEN_DRAFT
    return WHEN_PUBLISHED_FRESH if watched_for < FRESH_FOR / pace else WHEN_PUBLISHED


def _confirmations(
    state: LinkState, passages: Iterable[PassageMemory], now: datetime, pace: float
) -> list[datetime]:
    """List when the changes seen once may be confirmed, each in the future."""
    due = [memory.confirmation_due(pace) for memory in passages]
    if state.drifting_since and not state.drift_confirmed_at:
        due.append(state.drifting_since + CONFIRM_AFTER / pace)
    if state.moved_since and not state.moved_confirmed_at:
        due.append(state.moved_since + CONFIRM_AFTER / pace)
    return [at if at > now else now + CONFIRM_AFTER / pace for at in due if at is not None]
