"""What stands in a text beside the sentences of a story: menus, captions, headings, bylines."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from sources.reading.lines import Line, split_lines
from sources.reading.story import find_story

_ENDS = re.compile(r"[.!?…:;][\"”’»')\]]*$")

Span = tuple[int, int]


def furniture(text: str, spans: Sequence[Span]) -> set[int]:
    """Return which of the sentences (by their place among ``spans``, from 0) are no statement."""
    lines = split_lines(text)
    if not lines:
        return set()
    reasons = find_story(lines, (0, len(lines) - 1), None, ())
    begins = [line.start for line in lines]
    lines_of = (max(bisect_right(begins, start) - 1, 0) for start, _end in spans)
    return {
        index
        for index, ((start, end), line) in enumerate(zip(spans, lines_of, strict=True))
        if reasons[line] or _is_label(lines[line], text[start:end])
    }


def _is_label(line: Line, sentence: str) -> bool:
    """Tell whether a sentence is an item of a list, or does not end as sentences do."""
    return not _ENDS.search(sentence) and (line.is_bullet or line.text.endswith(sentence))
