"""What a caller asks about a page and what one look at it found, as frozen, typed values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

JSON: TypeAlias = bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"] | None


class Outcome(StrEnum):
    """What happened when we looked at an address."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    GONE = "gone"
    SOFT_404 = "soft_404"
    PARKED = "parked"
    TO_ROOT = "to_root"
    LOOP = "loop"
    DNS_NX = "dns_nx"
    DNS_TEMPORARY = "dns_temporary"
    TLS = "tls"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    SERVER = "server"
    RATE = "rate"
    BLOCKED = "blocked"
    ROBOTS = "robots"
    REFUSED = "refused"
    TOO_BIG = "too_big"
    CHECKER_FAULT = "checker_fault"


ANSWERED = frozenset({Outcome.OK, Outcome.NOT_MODIFIED, Outcome.TOO_BIG})
"""The page is there."""

HARD = frozenset(
    {
        Outcome.GONE,
        Outcome.SOFT_404,
        Outcome.PARKED,
        Outcome.TO_ROOT,
        Outcome.LOOP,
        Outcome.DNS_NX,
    }
)
"""The page seems to be gone; repeated over days this proves it dead."""

SOFT = frozenset(
    {
        Outcome.TIMEOUT,
        Outcome.CONNECTION,
        Outcome.SERVER,
        Outcome.TLS,
        Outcome.DNS_TEMPORARY,
    }
)
"""The page could not be reached; this never proves it dead."""

WALLED = frozenset({Outcome.BLOCKED, Outcome.ROBOTS})
"""A person may see the page, we may not."""


class Verdict(StrEnum):
    """One look's judgement in a word, for the command line and benchmarks."""

    ALIVE = "alive"
    DEAD = "dead"
    SUSPECT = "suspect"
    BLOCKED = "blocked"
    REFUSED = "refused"
    UNKNOWN = "unknown"


def verdict_of(outcome: Outcome, status: int | None) -> Verdict:
    """Judge one look; only a plain 404 or 410 may be called dead on a single look."""
    if outcome in ANSWERED:
        return Verdict.ALIVE
    if outcome is Outcome.GONE and status in {404, 410}:
        return Verdict.DEAD
    if outcome in HARD | SOFT:
        return Verdict.SUSPECT
    if outcome in WALLED:
        return Verdict.BLOCKED
    if outcome is Outcome.REFUSED:
        return Verdict.REFUSED
    return Verdict.UNKNOWN


class Access(StrEnum):
    """Who may read the page; informs, never kills a link."""

    OPEN = "open"
    PAYWALL = "paywall"
    LOGIN = "login"
    GEO = "geo"


class PassageState(StrEnum):
    """Whether the watched words still stand on the page."""

    PRESENT = "present"
    MOVED = "moved"
    EDITED = "edited"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way to the page: the address asked and the status it gave."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A watched passage (W3C TextQuoteSelector); `key` is the caller's own, opaque to us.

    `start` is its place in the caller's text, in code points; it only breaks ties.
    """

    key: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a watched passage could be anchored anew (W3C TextQuoteSelector and -PositionSelector).

    `start` and `end` are code points in the looked-at text, `text[start:end] == exact`.
    `likeness` (0 to 1) compares the watched words with these.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a watched passage.

    `start` and `end` are code points in the looked-at text, None when the words stand outside of
    it (in what extraction takes for page chrome), and `exact_now` the words there now. All three
    are None when the words are gone.
    `likeness` (0 to 1) compares the watched words with those found.
    `changes` tells of edited words what was (before, now), "" where nothing stood.
    `proposal` is where moved or edited words stand now; of words that are gone it is the
    likeliest place, a guess for an editor to judge, None when nothing is like them.
    """

    key: str
    state: PassageState
    start: int | None = None
    end: int | None = None
    exact_now: str | None = None
    likeness: float = 0.0
    changes: tuple[tuple[str, str], ...] = ()
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the caller remembers of a page: validators, hash and text of one and the same copy.

    `extractor` names who read the text (`LookResult.extractor`). A copy read by another version
    is fetched anew, and compared only if its `body` is given, to be read again as we read today.
    """

    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    text: str | None = None
    extractor: str | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """An address to look at, what is remembered of it and the passages to find in it."""

    url: str
    baseline: Baseline | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class LookResult:
    """Everything one look found and decided on.

    `rule` names the row of the classification table that decided, `signals` what it saw.
    `text` is the extracted main text (NFC, line feeds), None when nothing could be read;
    `likeness` (0 to 1) compares it with the baseline, None when there is nothing to compare.
    `findings` leaves out passages about which this look proves nothing.
    `baseline_text` is the baseline as today's extractor reads it, when another one had read it:
    from now on it is the text to remember.
    `permanent_redirect` is the final address when every hop on the way was permanent.
    """

    url: str
    outcome: Outcome
    rule: str
    final_url: str
    signals: Mapping[str, JSON] = field(default_factory=dict)
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    elapsed_ms: int = 0
    access: Access | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    body: bytes | None = None
    text: str | None = None
    title: str | None = None
    text_sha256: str | None = None
    extractor: str | None = None
    likeness: float | None = None
    findings: tuple[Finding, ...] = ()
    baseline_text: str | None = None
    retry_after_s: float | None = None
    permanent_redirect: str | None = None

    @property
    def verdict(self) -> Verdict:
        """Judge this look in a word."""
        return verdict_of(self.outcome, self.status)

    def as_line(self, **more: JSON) -> str:
        """Write the look, and what more is known, as one line of JSON: the command lines' form."""
        return json.dumps(
            {
                "url": self.url,
                "verdict": self.verdict,
                "outcome": self.outcome,
                "rule": self.rule,
                "final_url": self.final_url,
                "status": self.status,
                "elapsed_ms": self.elapsed_ms,
                **more,
            },
            ensure_ascii=False,
        )
