"""Names of people, places and organisations in a sentence: runs of capitalised words."""

import regex

from newsroom.dates import MONTHS, WEEKDAYS

_WORD = r"\p{Lu}[\p{L}\p{M}\p{N}&'-]*+(?:\.(?=\p{Lu}|\s\p{Lu}))?"
_JOINED = r"(?:\s(?:de(?: l[ao]s?)?|del|of(?: the)?|van|von|der|bin|al)(?=\s\p{Lu}))?"
_RUN = regex.compile(rf"(?<![\p{{L}}\p{{N}}'-]){_WORD}(?:{_JOINED}(?:[\s]|(?<=\.)){_WORD}){{0,6}}")
_FIRST_WORD = regex.compile(r"[\p{L}\p{N}]")
_NO_NAMES = {
    *("I", "A", "The", "In", "On", "At", "But", "And", "If", "It", "El", "La", "Los", "Las"),
    *("En", "Y", "Yo", "Un", "Una", "OK", "Mr", "Mrs"),
    *(word.capitalize() for word in (*MONTHS, *WEEKDAYS)),
}
_MOST = 8
"""Names that are looked at in a sentence."""

Span = tuple[int, int]


def names_in(text: str) -> list[Span]:
    """Find the names of a sentence, as places in code points.

    Every sentence begins with a capital, so its first word is a name only beside another.
    """
    first = _FIRST_WORD.search(text)
    found: list[Span] = []
    for run in _RUN.finditer(text):
        words = run[0].split()
        counted = words[1:] if first and run.start() == first.start() else words
        if any(word.split("'")[0] not in _NO_NAMES for word in counted):
            skipped = len(words[0]) + 1 if words[0] in _NO_NAMES else 0
            found.append((run.start() + skipped, run.end()))
        if len(found) == _MOST:
            break
    return found
