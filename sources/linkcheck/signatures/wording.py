"""Words as signatures compare them: folded, counted, and cut into sentences."""

import re
import unicodedata
from functools import lru_cache

from sources.linkcheck.marks import unpiled

_ONE_SHAPE = {
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4\u0060\u02bc", "'"),
    **dict.fromkeys(
        "\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\u2039\u203a", '"'
    ),
    **dict.fromkeys("\u2010\u2011\u2012", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u0640", ""),
    **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),  # Arabic letters written in two ways
    "\u0649": "\u064a",
    "\u06cc": "\u064a",
    "\u06a9": "\u0643",
    "\u0629": "\u0647",
    "\u0131": "i",
    "\u0142": "l",
    "\u0111": "d",
    "\u00f8": "o",
    "\u00e6": "ae",
}
_ODD = re.compile(f"[{''.join(_ONE_SHAPE)}]")
"""Found and replaced one by one: few letters are odd, and a table would be asked for every one."""
_SPACES = re.compile(r"\s+")
_ACCENTS = re.compile(
    f"[{''.join(chr(code) for code in range(0x10000) if unicodedata.combining(chr(code)))}]+"
)
_SENTENCE = re.compile(r"\n+|(?<=[.!?\u061f\u0964\u06d4]) +|(?<=[\u3002\uff01\uff1f])")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LETTERS_A_WORD = 2
"""Of scripts without spaces; a little more in Thai, a little less in Chinese."""


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Fold case, accents, apostrophes, wide and joined letters: the same words look the same."""
    if text.isascii():
        return _SPACES.sub(" ", text.lower()).strip()
    split = unicodedata.normalize("NFKD", unpiled(_in_one_shape(text).casefold()))
    joined = unicodedata.normalize("NFC", _ACCENTS.sub("", split))
    return _SPACES.sub(" ", _in_one_shape(joined)).strip()


def _in_one_shape(text: str) -> str:
    return _ODD.sub(lambda odd: _ONE_SHAPE[odd[0]], text)


def count_words(text: str) -> int:
    """Count words, in scripts without spaces by their letters."""
    if text.isascii() or not _UNSPACED.search(text):
        return len(text.split())
    spaced, letters = _UNSPACED.subn(" ", text)
    return len(_WORD.findall(spaced)) + letters // _LETTERS_A_WORD


def has_few_words(text: str) -> bool:
    """Tell whether a text has too few words for an article; a long one is not counted out."""
    if len(text) > LETTERS_OF_MANY_WORDS:
        return False
    if text.isascii() or not _UNSPACED.search(text):
        return len(text.split(maxsplit=FEW_WORDS)) < FEW_WORDS
    return count_words(text) < FEW_WORDS


def sentences(text: str) -> list[str]:
    """Cut a text at line ends and full stops, folded; what is too long for a notice is left out."""
    parts = (part for part in _SENTENCE.split(text) if len(part) <= LONGEST_NOTICE)
    return [folded for part in parts if (folded := fold(part))]


def prose_words(text: str) -> int:
    """Count the words that stand in paragraphs; headlines and menus are no prose."""
    counts = (count_words(line) for line in text.split("\n"))
    return sum(count for count in counts if count >= PARAGRAPH)


PARAGRAPH = 20
LONGEST_NOTICE = 400
"""Letters of a sentence."""

FEW_WORDS = 150
LETTERS_OF_MANY_WORDS = 6_000
"""So many letters are no short text, whatever they are: no notice has a word of a thousand."""
