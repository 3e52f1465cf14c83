"""The phrase tables, a file a language, compiled to one pattern for each kind of phrase.

A phrase is written as people read it: `(a|b)` is one of several, `[a|b]` one or none of them, `*`
the name of a domain. It is
matched against a whole title, heading or sentence, never within one: an article about missing
pages is alive.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sources.linkcheck.signatures.wording import fold

_TABLES = Path(__file__).parent / "languages"
_NUMBER = (
    r"(?:https?[ /-])?(?:error|code|status|erreur|fehler|erro|errore|blad|chyba|hata)?"
    r"[ :#-]{0,5}(?:404|410)"
)
_BETWEEN = r"[^\w\"']{0,20}"
_LEADS = "{0,4}"
"""How often words may lead up to a phrase. Without bounds a hostile title took for ever."""

_END = r"(?![^\W\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af])"
"""No letter follows; in scripts without spaces any letter may."""
_BEGINS = r"(?<![^\W\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af])"
_DOMAIN = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_CHOICE = re.compile(r"(?P<before> ?)\[(?P<maybe>[^\]]+)\](?P<after> ?)|\((?P<one>[^)]+)\)")


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """Collect the words of a kind from every language's table, as they are written there."""
    return tuple(dict.fromkeys(word for table in _tables() for word in table.get(kind, ())))


@cache
def _tables() -> tuple[dict[str, list[str]], ...]:
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in sorted(_TABLES.glob("*.toml")))


def compile_all() -> None:
    """Compile every pattern now: it takes a second, in which a loop that fetches would stall."""
    for kind in ("missing", "idle", "challenge", "login", "maintenance"):
        whole(kind)
    for kind in ("gone", "region"):
        opening(kind)
    within("parked")
    for kind in ("nothing", "things", "lost"):
        anywhere(kind)
    absent()
    number()


@cache
def whole(kind: str) -> re.Pattern[str]:
    """Compile phrases of a kind as a whole title or sentence, with what may stand around them."""
    lead = _any([*map(pattern_of, words_of("lead")), _NUMBER])
    phrase = _any(map(pattern_of, words_of(kind)))
    around = rf"(?:{lead}{_BETWEEN}){_LEADS}"
    return re.compile(rf"{_BETWEEN}{around}{phrase}{_BETWEEN}(?:{_NUMBER}{_BETWEEN})?")


@cache
def opening(kind: str) -> re.Pattern[str]:
    """Compile phrases of a kind as the beginning of a sentence."""
    lead = _any([*map(pattern_of, words_of("lead")), _NUMBER])
    phrase = _any(map(pattern_of, words_of(kind)))
    return re.compile(rf"{_BETWEEN}(?:{lead}{_BETWEEN}){_LEADS}(?P<phrase>{phrase}){_END}")


@cache
def within(kind: str) -> re.Pattern[str]:
    """Compile phrases of a kind wherever they stand."""
    return re.compile(rf"(?:\b|(?<=\W)|^){_any(map(pattern_of, words_of(kind)))}{_END}")


@cache
def anywhere(kind: str) -> re.Pattern[str]:
    """Compile phrases of a kind wherever they stand, in scripts without spaces after any letter."""
    return re.compile(rf"{_BEGINS}{_any(map(pattern_of, words_of(kind)))}{_END}")


@cache
def number() -> re.Pattern[str]:
    """Compile an error number as a whole title, with the words for an error around it."""
    error = rf"(?:{_any([*map(pattern_of, words_of('lead')), 'http', 'page'])}{_BETWEEN}){_LEADS}"
    return re.compile(rf"{_BETWEEN}{error}{_NUMBER}{_BETWEEN}{error}")


@cache
def absent() -> re.Pattern[str]:
    """Compile the beginning of a sentence that says of a page that it is not there."""
    lead, subject, absent = (
        _any(map(pattern_of, words_of(kind))) for kind in ("lead", "subjects", "absent")
    )
    gap = r"[^\":\uff1a]{0,60}?(?:\b|(?<=\W)|(?<=[\u0e00-\u0eff\u3040-\u9fff]))"
    ends = rf"{_END}(?! ?[:\uff1a\u7684])"  # what goes on with a colon is a headline
    leads = rf"(?:{lead}{_BETWEEN}){_LEADS}"
    return re.compile(rf"{_BETWEEN}{leads}{subject}{_END}{gap}{absent}{ends}")


def pattern_of(phrase: str) -> str:
    """Write a phrase of the tables as a regular expression for folded text."""
    parts, done = [], 0
    for choice in _CHOICE.finditer(phrase):
        parts += [_escaped(phrase[done : choice.start()]), _chosen(choice)]
        done = choice.end()
    return "".join([*parts, _escaped(phrase[done:])])


def _chosen(choice: re.Match[str]) -> str:
    if choice["one"]:
        return _any(map(_escaped, choice["one"].split("|")))
    maybe = _any(_escaped(word) for word in choice["maybe"].split("|"))
    if choice["after"]:
        return f"{choice['before']}(?:{maybe} )?"
    return f"(?:{choice['before']}{maybe})?"


def _escaped(words: str) -> str:
    inner = re.escape(fold(words)).replace(r"\ ", " ").replace(r"\*", _DOMAIN)
    return (" " if words[:1] == " " else "") + inner + (" " if words[-1:] == " " and inner else "")


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"
