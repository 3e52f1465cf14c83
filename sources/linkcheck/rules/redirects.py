"""Redirects that lead away from the page: to the home page, a listing, an error page."""

from sources.linkcheck.address import Address
from sources.linkcheck.result import Outcome
from sources.linkcheck.rules.evidence import Evidence, Rule, Signals, seen
from sources.linkcheck.signatures import hosts, paths


def _parking_host(evidence: Evidence) -> Signals | None:
    final = evidence.final.host
    sold = hosts.is_parking_host(final) and not hosts.is_parking_host(evidence.asked.host)
    return seen(evidence.redirected and sold, final=evidence.fetched.final_url)


def _to_root(evidence: Evidence) -> Signals | None:
    asked, final = evidence.asked, evidence.final
    left = evidence.redirected and paths.is_root(final) and not paths.is_root(asked)
    return seen(left and not is_meant(evidence), final=evidence.fetched.final_url)


def _to_error_page(evidence: Evidence) -> Signals | None:
    sent = paths.is_missing(evidence.final) and not paths.is_missing(evidence.asked)
    return seen(evidence.redirected and sent, final=evidence.fetched.final_url)


def _to_fault_page(evidence: Evidence) -> Signals | None:
    sent = paths.is_fault(evidence.final) and not paths.is_fault(evidence.asked)
    return seen(evidence.redirected and sent, final=evidence.fetched.final_url)


def _to_listing(evidence: Evidence) -> Signals | None:
    asked, final = evidence.asked, evidence.final
    if not evidence.redirected or is_meant(evidence) or _keeps_name(asked, final):
        return None
    above = paths.is_ancestor(final.path, asked.path)
    listing = paths.is_listing(final) and not paths.is_listing(asked) and _is_deep(asked)
    return seen(above or listing, final=evidence.fetched.final_url)


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
    Rule("redirect-to-error-page", Outcome.SOFT_404, _to_error_page),
    Rule("redirect-to-root", Outcome.TO_ROOT, _to_root),
    Rule("redirect-to-fault-page", Outcome.SERVER, _to_fault_page),
    Rule("redirect-to-listing", Outcome.SOFT_404, _to_listing),
)

PARKING = (Rule("parking-host", Outcome.PARKED, _parking_host),)
