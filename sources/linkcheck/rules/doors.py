"""What stands in front of a page that is there: consent, login, subscription, region, works."""

from sources.linkcheck.result import Access, Outcome
from sources.linkcheck.rules.evidence import Evidence, Rule, Signals, seen
from sources.linkcheck.signatures import hosts, markup, notices, paths


def _consent(evidence: Evidence) -> Signals | None:
    asked, final = evidence.asked, evidence.final
    door = paths.is_consent(final.path) and not paths.is_consent(asked.path)
    service = hosts.is_consent_host(final.host) and final.host != asked.host
    return _sent_to(evidence, door or service)


def _login(evidence: Evidence) -> Signals | None:
    asked, final = evidence.asked, evidence.final
    door = paths.is_login(final.path) and not paths.is_login(asked.path)
    service = hosts.is_login_host(final.host) and final.host != asked.host
    return _sent_to(evidence, door or service)


def _paywall(evidence: Evidence) -> Signals | None:
    door = paths.is_paywall(evidence.final.path) and not paths.is_paywall(evidence.asked.path)
    return _sent_to(evidence, door)


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
    return seen(notice, notice=notice)


def _sent_to(evidence: Evidence, door: bool) -> Signals | None:  # noqa: FBT001 - one of two answers
    return seen(evidence.redirected and door, final=evidence.fetched.final_url)


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
