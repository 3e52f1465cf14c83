"""What a path says of its page: a home page, a listing, an error page, a login."""

import re
from functools import cache
from urllib.parse import parse_qsl, unquote

from sources.linkcheck.address import Address
from sources.linkcheck.signatures.phrases import words_of
from sources.linkcheck.signatures.wording import fold

_ROOT = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home|main|welcome)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|jsf|do|cfm|shtml|xhtml)\Z")
_ERROR_NUMBER = re.compile(
    r"(?:(?:https?|error|err|erreur|fehler|erro|errore|status|code|page|pagina|seite|oops)[-_]?)*"
    r"(?:404|410)(?:[-_]?(?:error|page|not[-_]?found|html|\d))?"
)
_ERROR_PARAMETER = re.compile(r"error(?:code)?|err|e|status|code|msg|message|reason|notfound|404")
_ERROR_VALUE = re.compile(r"404|410|(?:page[-_ ]?)?not[-_ ]?found|1|true|yes|")
_PAGE_PARAMETER = re.compile(
    r".*id|p|n|v|page(?:name)?|post|article|articulo|artikel|story|name|item|node|doc|document|"
    r"title|slug|view|file|url|path|option|action|module|mod|c|a|t"
)
_SEARCH_PARAMETER = re.compile(
    r"q|s|wd|kw|ara|keys|text|terms?|texto|words?|find|query|fraza|suche|busca|buscar|szukaj|cerca|"
    r"zoek|recherche|palabras?|keywords?|search(?:[-_]?(?:text|terms?|words?|query|api_fulltext))?"
)
_VARIANT = re.compile(
    r"amp|print|m|mobile|full|all|embed|share|comments?|feed|rss|latest|overview|summary|"
    r"details?|view|index|default|home|main|single|page|attachment|photos?|gallery|video|"
    r"[a-z]{2}(?:[-_][a-z]{2})?|\d{1,2}|p\d+|page-?\d+|\d+of\d+|pdf|show|read"
)
"""How a page's address may go on and still mean the same page."""
_ARTICLE = re.compile(
    r".*\d{5}.*|\D.*\d{3}.*|[^-_]+[-_][^-_]+[-_][^-_]+.*|(?!(?:19|20)\d\d[-_])\d{3,}[-_]\D.*"
)
_CHALLENGES = ("captcha", "/cdn-cgi/challenge", "/sorry/index", "/.within.website", "/_sec/cp_")


def segments(path: str) -> list[str]:
    """Cut a path into its segments, decoded and folded, the last without its ending."""
    parts = [fold(unquote(part)) for part in path.split("/") if part]
    if parts:
        parts[-1] = _ENDING.sub("", parts[-1])
    return parts


def last_of(path: str) -> str:
    """Return the last segment of a path, or nothing."""
    return (segments(path) or [""])[-1]


def is_root(address: Address) -> bool:
    """Tell whether an address is that of a home page, in whatever language.

    A parameter may name a page (`/?p=123`); what says that something went wrong does not.
    """
    return (
        _ROOT.fullmatch(address.path) is not None
        and not _has_parameter(address, _PAGE_PARAMETER)
        and not _has_parameter(address, _SEARCH_PARAMETER)
    )


def is_listing(address: Address) -> bool:
    """Tell whether an address is that of a section, a search, a category or an archive."""
    parts, listings = segments(address.path), _words("listing_paths")
    if _ROOT.fullmatch(address.path):
        return _has_parameter(address, _SEARCH_PARAMETER)
    if is_article(parts[-1]) or parts[-1].isdigit():
        return False
    group = len(parts) > 1 and parts[-2] in _words("group_paths") and address.path.count(".") == 0
    return parts[-1] in listings or group


def is_search(address: Address) -> bool:
    """Tell whether an address is that of a search, or of another list that may come up empty."""
    return _has_parameter(address, _SEARCH_PARAMETER) or (
        _ROOT.fullmatch(address.path) is None and is_listing(address)
    )


def is_ancestor(final: str, asked: str) -> bool:
    """Tell whether one path is a folder above another one, and not the same page in other dress."""
    above, below = segments(final), segments(asked)
    if not above or len(above) >= len(below) or below[: len(above)] != above:
        return False
    dropped = below[len(above) :]
    return not is_article(above[-1]) and not all(_VARIANT.fullmatch(part) for part in dropped)


def is_missing(address: Address) -> bool:
    """Tell whether an address says of itself that it is that of a missing page."""
    last = last_of(address.path)
    if last in _words("missing_paths") or _ERROR_NUMBER.fullmatch(last):
        return True
    parameters = parse_qsl(address.query, keep_blank_values=True)
    return any(_says_missing(name.lower(), value.lower()) for name, value in parameters)


def is_fault(address: Address) -> bool:
    """Tell whether an address is that of an error of whatever kind, or of a maintenance notice."""
    return last_of(address.path) in _words("fault_paths")


def is_article(segment: str) -> bool:
    """Tell whether a segment looks like that of an article: a number, or three words and more."""
    return _ARTICLE.fullmatch(segment) is not None


def is_login(path: str) -> bool:
    """Tell whether a path leads to a login page."""
    return _ends_in(path, "login_paths")


def is_consent(path: str) -> bool:
    """Tell whether a path leads to a page that asks for consent or for an age."""
    return _ends_in(path, "consent_paths")


def is_paywall(path: str) -> bool:
    """Tell whether a path leads to a page that sells the rest."""
    return _ends_in(path, "paywall_paths")


def is_challenge(path: str) -> bool:
    """Tell whether a path is that of a page that asks whether we are human."""
    return any(mark in path.lower() for mark in _CHALLENGES)


def _says_missing(name: str, value: str) -> bool:
    named = _ERROR_PARAMETER.fullmatch(name) and _ERROR_VALUE.fullmatch(value)
    return bool(named) and ("404" in name + value or "found" in name + value)


def _has_parameter(address: Address, names: re.Pattern[str]) -> bool:
    return any(names.fullmatch(name.lower()) for name, _ in parse_qsl(address.query))


def _ends_in(path: str, kind: str) -> bool:
    return any(part in _words(kind) for part in segments(path)[-2:])


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(fold, words_of(kind)))
