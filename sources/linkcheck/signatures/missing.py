"""What missing pages say of themselves, told from what articles say of them."""

import re
from functools import lru_cache
from typing import NamedTuple

from sources.linkcheck.signatures import phrases
from sources.linkcheck.signatures.wording import (
    FEW_WORDS,
    LETTERS_OF_MANY_WORDS,
    count_words,
    fold,
    has_few_words,
    prose_words,
    sentences,
)

_SEPARATOR = re.compile(
    r"\s*(?:[|\u00bb\u00ab\u00b7\u2022\u2014\u2013\uff5c\u203a<>/\uff1a\u30fb_]|::|\s-\s)\s*"
)
_QUOTED = re.compile("\u00ab([^\u00ab\u00bb]+)\u00bb")
_ERROR = re.compile(r"\b(?:404|410)")
LONGEST_TITLE = 300
LONGEST_SENTENCE = 30
"""Words; whoever explains at more length tells a story."""

LONGEST_NOTICE = 25
NEAR = 50
"""Letters between a thing and what is said of it."""


def parts_of(title: str) -> list[str]:
    """Fold a title as a whole, then each part of it set off by a bar, a dash or the like.

    What a headline quotes is no part of it.
    """
    whole = title[:LONGEST_TITLE]
    if not _QUOTED.fullmatch(whole):
        whole = _QUOTED.sub(r'"\1"', whole)
    return [part for part in map(fold, [whole, *_SEPARATOR.split(whole)]) if part]


class Heading(NamedTuple):
    """What a title or heading says: that a page is missing, or no more than an error number."""

    says_missing: bool
    is_number: bool


@lru_cache(maxsize=256)
def heading(title: str) -> Heading:
    """Read a title or heading, and each part of it set off by a bar or dash."""
    parts = parts_of(title)
    return Heading(
        any(_is_missing(part) for part in parts),
        any(phrases.number().fullmatch(part) for part in parts),
    )


def is_only_a_number(title: str) -> bool:
    """Tell whether a title as a whole is an error number."""
    return bool(title) and phrases.number().fullmatch(fold(title[:LONGEST_TITLE])) is not None


def is_quoted_in(title: str, other: str) -> bool:
    """Tell whether another title holds what this one says, and more: then it is a headline."""
    whole = fold(other[:LONGEST_TITLE])
    said = [part for part in parts_of(title) if _is_missing(part)]
    longer = any(part in whole and part != whole for part in said)
    return longer and not heading(other).says_missing


def speaks_of_number(title: str) -> bool:
    """Tell whether a title has an error number among words of its own, as a headline does."""
    return _ERROR.search(fold(title[:LONGEST_TITLE])) is not None and not any(heading(title))


def missing_phrase(text: str) -> str | None:
    """Quote the sentence of a short text that says the page is missing."""
    if not has_few_words(text):
        return None
    for sentence in sentences(text):
        if _is_missing(sentence) or _says_gone(sentence):
            return sentence[:200]
    return None


def found_nothing(text: str) -> str | None:
    """Quote the sentence that says a search or a section has come up empty.

    It stands at the beginning; headlines that are offered instead may follow, but no prose.
    """
    if prose_words(text) >= FEW_WORDS:
        return None
    nothing, beginning = phrases.anywhere("nothing"), text[:LETTERS_OF_MANY_WORDS]
    return next((said[:200] for said in sentences(beginning) if nothing.search(said)), None)


def bare_notice(line: str) -> str | None:
    """Quote a sentence of a short line that says of a page, in whatever order, that it is lost."""
    if count_words(line) > LONGEST_NOTICE:
        return None
    for said in sentences(line):
        if '"' not in said and _says_lost(said):
            return said[:200]
    return None


def _says_lost(said: str) -> bool:
    """Tell whether a page is spoken of, and that it is lost, in one breath."""
    around = (
        said[max(0, thing.start() - NEAR) : thing.end() + NEAR]
        for thing in phrases.anywhere("things").finditer(said)
    )
    return any(phrases.anywhere("lost").search(words) for words in around)


def _is_missing(words: str) -> bool:
    return phrases.whole("missing").fullmatch(words) is not None


def _says_gone(sentence: str) -> bool:
    told = '"' in sentence or count_words(sentence) > LONGEST_SENTENCE
    if told:
        return False
    return any(said.match(sentence) for said in (phrases.opening("gone"), phrases.absent()))
