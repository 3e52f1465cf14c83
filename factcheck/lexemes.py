"""Words as they are searched for: cleaned here, cut to lexemes by PostgreSQL in their language."""

import re
import unicodedata

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

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_TAG = re.compile(r"[#@]\w+")
_CAMEL = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])|(?<=\d)(?=[^\W\d])|_"
)
_THOUSANDS = re.compile(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def configuration_of(language: str) -> str:
    """Name the configuration for a BCP-47 tag; languages without one are ``simple``."""
    return CONFIGURATIONS.get(language.partition("-")[0].lower(), "simple")


def cleaned(text: str) -> str:
    """Write a text as its words are compared.

    Addresses go, tags are split (``#StopTheSteal`` is three words), figures are written without
    separators (``17,000`` is ``17000``) and what nobody sees is dropped.
    """
    text = unicodedata.normalize("NFKC", _UNSEEN.sub(" ", text))
    text = _ADDRESS.sub(" ", text)
    text = _TAG.sub(lambda tag: " ".join(_CAMEL.split(tag[0][1:])), text)
    return _THOUSANDS.sub("", text)
