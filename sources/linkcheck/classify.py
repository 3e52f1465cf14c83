"""What a look means: tables of named rules, the first that applies decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sources.linkcheck import signatures
from sources.linkcheck.address import Address, parse
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.page import Extracted
from sources.linkcheck.result import JSON, Access, Finding, Outcome, PassageState

Signals = Mapping[str, JSON]

SAME_PAGE = 0.8

FAULTS: Mapping[Fault, Outcome] = {
    Fault.NAME_UNKNOWN: Outcome.DNS_NX,
    Fault.NAME_SERVER: Outcome.DNS_TEMPORARY,
    Fault.CONNECT_REFUSED: Outcome.CONNECTION,
    Fault.CONNECT_FAILED: Outcome.CONNECTION,
    Fault.DISCONNECTED: Outcome.CONNECTION,
    Fault.CUT_SHORT: Outcome.CONNECTION,
    Fault.MALFORMED: Outcome.CONNECTION,
    Fault.UNDECODABLE: Outcome.CONNECTION,
    Fault.TLS_CERTIFICATE: Outcome.TLS,
    Fault.TLS_HANDSHAKE: Outcome.TLS,
    Fault.CONNECT_TIMEOUT: Outcome.TIMEOUT,
    Fault.READ_TIMEOUT: Outcome.TIMEOUT,
    Fault.DEADLINE: Outcome.TIMEOUT,
    Fault.REDIRECT_LOOP: Outcome.LOOP,
    Fault.REDIRECT_TOO_MANY: Outcome.LOOP,
    Fault.REDIRECT_LOOP_COOKIE: Outcome.BLOCKED,
    Fault.FORBIDDEN_ADDRESS: Outcome.REFUSED,
    Fault.FORBIDDEN_REDIRECT: Outcome.REFUSED,
}
"""Every fault has one outcome and is its own rule."""


class Judgement(NamedTuple):
    """What a look means, the rule that says so and what it saw."""

    outcome: Outcome
    rule: str
    signals: Signals


@dataclass(frozen=True)
class Evidence:
    """All that one look has found; `page` is None when there was nothing to read."""

    url: str
    fetched: Fetched
    page: Extracted | None = None
    likeness: float | None = None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def asked(self) -> Address:
        """The address asked for."""
        return parse(self.url)

    @cached_property
    def final(self) -> Address:
        """The address that answered."""
        return parse(self.fetched.final_url)

    @property
    def text(self) -> str:
        """The main text, or nothing."""
        return (self.page and self.page.text) or ""

    def header(self, name: str) -> str | None:
        """Look up a header of the answer, by its lower-case name."""
        return self.fetched.headers.get(name)


Test = Callable[[Evidence], Signals | None]
"""Returns what it saw when the rule applies, None when it does not."""


class Rule(NamedTuple):
    """A row of a table."""

    name: str
    outcome: Outcome
    test: Test


def classify(evidence: Evidence) -> Judgement:
    """Judge a look: its fault, else its status, else what the page says."""
    fault = evidence.fetched.fault
    if fault:
        return Judgement(FAULTS[fault], fault.value, {"detail": evidence.fetched.detail})
    for rule in (*ANSWERS, *PAGES):
        signals = rule.test(evidence)
        if signals is not None:
            return Judgement(rule.outcome, rule.name, signals)
    return Judgement(Outcome.OK, "answered", {})


def access_of(evidence: Evidence) -> Access | None:
    """Say who may read the page, as far as this look can tell."""
    fetched = evidence.fetched
    if fetched.status in {401, 407} or (fetched.answered_well and _login(evidence) is not None):
        return Access.LOGIN
    if fetched.status == 451:
        return Access.GEO
    if fetched.status == 402:
        return Access.PAYWALL
    if evidence.page is None or evidence.page.text is None:
        return None
    return Access.PAYWALL if evidence.page.paywalled else Access.OPEN


def _status(*statuses: int) -> Test:
    wanted = frozenset(statuses)
    return lambda evidence: _if(evidence.fetched.status in wanted, status=evidence.fetched.status)


def _if(condition: object, **signals: JSON) -> Signals | None:
    return signals if condition else None


def _wall_header(evidence: Evidence) -> Signals | None:
    for name in ("cf-mitigated", "x-amzn-waf-action"):
        if value := evidence.header(name):
            return {name: value}
    return None


def _challenge(evidence: Evidence) -> Signals | None:
    return _if(signatures.is_challenge(evidence.fetched.body), status=evidence.fetched.status)


def _unexpected(evidence: Evidence) -> Signals | None:
    return _if(not evidence.fetched.answered_well, status=evidence.fetched.status)


ANSWERS = (
    Rule("wall-header", Outcome.BLOCKED, _wall_header),
    Rule("not-modified", Outcome.NOT_MODIFIED, _status(304)),
    Rule("gone", Outcome.GONE, _status(404, 410)),
    Rule("rate-limited", Outcome.RATE, _status(429)),
    Rule("blocked-status", Outcome.BLOCKED, _status(401, 402, 403, 407, 451, 999)),
    Rule("challenge-page", Outcome.BLOCKED, _challenge),
    Rule("server-error", Outcome.SERVER, _status(*range(500, 600))),
    Rule("request-timeout", Outcome.TIMEOUT, _status(408)),
    # Whoever refuses the request in any other way has not said that the page is gone.
    Rule("request-refused", Outcome.BLOCKED, _status(*range(400, 500))),
    Rule("unexpected-status", Outcome.SERVER, _unexpected),
)
"""What the answer says before its page is read."""


def _login(evidence: Evidence) -> Signals | None:
    sent = evidence.fetched.hops and not signatures.is_login_path(evidence.asked.path)
    return _if(
        sent and signatures.is_login_path(evidence.final.path), final=evidence.fetched.final_url
    )


def _same_page(evidence: Evidence) -> Signals | None:
    standing = [f.key for f in evidence.findings if f.state is not PassageState.GONE]
    like = evidence.likeness is not None and evidence.likeness >= SAME_PAGE
    return _if(like or standing, likeness=evidence.likeness, standing=standing)


def _parking_host(evidence: Evidence) -> Signals | None:
    return _if(evidence.fetched.hops and signatures.is_parking_host(evidence.final.host))


def _parked(evidence: Evidence) -> Signals | None:
    phrase = signatures.parked_phrase(evidence.text)
    return _if(phrase, phrase=phrase)


def _to_root(evidence: Evidence) -> Signals | None:
    asked, final = evidence.asked, evidence.final
    return _if(
        evidence.fetched.hops
        and signatures.is_root_path(final.path)
        and not signatures.is_root_path(asked.path),
        final=evidence.fetched.final_url,
    )


def _to_error_page(evidence: Evidence) -> Signals | None:
    return _if(
        evidence.fetched.hops
        and signatures.is_missing_path(evidence.final.path)
        and not signatures.is_missing_path(evidence.asked.path),
        final=evidence.fetched.final_url,
    )


def _missing_title_and_heading(evidence: Evidence) -> Signals | None:
    title, heading = _title_and_heading(evidence)
    both = signatures.says_missing(title) and signatures.heads_missing(heading)
    return _if(both, title=title, h1=heading)


def _missing_title_or_heading(evidence: Evidence) -> Signals | None:
    title, heading = _title_and_heading(evidence)
    either = signatures.says_missing(title) or signatures.heads_missing(heading)
    words = len(evidence.text.split())
    return _if(either and words < signatures.FEW_WORDS, title=title, h1=heading, words=words)


def _title_and_heading(evidence: Evidence) -> tuple[str, str]:
    page = evidence.page
    return (page and page.title) or "", (page and page.h1) or ""


def _missing_phrase(evidence: Evidence) -> Signals | None:
    phrase = signatures.missing_phrase(evidence.text)
    return _if(phrase, phrase=phrase)


def _cut(evidence: Evidence) -> Signals | None:
    return _if(evidence.fetched.cut, bytes=len(evidence.fetched.body))


PAGES = (
    Rule("login-page", Outcome.OK, _login),
    Rule("same-page", Outcome.OK, _same_page),
    Rule("parking-host", Outcome.PARKED, _parking_host),
    Rule("parked-phrase", Outcome.PARKED, _parked),
    Rule("redirect-to-root", Outcome.TO_ROOT, _to_root),
    Rule("redirect-to-error-page", Outcome.SOFT_404, _to_error_page),
    Rule("missing-title-and-heading", Outcome.SOFT_404, _missing_title_and_heading),
    Rule("missing-title-or-heading", Outcome.SOFT_404, _missing_title_or_heading),
    Rule("missing-phrase", Outcome.SOFT_404, _missing_phrase),
    Rule("read-in-part", Outcome.TOO_BIG, _cut),
)
"""What a page that answered well says, in order of evidence; the watched words outweigh all."""
