"""What an answer says before its page is read."""

from sources.linkcheck.result import JSON, Outcome
from sources.linkcheck.rules.evidence import Evidence, Rule, Signals, Test, seen
from sources.linkcheck.signatures import hosts, markup, notices, paths
from sources.linkcheck.signatures.wording import count_words

WALL_HEADERS = ("cf-mitigated", "x-amzn-waf-action", "x-datadome", "x-kpsdk-ct", "x-sucuri-block")
"""Headers by which a wall says that it has stepped in; some also send them with the page."""

SIGNS_ONLY = frozenset({"x-datadome"})


def _status(*statuses: int) -> Test:
    wanted = frozenset(statuses)
    return lambda evidence: seen(evidence.fetched.status in wanted, status=evidence.fetched.status)


def _wall_header(evidence: Evidence) -> Signals | None:
    for name in WALL_HEADERS:
        value = evidence.header(name)
        if value and (name not in SIGNS_ONLY or not evidence.fetched.answered_well):
            return {name: value}
    return None


def _challenge(evidence: Evidence) -> Signals | None:
    """Find the marks of a challenge; a page with an article on it is none, whatever it carries."""
    if not evidence.is_short or "html" not in (evidence.fetched.content_type or "html"):
        return None
    body, signals = evidence.fetched.body, dict[str, JSON](status=evidence.fetched.status)
    if (mark := markup.challenge_mark(body)) and evidence.shows_little:
        return signals | {"mark": mark}
    title = evidence.title or markup.title_of(body)
    for said in (title, evidence.h1):
        if (words := notices.challenge_title(said)) and not evidence.goes_on_from(words):
            return signals | {"title": words}
    captcha = markup.captcha_mark(body)
    return signals | {"captcha": captcha} if captcha and _is_all_captcha(evidence) else None


def _is_all_captcha(evidence: Evidence) -> bool:
    """Tell whether hardly anything stands beside a captcha: no form, no article has so little."""
    page = evidence.page
    words = count_words(page.visible_text or page.text or "") if page else 0
    return evidence.fetched.answered_well and page is not None and words < 40


def _challenge_address(evidence: Evidence) -> Signals | None:
    if not evidence.redirected or paths.is_challenge(evidence.asked.path):
        return None
    wall = paths.is_challenge(evidence.final.path) or hosts.is_challenge_host(evidence.final.host)
    return seen(wall, final=evidence.fetched.final_url)


def _unexpected(evidence: Evidence) -> Signals | None:
    return seen(not evidence.fetched.answered_well, status=evidence.fetched.status)


ANSWERS = (
    Rule("wall-header", Outcome.BLOCKED, _wall_header),
    Rule("not-modified", Outcome.NOT_MODIFIED, _status(304)),
    Rule("gone", Outcome.GONE, _status(404, 410)),
    Rule("rate-limited", Outcome.RATE, _status(429)),
    Rule("blocked-status", Outcome.BLOCKED, _status(401, 402, 403, 407, 451, 999)),
    Rule("challenge-address", Outcome.BLOCKED, _challenge_address),
    Rule("challenge-page", Outcome.BLOCKED, _challenge),
    Rule("server-error", Outcome.SERVER, _status(*range(500, 600))),
    Rule("request-timeout", Outcome.TIMEOUT, _status(408)),
    # Whoever refuses the request in any other way has not said that the page is gone.
    Rule("request-refused", Outcome.BLOCKED, _status(*range(400, 500))),
    Rule("unexpected-status", Outcome.SERVER, _unexpected),
)
