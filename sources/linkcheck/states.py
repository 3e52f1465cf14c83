"""What is remembered of a link and of a passage from one look to the next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sources.linkcheck.result import Access, PassageState

FLAPS = 3
FLAPPING_WINDOW = timedelta(days=30)
PASSAGE_CHANGED = "passage-changed"
"""The rule by which a page counts as changed though only words cited from it did."""

CONFIRM_AFTER = timedelta(hours=24)


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
    `failing_since` is the first failure of any kind. `seen_until` is how long an editor's
    "I saw it" counts.
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
    flapped_at: tuple[datetime, ...] = ()
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_confirmed_at: datetime | None = None
    seen_until: datetime | None = None
    last_looked_at: datetime | None = None
    last_ok_at: datetime | None = None
    next_look_at: datetime | None = None

    def is_flapping(self, now: datetime, pace: float = 1.0) -> bool:
        """Tell whether the link came and went so often of late that alerts are muted."""
        return len(self.recent_flaps(now, pace)) >= FLAPS

    def recent_flaps(self, now: datetime, pace: float = 1.0) -> tuple[datetime, ...]:
        """List when the link came back to life within the last 30 days."""
        return tuple(at for at in self.flapped_at if now - at <= FLAPPING_WINDOW / pace)

    def is_another_page(self) -> bool:
        """Tell whether a dead address has come back with another page on it.

        This is the only suspect that has answered since it began to fail.
        """
        return (
            self.health is Health.SUSPECT
            and self.failing_since is not None
            and self.last_ok_at is not None
            and self.last_ok_at >= self.failing_since
        )


@dataclass(frozen=True, slots=True)
class PassageMemory:
    """All that is remembered of a watched passage; the default is words that stand."""

    state: PassageState = PassageState.PRESENT
    changed_since: datetime | None = None
    confirmed_at: datetime | None = None
    last_seen_at: datetime | None = None

    def confirmation_due(self, pace: float = 1.0) -> datetime | None:
        """Say from when on a look may confirm a change seen once; None when none waits."""
        if self.changed_since is None or self.confirmed_at is not None:
            return None
        return self.changed_since + CONFIRM_AFTER / pace
