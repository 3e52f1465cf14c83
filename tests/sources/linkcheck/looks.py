"""Looks made up for the tests of the memory between looks."""

from datetime import UTC, datetime, timedelta

from sources.linkcheck.result import Finding, LookResult, Outcome, PassageState
from sources.linkcheck.schedule import Advance, Cadence, LinkState, StateChange, advance

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://example.org/a"


def look(
    outcome: Outcome,
    status: int | None = None,
    *,
    likeness: float | None = None,
    passages: tuple[PassageState, ...] = (),
    retry_after_s: float | None = None,
    moved_to: str | None = None,
) -> LookResult:
    return LookResult(
        url=URL,
        final_url=moved_to or URL,
        outcome=outcome,
        rule="made-up",
        status=status,
        likeness=likeness,
        findings=tuple(Finding(str(n), state) for n, state in enumerate(passages)),
        retry_after_s=retry_after_s,
        permanent_redirect=moved_to,
    )


OK = look(Outcome.OK, 200)
NOT_FOUND = look(Outcome.GONE, 404)
GONE_FOR_GOOD = look(Outcome.GONE, 410)
FLAKY = look(Outcome.SERVER, 503)
WALL = look(Outcome.BLOCKED, 403)


def step(
    state: LinkState,
    result: LookResult,
    now: datetime = NOW,
    *,
    cadence: Cadence = Cadence.PUBLISHED,
    pace: float = 1.0,
    random: float = 0.0,
    watched_since: datetime = NOW,
    frozen: bool = False,
) -> Advance:
    return advance(
        state,
        result,
        now,
        cadence=cadence,
        watched_since=watched_since,
        pace=pace,
        random=lambda: random,
        frozen=frozen,
    )


def play(
    state: LinkState, *looks: tuple[timedelta, LookResult], pace: float = 1.0
) -> tuple[LinkState, list[StateChange]]:
    """Take the looks in, each at its time after NOW; the last state and all the changes."""
    changes: list[StateChange] = []
    for later, result in looks:
        after = step(state, result, NOW + later / pace, pace=pace)
        state = after.state
        changes.extend(after.changes)
    return state, changes
