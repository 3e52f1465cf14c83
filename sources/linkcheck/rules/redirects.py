"""Redirects that lead away from the page: to the home page, a listing, an error page."""

from collections.abc import Callable

from sources.linkcheck.address import Address
from sources.linkcheck.result import Outcome
from sources.linkcheck.rules.evidence import Evidence, Rule, Signals, Test
from sources.linkcheck.signatures import hosts, paths


def _parking_host(asked: Address, final: Address, _evidence: Evidence) -> bool:
    return hosts.is_parking_host(final.host) and not hosts.is_parking_host(asked.host)


def _to_root(asked: Address, final: Address, evidence: Evidence) -> bool:
    return paths.is_root(final) and not paths.is_root(asked) and not is_meant(evidence)


def _to_error_page(asked: Address, final: Address, _evidence: Evidence) -> bool:
    return paths.is_missing(final) and not paths.is_missing(asked)


def _to_fault_page(asked: Address, final: Address, _evidence: Evidence) -> bool:
    return paths.is_fault(final) and not paths.is_fault(asked)


def _to_listing(asked: Address, final: Address, evidence: Evidence) -> bool:
    if is_meant(evidence) or _keeps_name(asked, final):
        return False
    listing = paths.is_listing(final) and not paths.is_listing(asked) and _is_deep(asked)
    return listing or paths.is_ancestor(final.path, asked.path)


def _where(leads: Callable[[Address, Address, Evidence], bool]) -> Test:
    """Test where a redirect has led; pages that answered themselves are passed over."""

    def test(evidence: Evidence) -> Signals | None:
        if not evidence.redirected or not leads(evidence.asked, evidence.final, evidence):
            return None
        return {"final": evidence.fetched.final_url}

    return test


def is_meant(evidence: Evidence) -> bool:
    """Tell whether the address asked for was made to lead elsewhere, or still names its page.

    Shorteners and `?url=` do the former, the routes of single-page sites (`/#/story`) and
    subjects that got a host of their own (`/weather` to `weather.`) the latter.
    """
    asked, final = evidence.asked, evidence.final
    routed = evidence.fetched.fragment.startswith(("/", "!"))
    named = hosts.bare(final.host) in f"{asked.path}?{asked.query}" and final.host != asked.host
    first = "".join(paths.segments(asked.path)[:1])
    own_host = final.host != asked.host and first in final.host.split(".")
    return routed or named or own_host or hosts.is_shortener(asked.host)


def _keeps_name(asked: Address, final: Address) -> bool:
    """Tell whether the page's own name still ends the path, at the same depth or deeper."""
    before, after = paths.segments(asked.path), paths.segments(final.path)
    return before[-1:] == after[-1:] and len(before) <= len(after)


def _is_deep(asked: Address) -> bool:
    parts = paths.segments(asked.path)
    return len(parts) > 2 or any(paths.is_article(part) for part in parts) or bool(asked.query)


REDIRECTS = (
    Rule("redirect-to-error-page", Outcome.SOFT_404, _where(_to_error_page)),
    Rule("redirect-to-root", Outcome.TO_ROOT, _where(_to_root)),
    Rule("redirect-to-fault-page", Outcome.SERVER, _where(_to_fault_page)),
    Rule("redirect-to-listing", Outcome.SOFT_404, _where(_to_listing)),
)

PARKING = (Rule("parking-host", Outcome.PARKED, _where(_parking_host)),)
