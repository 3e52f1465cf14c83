"""The lines of a pasted page, and what the shape of each says about it."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[•·▪●*‣»>–—-]\s|\d{1,2}[.)]\s")
_SENTENCE_END = re.compile(r"(?:[.…]|[.!?…][\"”’»')\]]+|:)$")
_QUESTION_END = re.compile(r"[!?]$")
_CAPTION = re.compile(r"\((?:[^()]{2,60})\)$")

_SENTENCE_WORDS = 8
_PARAGRAPH_WORDS = 25
_QUESTION_WORDS = 15
_WRAPPED_LINES = 2
_WRAPPED_WIDTH = 50


@dataclass(frozen=True)
class Line:
    """A line of the raw text without the white space around it: `raw[start:end] == text`."""

    start: int
    end: int
    text: str
    paragraph: int
    """Number of the paragraph: blank lines lie between one and the next."""

    @cached_property
    def words(self) -> int:
        """Count the words."""
        return len(self.text.split())

    @property
    def is_bullet(self) -> bool:
        """Tell whether the line is an item of a list."""
        return _BULLET.match(self.text) is not None

    @property
    def ends_a_sentence(self) -> bool:
        """Tell whether the line ends as a sentence does; headlines seldom do."""
        return _SENTENCE_END.search(self.text) is not None

    @property
    def is_caption(self) -> bool:
        """Tell whether the line is a picture's caption: a phrase with a credit in brackets."""
        return self.words >= _SENTENCE_WORDS and _CAPTION.search(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """Tell whether the line reads as a paragraph of a story, not as a heading or a menu."""
        if self.is_bullet or self.is_caption:
            return False
        if _QUESTION_END.search(self.text):
            return self.words >= _QUESTION_WORDS
        return self.words >= (_SENTENCE_WORDS if self.ends_a_sentence else _PARAGRAPH_WORDS)


def split_lines(raw: str) -> list[Line]:
    """Return the lines that are not blank, in order; those of a wrapped paragraph are one."""
    lines = _split(raw)
    wrapped = [later for line, later in pairwise(lines) if _is_cut(line, later)]
    begin_small = sum(line.text[0].islower() for line in wrapped)
    if len(wrapped) < _WRAPPED_LINES or begin_small * 2 < len(wrapped):
        return lines
    joined = lines[:1]
    for line, later in pairwise(lines):
        if _is_cut(line, later):
            start, end = joined[-1].start, later.end
            joined[-1] = Line(start, end, raw[start:end], later.paragraph)
        else:
            joined.append(later)
    return joined


def _is_cut(line: Line, later: Line) -> bool:
    """Tell whether a line looks cut in the middle of a sentence that goes on in the next."""
    is_full = len(line.text) >= _WRAPPED_WIDTH and not line.ends_a_sentence
    return is_full and line.paragraph == later.paragraph and not later.is_bullet


def _split(raw: str) -> list[Line]:
    lines: list[Line] = []
    paragraph, last_end = 0, 0
    for match in _LINE.finditer(raw):
        text = match[0].strip()
        if not text:
            continue
        start = match.start() + match[0].index(text)
        paragraph += raw.count("\n", last_end, start) > 1
        last_end = start + len(text)
        lines.append(Line(start, last_end, text, paragraph))
    return lines
