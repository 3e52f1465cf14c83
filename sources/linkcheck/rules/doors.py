"""What stands in front of a page that is there: consent, login, subscription, region, works."""

from collections.abc import Callable

from sources.linkcheck.result import Access, Outcome
from sources.linkcheck.rules.evidence import Evidence, Rule, Signals, seen
from sources.linkcheck.signatures import hosts, markup, notices, paths


def _consent(evidence: Evidence) -> Signals | None:
    return _sent_to(evidence, paths.is_consent, hosts.is_consent_host)


def _login(evidence: Evidence) -> Signals | None:
    return _sent_to(evidence, paths.is_login, hosts.is_login_host)


def _paywall(evidence: Evidence) -> Signals | None:
    return _sent_to(evidence, paths.is_paywall, lambda _host: False)


def _login_form(evidence: Evidence) -> Signals | None:
    """Find a login form in place of the page: few words, a password, and a title that says so."""
    title = notices.login_title(evidence.title) or notices.login_title(evidence.h1)
    form = evidence.is_short and markup.asks_for_password(evidence.fetched.body)
    return seen(form and (title or evidence.redirected), title=title)


def _region(evidence: Evidence) -> Signals | None:
    notice = notices.region_notice(evidence.shown)
    return seen(notice, notice=notice)


def _maintenance(evidence: Evidence) -> Signals | None:
    if not evidence.is_short:
        return None
    notice = notices.maintenance_notice(evidence.title, evidence.shown)
    return seen(notice and not evidence.goes_on_from(notice), notice=notice)


def _sent_to(
    evidence: Evidence, is_door: Callable[[str], bool], is_service: Callable[[str], bool]
) -> Signals | None:
    """Tell whether a redirect led to a door, by its path or by whose host it is."""
    if not evidence.redirected:
        return None
    asked, final = evidence.asked, evidence.final
    door = is_door(final.path) and not is_door(asked.path)
    service = is_service(final.host) and final.host != asked.host
    return seen(door or service, final=evidence.fetched.final_url)


SENT_ELSEWHERE = (
    Rule("consent-wall", Outcome.OK, _consent, Access.LOGIN, stands_in=True),
    Rule("login-page", Outcome.OK, _login, Access.LOGIN, stands_in=True),
    Rule("subscription-page", Outcome.OK, _paywall, Access.PAYWALL, stands_in=True),
)
IN_PLACE = (
    Rule("region-notice", Outcome.BLOCKED, _region, Access.GEO),
    Rule("maintenance-notice", Outcome.SERVER, _maintenance),
    Rule("login-form", Outcome.OK, _login_form, Access.LOGIN, stands_in=True),
)
