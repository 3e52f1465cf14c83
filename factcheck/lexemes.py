"""Words as they are searched for: cleaned here, cut to lexemes by PostgreSQL in their language."""

import re
import unicodedata

import regex

CONFIGURATIONS = {
    "ar": "arabic",
    "da": "danish",
    "nl": "dutch",
    "en": "english",
    "fi": "finnish",
    "fr": "french",
    "de": "german",
    "el": "greek",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "es": "spanish",
    "sv": "swedish",
    "tr": "turkish",
}
"""Text search configurations, made by a migration with the prefix ``newsroom_``."""

LONGEST_QUERY = 5_000

# Each pattern begins with what is rare in a text: a look behind comes after it.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S*?(?=\s|$|https?://|pic\.twitter)",
    re.IGNORECASE,
)
_TAG = re.compile(r"[#@]\w+")
_CAMEL = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-Z\d])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])|(?<=\d)(?=[^\W\d_])|_"
)
_ABBREVIATED = re.compile(r"\.(?:(?<=\b[^\W\d_]\.)(?=[^\W\d_]\b)|(?<=\b[^\W\d_]\.[^\W\d_]\.))")
_GROUPED = re.compile(r"\d(?<![\d.,]\d)\d{0,2}([,.\u00a0\u202f ])\d{3}(?:\1\d{3})*(?!\d)")
_JOINED = re.compile(
    r"[-\u2010-\u2013](?:(?=\d)|(?<=\w[-\u2010-\u2013])(?=\w))|/(?<=[^\W\d_]/)(?=[^\W\d_])"
)
_MARKS = regex.compile(r"[^\p{L}\p{M}\p{N}\s\x00-\x7f]")
"""Quotation marks and pictures: some databases take them for letters."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)


def configuration_of(language: str) -> str:
    """Name the configuration for a BCP-47 tag; languages without one are ``simple``."""
    return CONFIGURATIONS.get(language.partition("-")[0].lower(), "simple")


def cleaned(text: str) -> str:
    """Write a text as its words are compared.

    Addresses go, tags are split (``#StopTheSteal`` is three words) and so are joined words
    (``nine-month``), figures are written without separators (``17,000`` is ``17000``),
    abbreviations without dots (``U.S.`` is ``US``), and what nobody sees is dropped.
    """
    text = unicodedata.normalize("NFKC", _UNSEEN.sub(" ", text))
    if "/" in text or "www." in text.lower():
        text = _ADDRESS.sub(" ", text)
    text = _TAG.sub(lambda tag: " ".join(_CAMEL.split(tag[0][1:])), text)
    text = text.replace("\u2019", "'").replace("\u2018", "'")
    text = _ABBREVIATED.sub("", text)
    text = _GROUPED.sub(lambda figure: figure[0].replace(figure[1], ""), text)
    return str(_MARKS.sub(" ", _JOINED.sub(" ", text)))
