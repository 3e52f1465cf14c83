"""What missing, parked and guarded pages look like: words and patterns, told from articles.

A signature is matched against a whole title or heading (or a part of it set off by a dash or a
bar), never within a sentence: an article about missing pages is alive.
"""

import re

_MISSING_NUMBER = r"(?:http )?(?:error )?(?:code )?(?:404|410)(?: error)?"
_MISSING_ENGLISH = (
    r"(?:(?:error )?(?:404|410)[ :,-]*)?(?:oops[!,. ]*)?(?:sorry[!,. ]*)?(?:the |this |that )?"
    r"(?:requested |web ?)?(?:page|article|story|content|document|file|url)"
    r"(?: you requested| you were looking for)? "
    r"(?:(?:was |is |could |can ?)?not (?:be )?found|"
    r"(?:wasn|isn|couldn|can)['\u2019]t (?:be )?found|"
    r"does(?: not|n['\u2019]t) exist|not available|missing|no longer exists|"
    r"is no longer available|is gone)|"
    r"(?:(?:error )?(?:404|410)[ :,-]*)?not found|nothing found"
)
_MISSING_SPANISH = (
    r"(?:(?:error )?(?:404|410)[ :,-]*)?(?:lo sentimos[!,. ]*)?(?:la |el |esta |este )?"
    r"(?:página|pagina|noticia|nota|artículo|contenido)(?: solicitad[ao]| que buscas?)? "
    r"(?:no (?:se )?(?:ha sido |fue |ha )?(?:encontrad[ao]|encontró|encuentra|existe|disponible)|"
    r"no está disponible|inexistente|ya no existe)|"
    r"(?:(?:error )?(?:404|410)[ :,-]*)?no encontrad[ao]|"
    r"no se (?:encontró|encuentra|ha encontrado) (?:la|el) (?:página|pagina|contenido|artículo)"
)
_MISSING_TITLE = re.compile(
    rf"(?:{_MISSING_NUMBER}|{_MISSING_ENGLISH}|{_MISSING_SPANISH})[.!… ]*", re.IGNORECASE
)
_TITLE_PARTS = re.compile(r"\s*(?:[|\u00bb\u00b7\u2022\u2014\u2013]|::|\s-\s)\s*")

_MISSING_BODY = re.compile(
    r"(?:page|article|story|document|url)\b[^.!?\n]{0,60}\b(?:could not be found|couldn't be found|"
    r"cannot be found|can't be found|was not found|does not exist|doesn't exist|no longer exists|"
    r"no longer available|has been removed|has been deleted)|"
    r"(?:página|noticia|artículo|nota|contenido)\b[^.!?\n]{0,60}\b(?:no existe|ya no existe|"
    r"no se encuentra|no se encontró|no se ha encontrado|no fue encontrad[ao]|no está disponible|"
    r"ha sido eliminad[ao]|fue eliminad[ao])",
    re.IGNORECASE,
)
_PARKED_BODY = re.compile(
    r"(?:this |the )?domain(?: name)? (?:\S+ )?(?:is|may be|might be) (?:for sale|parked|available "
    r"for purchase)|buy this domain|(?:is|has been) parked (?:free|by|courtesy)|"
    r"(?:este )?dominio (?:\S+ )?está (?:en venta|a la venta|aparcado|estacionado)|"
    r"compr[ae]r? este dominio",
    re.IGNORECASE,
)
_MISSING_PATH = re.compile(
    r"/(?:error[-_]?)?(?:404|not[-_]?found|page[-_]?not[-_]?found|no[-_]?encontrad[ao])"
    r"(?:\.\w{2,5})?/?\Z",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(
    r"/(?:log[-_]?in|sign[-_]?in|sso|iniciar[-_]?sesion|acceder|users/sign_in)(?:\.\w{2,5})?(?:/|$)",
    re.IGNORECASE,
)
_ROOT_PATH = re.compile(
    r"/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)
_CHALLENGE_TITLE = re.compile(
    rb"<title[^>]*>\s*(?:just a moment|attention required! \| cloudflare|access denied|"
    rb"are you a robot|verify you are human|ddos-guard|please wait\.\.\.|pardon our interruption|"
    rb"un momento)",
    re.IGNORECASE,
)
PARKING_HOSTS = frozenset(
    {"afternic.com", "bodis.com", "dan.com", "hugedomains.com", "parkingcrew.net", "sedo.com"}
    | {"sedoparking.com", "undeveloped.com", "uniregistry.com", "above.com"}
)
FEW_WORDS = 150


def says_missing(title: str) -> bool:
    """Tell whether a title, or a part of it set off by a bar or dash, is that of a missing page."""
    parts = [title, *_TITLE_PARTS.split(title)]
    return any(_MISSING_TITLE.fullmatch(part.strip()) for part in parts)


def heads_missing(heading: str) -> bool:
    """Tell whether a heading as a whole is that of a missing page."""
    return _MISSING_TITLE.fullmatch(heading.strip()) is not None


def missing_phrase(text: str) -> str | None:
    """Quote the words of a short text that say the page is missing."""
    return _phrase(_MISSING_BODY, text)


def parked_phrase(text: str) -> str | None:
    """Quote the words of a short text that offer the domain for sale."""
    return _phrase(_PARKED_BODY, text)


def is_parking_host(host: str) -> bool:
    """Tell whether a host belongs to a domain seller."""
    return any(host == seller or host.endswith(f".{seller}") for seller in PARKING_HOSTS)


def is_missing_path(path: str) -> bool:
    """Tell whether a path ends in that of an error page."""
    return _MISSING_PATH.search(path) is not None


def is_login_path(path: str) -> bool:
    """Tell whether a path is that of a login page."""
    return _LOGIN_PATH.search(path) is not None


def is_root_path(path: str) -> bool:
    """Tell whether a path is that of a home page, in whatever language."""
    return _ROOT_PATH.fullmatch(path) is not None


def is_challenge(body: bytes) -> bool:
    """Tell whether a page wants to know first whether we are human."""
    return _CHALLENGE_TITLE.search(body[:4096]) is not None


def _phrase(pattern: re.Pattern[str], text: str) -> str | None:
    if len(text.split()) >= FEW_WORDS:
        return None
    found = pattern.search(text)
    return found[0] if found else None
