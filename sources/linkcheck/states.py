"""What is remembered of a link and of a passage from one look to the next."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sources.linkcheck.result import Access, PassageState

FLAPS = 3
BACK_AND_FORTH = 4
LATELY = timedelta(days=30)
CHANGES_KEPT, CHANGES_KEPT_FOR = 10, timedelta(days=90)
PASSAGE_CHANGED = "passage-changed"
"""The rule by which a page counts as changed though only words cited from it did."""

CONFIRM_AFTER = timedelta(hours=24)
CONFIRM_RESTLESS_AFTER = timedelta(days=7)


class Health(StrEnum):
    """Whether the page still answers."""

    NEW = "new"
    ALIVE = "alive"
    SUSPECT = "suspect"
    DEAD = "dead"
    UNVERIFIABLE = "unverifiable"
    QUARANTINED = "quarantined"


class Content(StrEnum):
    """How much the main text differs from the baseline."""

    SAME = "same"
    MINOR = "minor"
    DRIFTED = "drifted"


class Cadence(StrEnum):
    """Who leans on the link, which says how often to look; nobody means never."""

    PUBLISHED = "published"
    DRAFT = "draft"
    NONE = "none"


class Axis(StrEnum):
    """What a state change is about."""

    HEALTH = "health"
    CONTENT = "content"
    ACCESS = "access"
    ADDRESS = "address"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class StateChange:
    """One thing that changed, and the rule that says so.

    `before` and `after` are values of the axis (addresses on `ADDRESS`). A change that was seen
    only once is not `confirmed`; its confirmation is a change of its own, from the state to
    itself.
    """

    axis: Axis
    before: str
    after: str
    rule: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class LinkState:
    """All that is remembered of a link; the default is a link nobody has looked at.

    Failures are counted by family, each from its own first failure (`hard_since` for GONE and
    the like, `permanent_since` for 410 answers, `soft_since` for the soft failures in a row).
    `failing_since` is the first failure of any kind. `drift_rule` says by what the page counts as
    changed; the confirmation lies before `drifting_since` while more than cited words has changed
    since and waits for its own. `changed_at` is when the page changed or
    cited words on it did, and when it was again as it had been (at most 10, of 90 days).
    `seen_until` is how long an editor's "I saw it" counts.
    """

    health: Health = Health.NEW
    content: Content = Content.SAME
    access: Access = Access.OPEN
    failing_since: datetime | None = None
    hard_failures: int = 0
    hard_since: datetime | None = None
    permanent_failures: int = 0
    permanent_since: datetime | None = None
    soft_failures: int = 0
    soft_since: datetime | None = None
    blocked_looks: int = 0
    drifting_since: datetime | None = None
    drift_confirmed_at: datetime | None = None
    drift_rule: str = ""
    changed_at: tuple[datetime, ...] = ()
    flapped_at: tuple[datetime, ...] = ()
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_confirmed_at: datetime | None = None
    seen_until: datetime | None = None
    last_looked_at: datetime | None = None
    last_ok_at: datetime | None = None
    next_look_at: datetime | None = None

    def is_drift_confirmed(self) -> bool:
        """Tell whether the page's change was seen twice."""
        return (
            self.drifting_since is not None
            and self.drift_confirmed_at is not None
            and self.drift_confirmed_at >= self.drifting_since
        )

    def is_flapping(self, now: datetime, pace: float = 1.0) -> bool:
        """Tell whether the link came and went so often of late that alerts are muted."""
        return len(self.recent_flaps(now, pace)) >= FLAPS

    def is_restless(self, now: datetime, pace: float = 1.0) -> bool:
        """Tell whether the page went back and forth of late, as one shown in two variants does.

        Its changes are confirmed only when they have stood for a week (`confirm_after`).
        """
        return len(self.recent_changes(now, pace)) >= BACK_AND_FORTH

    def recent_flaps(self, now: datetime, pace: float = 1.0) -> tuple[datetime, ...]:
        """List when the link came back to life within the last 30 days."""
        return tuple(at for at in self.flapped_at if now - at <= LATELY / pace)

    def recent_changes(self, now: datetime, pace: float = 1.0) -> tuple[datetime, ...]:
        """List when the page changed within the last 30 days."""
        return tuple(at for at in self.changed_at if now - at <= LATELY / pace)

    def is_another_page(self) -> bool:
        """Tell whether a dead address has come back with another page on it.

        Nothing else has answered since it began to fail and still counts as failing.
        """
        return (
            self.failing_since is not None
            and self.last_ok_at is not None
            and self.last_ok_at > self.failing_since
        )


@dataclass(frozen=True, slots=True)
class PassageMemory:
    """All that is remembered of a watched passage; the default is words that stand.

    `changed_since` is when the last change was first seen and `now_reads` what edited words read
    as since then. That the words changed is certain once `confirmed_at` is set; it lies before
    `changed_since` while a further change waits for its own confirmation.
    """

    state: PassageState = PassageState.PRESENT
    changed_since: datetime | None = None
    confirmed_at: datetime | None = None
    last_seen_at: datetime | None = None
    now_reads: str = ""

    def is_confirmed(self) -> bool:
        """Tell whether the last change was seen twice."""
        return (
            self.changed_since is not None
            and self.confirmed_at is not None
            and self.confirmed_at >= self.changed_since
        )

    def confirmation_due(self, pace: float = 1.0) -> datetime | None:
        """Say from when on a look may confirm a change seen once; None when none waits."""
        if self.changed_since is None or self.is_confirmed():
            return None
        return self.changed_since + CONFIRM_AFTER / pace


Memory = TypeVar("Memory", LinkState, PassageMemory)

_TIMES = {
    memory: tuple(
        name
        for name in memory.__dataclass_fields__
        if name.endswith(("_at", "_since")) and name != "next_look_at"
    )
    for memory in (LinkState, PassageMemory)
}


def none_ahead(memory: Memory, now: datetime) -> Memory:
    """Pull what is remembered from times still to come back to now.

    A clock that ran ahead and was set right must not let a link wait until then, nor prove
    anything: a span that began in the future begins now.
    """
    ahead: dict[str, Any] = {}
    for name in _TIMES[type(memory)]:
        at = getattr(memory, name)
        if isinstance(at, tuple):
            if any(each > now for each in at):
                ahead[name] = tuple(min(each, now) for each in at)
        elif at is not None and at > now:
            ahead[name] = now
    return replace(memory, **ahead) if ahead else memory


def utc(now: datetime) -> datetime:
    """Tell a time in UTC: local days are not all 24 hours long."""
    return now.astimezone(UTC)
