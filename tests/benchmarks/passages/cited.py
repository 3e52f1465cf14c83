"""Passages as editors cite them, chosen from a page's text."""

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from sources.linkcheck.result import Quote

CONTEXT = 32
_SENTENCE = re.compile(r"[^\n.!?]{20,}(?:[.,]\d[^\n.!?]*)*[.!?]+[”\"’]?")
_FIGURE = re.compile(r"(?:\w+ )?[$€£]?\d[\d.,]*(?: ?%| \w+)?")
_QUOTED = re.compile(r"[“\"][^”\"\n]{20,200}[”\"]")


def passages_of(text: str, chance: Random) -> Iterator[Quote]:
    """Choose a passage of each kind the text has."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]{80,}", text)]
    sentences = [m.span() for low, high in lines for m in _SENTENCE.finditer(text, low, high)]
    kinds = {
        "sentence": sentences,
        "sentence with a number": [s for s in sentences if re.search(r"\d", text[slice(*s)])],
        "quotation": [m.span() for low, high in lines for m in _QUOTED.finditer(text, low, high)],
        "figure": [m.span() for low, high in lines for m in _FIGURE.finditer(text, low, high)],
        "paragraph": lines,
        "part of a sentence": [(low + (high - low) // 3, high - 1) for low, high in sentences],
        "two paragraphs": [
            (a + (b - a) // 2, c + (d - c) // 2) for (a, b), (c, d) in pairwise(lines) if c == b + 1
        ],
    }
    for kind, spans in kinds.items():
        if spans:
            yield quote_at(text, *chance.choice(spans), key=kind)


def quote_at(text: str, start: int, end: int, key: str) -> Quote:
    """Quote a span, widened to whole words, with its context."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    return Quote(key, text[start:end], before, after, start)
