"""The head of a page, above its story: which lines are its title, its byline and its date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.dates import WRITTEN_DATES, FuzzyDate, from_match
from sources.reading import chrome, daymonth
from sources.reading.article import Finding, Note
from sources.reading.lines import Line
from sources.reading.names import byline_of, is_person

_CRUMBS = re.compile(r"»|(?<=\s)[›>](?=\s)")
_DATE_LABEL_WORDS = 12
_TITLE_WORDS = range(4, 31)
_SHORT_HEAD = 6
_NEAR = 15
_CHANGED = re.compile(r"\b(?:updated|modified|actualizad[oa]|modificad[oa])\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"^\W*(?:published|posted|publicad[oa])\b", re.IGNORECASE)
_LEADING_DATE = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s*[:|–—-]?\s*")


@dataclass(frozen=True, slots=True)
class Clue:
    """A value read from the page, the line it stands in (if one alone) and how it was got."""

    value: str
    line: int | None
    finding: Finding


def _missing(what: str) -> Finding:
    return Finding(Note.CHECK, f"no line of the text looks like {what}")


def find_byline(lines: Sequence[Line], first: int) -> Clue:
    """Find who wrote the story whose first line of prose is `first`."""
    near = range(min(first + 3, len(lines)) - 1, max(0, first - _NEAR) - 1, -1)
    for index in near:
        if names := byline_of(lines[index].text):
            return Clue(names, index, Finding(Note.FOUND, "the text has a byline"))
    for index in near[3:]:
        beside = lines[max(0, index - 1) : index + 2]
        if is_person(lines[index].text) and any(written_date(line.text) for line in beside):
            reason = "a name stands beside the date"
            return Clue(lines[index].text, index, Finding(Note.CHECK, reason))
    return Clue("", None, _missing("a byline"))


def find_title(lines: Sequence[Line], first: int, byline: int | None) -> Clue:
    """Find the headline: told by the comments' heading, a breadcrumb, or its place."""
    head = lines[:first]
    if commented := chrome.comments_on(lines):
        title = _LEADING_DATE.sub("", commented)
        place = next((i for i, line in enumerate(head) if line.text == title), None)
        return Clue(title, place, Finding(Note.FOUND, "the heading of the comments names it"))
    crumbs = [_CRUMBS.split(line.text)[-1].strip() for line in head if _CRUMBS.search(line.text)]
    for index, line in enumerate(head):
        if line.text in crumbs:
            return Clue(line.text, index, Finding(Note.FOUND, "the breadcrumb names it"))
    place = _title_by_place(head, byline)
    if place is None:
        return Clue("", None, _missing("the title"))
    return Clue(head[place].text, place, Finding(Note.CHECK, "the headline above the story"))


def _title_by_place(head: Sequence[Line], byline: int | None) -> int | None:
    """Return the first of the lines that stand together nearest above the byline or the story."""
    near = range(len(head) - 1, max(0, len(head) - _NEAR) - 1, -1)
    dated = next((i for i in near if i and written_date(head[i].text)), None)
    bottom = min(i for i in (byline, dated, len(head)) if i is not None)
    likely = [i for i in range(bottom) if _may_be_title(head[i])]
    likely = likely or [i for i in range(bottom, len(head)) if _may_be_title(head[i])]
    if not likely:
        short = [i for i, line in enumerate(head) if not _is_furniture(line)]
        return short[0] if short and len(head) <= _SHORT_HEAD else None
    top = likely[-1]
    while top - 1 in likely:
        top -= 1
    return top


def _is_furniture(line: Line) -> bool:
    return bool(
        line.is_bullet
        or _CRUMBS.search(line.text)
        or chrome.left_out_alone(line)
        or chrome.opens_section(line)
        or byline_of(line.text)
        or (line.words <= _DATE_LABEL_WORDS and _holds_date(line))
    )


def _holds_date(line: Line) -> bool:
    return written_date(line.text) is not None or daymonth.has_figures(line.text)


def _may_be_title(line: Line) -> bool:
    return line.words in _TITLE_WORDS and not _is_furniture(line)


def written_date(text: str) -> FuzzyDate | None:
    """Return the first date written with the name of its month or in ISO 8601, or None."""
    for pattern in WRITTEN_DATES:
        for match in pattern.finditer(text):
            try:
                return from_match(match)
            except ValueError:
                continue
    return None


def find_date(
    lines: Sequence[Line], first: int, title: Clue, language: str
) -> tuple[FuzzyDate, Finding]:
    """Find when the story was published.

    A date counts between the title and the story, before the title in the comments' heading, or
    after a word such as "Published". A date above the title is the day the page was looked at.
    """
    page = "\n".join(line.text for line in lines)
    if commented := chrome.comments_on(lines):
        date, reason = daymonth.read_figures(commented, page, language)
        if date.value:
            return date, Finding(Note.CHECK, f"read from the heading of the comments: {reason}")
    top = 0 if title.line is None else title.line + 1
    below_title = lines[top:first] if title.line is not None or first <= _SHORT_HEAD else []
    labelled = [line for line in lines[first:] if _PUBLISHED.search(line.text)]
    candidates = [x for x in (*below_title, *labelled) if x.words <= _DATE_LABEL_WORDS]
    for line in sorted(candidates, key=lambda x: bool(_CHANGED.search(x.text))):
        if written := written_date(line.text):
            changed = _CHANGED.search(line.text) is not None
            return written, _dated(certain=title.line is not None and not changed)
        figures, reason = daymonth.read_figures(line.text, page, language)
        if figures.value or reason:
            return figures, Finding(Note.CHECK, reason)
    if any(_holds_date(line) for line in lines[: top or first]):
        return FuzzyDate(), Finding(
            Note.CHECK, "the only date stands above the title: the day the page was looked at"
        )
    return FuzzyDate(), _missing("a date of publication")


def _dated(*, certain: bool) -> Finding:
    if certain:
        return Finding(Note.FOUND, "the date stands between the title and the story")
    return Finding(Note.CHECK, "a date stands near the story; it may be that of a change")
