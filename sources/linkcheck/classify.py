"""What a look means: tables of named rules, the first that applies decides."""

from collections.abc import Mapping
from typing import NamedTuple

from sources.linkcheck.answer import Fault
from sources.linkcheck.result import Access, Outcome
from sources.linkcheck.rules.answers import ANSWERS
from sources.linkcheck.rules.doors import IN_PLACE, SENT_ELSEWHERE
from sources.linkcheck.rules.evidence import Evidence, Signals
from sources.linkcheck.rules.pages import CUT, MISSING, PARKED, SAME
from sources.linkcheck.rules.redirects import PARKING, REDIRECTS
from sources.linkcheck.rules.siblings import SIBLINGS

FAULTS: Mapping[Fault, Outcome] = {
    Fault.NAME_UNKNOWN: Outcome.DNS_NX,
    Fault.NAME_SERVER: Outcome.DNS_TEMPORARY,
    Fault.CONNECT_REFUSED: Outcome.CONNECTION,
    Fault.CONNECT_FAILED: Outcome.CONNECTION,
    Fault.DISCONNECTED: Outcome.CONNECTION,
    Fault.CUT_SHORT: Outcome.CONNECTION,
    Fault.MALFORMED: Outcome.CONNECTION,
    Fault.TOO_MANY_BYTES: Outcome.CONNECTION,
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
    Fault.ROBOTS: Outcome.ROBOTS,
    Fault.NO_RESOURCES: Outcome.CHECKER_FAULT,
    Fault.STALLED: Outcome.CHECKER_FAULT,
}
"""Every fault has one outcome and is its own rule."""

RULES = (
    *ANSWERS,
    *SENT_ELSEWHERE,
    *SAME,
    *PARKING,
    *PARKED,
    *IN_PLACE,
    *REDIRECTS,
    *MISSING,
    *SIBLINGS,
    *CUT,
)
"""In order of evidence; the watched words outweigh whatever a page says of itself."""

UNDECIDED = "answered"
"""The rule of a page that nothing speaks against."""


class Judgement(NamedTuple):
    """What a look means, the rule that says so and what it saw.

    `stands_in`: another page stands where the one asked for should.
    """

    outcome: Outcome
    rule: str
    signals: Signals
    access: Access | None = None
    stands_in: bool = False


def classify(evidence: Evidence) -> Judgement:
    """Judge a look: its fault, else the first rule that applies, else the page is there."""
    fault = evidence.fetched.fault
    if fault:
        return Judgement(FAULTS[fault], fault.value, {"detail": evidence.fetched.detail})
    for rule in RULES:
        signals = rule.test(evidence)
        if signals is not None:
            return Judgement(rule.outcome, rule.name, signals, rule.access, rule.stands_in)
    return Judgement(Outcome.OK, UNDECIDED, {})


def access_of(evidence: Evidence, judgement: Judgement) -> Access | None:
    """Say who may read the page, as far as this look can tell."""
    by_status = {401: Access.LOGIN, 407: Access.LOGIN, 402: Access.PAYWALL, 451: Access.GEO}
    known = judgement.access or by_status.get(evidence.fetched.status or 0)
    if known or evidence.page is None or evidence.page.text is None or judgement.stands_in:
        return known
    return Access.PAYWALL if evidence.page.paywalled else Access.OPEN
