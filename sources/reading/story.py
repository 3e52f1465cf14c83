"""Which lines of a pasted page are the story, and why the others are not."""

from collections.abc import Collection, Sequence

from sources.reading import chrome
from sources.reading.lines import Line
from sources.reading.names import is_about

BEFORE = "before the story"
AFTER = "after the story"
AUTHOR = "about the author or the outlet"
TITLE_AGAIN = "the title again"

_DECK_WORDS = 6
_COST_OF_A_LINE = 2


def story_span(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the first and the last line of the story's prose; all lines where there is none.

    The stretch with most words of prose, each other line in it costing a few: a paragraph of the
    story is found beyond a box of links, a stray sentence of a menu is not.
    """
    best = (0, 0, len(lines) - 1)
    start = score = 0
    for index, line in enumerate(lines):
        if line.is_prose and not chrome.left_out_alone(line):
            if score <= 0:
                start, score = index, 0
            score += line.words
            best = max(best, (score, start, index), key=lambda stretch: stretch[0])
        else:
            score -= 0 if line.is_bullet and line.ends_a_sentence else _COST_OF_A_LINE
    return best[1:]


def find_story(
    lines: Sequence[Line], span: tuple[int, int], title: int | None, names: Collection[str]
) -> list[str]:
    """Return for each line why it is left out, or "" where it is kept.

    `span` is the first and the last line of prose, `title` the headline's index above it; `names`
    are those of the author and the outlets, whose self-descriptions follow a story.
    """
    first, last = span
    reasons = _head(lines[:first], title) + _body(lines[first:], last - first, names)
    if lines[first].is_prose:
        _cut_tail(lines, reasons, first, names)
    if title is not None:
        for index in range(title + 1, len(lines)):
            if lines[index].text == lines[title].text:
                reasons[index] = reasons[index] or TITLE_AGAIN
    return reasons


def _head(head: Sequence[Line], title: int | None) -> list[str]:
    """Keep above the story only its title and the standfirst below it."""
    reasons = []
    for index, line in enumerate(head):
        below_title = title is not None and index > title
        kept = index == title or (below_title and _is_standfirst(line))
        reasons.append("" if kept else chrome.left_out_alone(line) or BEFORE)
    return reasons


def _is_standfirst(line: Line) -> bool:
    """Tell whether a line under the title is a sentence of its own, not a list of categories."""
    if line.is_bullet or chrome.left_out_alone(line) or chrome.ends_story(line):
        return False
    is_list = line.text.count(",") * 6 > line.words
    return not is_list and line.words >= _DECK_WORDS and line.ends_a_sentence


def _body(body: Sequence[Line], last: int, names: Collection[str]) -> list[str]:
    """Walk down the story: a section of links lasts until prose, comments until the end."""
    reasons: list[str] = []
    section = ""
    for index, line in enumerate(body):
        if section == chrome.COMMENTS or chrome.ends_story(line):
            section = chrome.COMMENTS
            reasons.append(section)
        elif alone := chrome.left_out_alone(line):
            reasons.append(alone)
        elif opened := chrome.opens_section(line) or (AUTHOR if line.text in names else ""):
            section = opened
            reasons.append(section)
        elif section and not _goes_on(line, names):
            reasons.append(section)
        else:
            section = ""
            reasons.append("" if index <= last else _after(line, names))
    return reasons


def _goes_on(line: Line, names: Collection[str]) -> bool:
    return line.is_prose and _after(line, names) != AUTHOR


def _after(line: Line, names: Collection[str]) -> str:
    return AUTHOR if any(is_about(line.text, name) for name in names) else AFTER


def _cut_tail(
    lines: Sequence[Line], reasons: list[str], first: int, names: Collection[str]
) -> None:
    """Leave out what follows the story's last paragraph: headings, labels, self-descriptions."""
    for index in range(len(lines) - 1, first, -1):
        if reasons[index]:
            continue
        line, after = lines[index], _after(lines[index], names)
        if after == AFTER and (line.is_prose or line.ends_a_sentence):
            return
        reasons[index] = after
