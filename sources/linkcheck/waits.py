"""When to look at a link again."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sources.linkcheck.incident import SAYS_NOTHING
from sources.linkcheck.result import ANSWERED, WALLED, LookResult, Outcome
from sources.linkcheck.states import CONFIRM_AFTER, Cadence, Health, LinkState, PassageMemory

HARD_STEPS = (timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
PERMANENT_STEPS = (timedelta(hours=24),)
SOFT_STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
AFTER_HARD_STEPS = timedelta(hours=6)
AFTER_SOFT_STEPS = timedelta(hours=24)
AFTER_WALL = timedelta(hours=24)
SOONEST, LATEST = timedelta(hours=1), timedelta(hours=24)
SHARE_OF_SILENCE = 1 / 24
WHEN_DEAD = timedelta(days=30)
WHEN_DRAFT = timedelta(days=14)
WHEN_PUBLISHED_FRESH = timedelta(days=1)
WHEN_PUBLISHED = timedelta(days=7)
FRESH_FOR = timedelta(days=7)
MOST_OFTEN = timedelta(days=1)
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
    frozen: bool = False,
) -> datetime | None:
    """Say when to look again after `result` led to `state`; None means not by itself.

    Waits are stretched by up to a tenth so that looks spread out, and never shortened: an
    early look would miss the thresholds that make a failure or a change certain.
    """
    if cadence is Cadence.NONE or state.health is Health.QUARANTINED:
        return None
    regular = now + _regular_wait(state, now, cadence, watched_since, pace) / pace
    if frozen or result.outcome in SAYS_NOTHING:
        due = _after_silence(state, result, now, watched_since, pace)
    elif result.outcome in ANSWERED:
        due = min([regular, *_confirmations(state, passages, now, pace)])
    else:
        due = _after_failure(state, result, now, pace) or regular
    return due + (due - now) * JITTER * random()


def _after_silence(
    state: LinkState, result: LookResult, now: datetime, watched_since: datetime, pace: float
) -> datetime:
    """Wait after a look that told nothing: rate limited, our own fault, or in an incident.

    The longer it has been silent the longer it may wait, from an hour to a day, so that a host
    that never tells anything is not asked every hour. What the host asked for is kept.
    """
    silent_for = now - (state.last_looked_at or watched_since)
    wait = min(max(silent_for * SHARE_OF_SILENCE, SOONEST / pace), LATEST / pace)
    asked = timedelta(seconds=result.retry_after_s or 0)
    return now + (max(asked, wait) if result.outcome is Outcome.RATE else wait)


def _after_failure(
    state: LinkState, result: LookResult, now: datetime, pace: float
) -> datetime | None:
    """Wait until the next step of whatever the link is suspected of, the nearest one first."""
    if state.health is Health.SUSPECT:
        ladders = (
            (state.hard_since, HARD_STEPS, AFTER_HARD_STEPS),
            (state.permanent_since, PERMANENT_STEPS, AFTER_HARD_STEPS),
            (state.soft_since, SOFT_STEPS, AFTER_SOFT_STEPS),
        )
        due = [
            _next_step(since, steps, afterwards, now, pace)
            for since, steps, afterwards in ladders
            if since
        ]
        return min(due, default=now + AFTER_WALL / pace)
    if result.outcome in WALLED and state.health is not Health.UNVERIFIABLE:
        return now + AFTER_WALL / pace
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
    state: LinkState, now: datetime, cadence: Cadence, watched_since: datetime, pace: float
) -> timedelta:
    """Wait as the cadence says; each change of the last 30 days halves it, down to a day."""
    if state.health is Health.DEAD:
        return WHEN_DEAD
    usual = WHEN_PUBLISHED
    if cadence is Cadence.DRAFT:
        usual = WHEN_DRAFT
    elif now - watched_since < FRESH_FOR / pace:
        usual = WHEN_PUBLISHED_FRESH
    return max(usual / 2.0 ** len(state.recent_changes(now, pace)), MOST_OFTEN)


def _confirmations(
    state: LinkState, passages: Iterable[PassageMemory], now: datetime, pace: float
) -> list[datetime]:
    """List when the changes seen once may be confirmed, each in the future."""
    due = [memory.confirmation_due(pace) for memory in passages]
    if state.drifting_since and not state.is_drift_confirmed():
        due.append(state.drifting_since + CONFIRM_AFTER / pace)
    if state.moved_since and not state.moved_confirmed_at:
        due.append(state.moved_since + CONFIRM_AFTER / pace)
    return [at if at > now else now + CONFIRM_AFTER / pace for at in due if at is not None]
