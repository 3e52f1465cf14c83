"""What was changed in words that were edited: the numbers and words before, and those now."""

from rapidfuzz.distance import Indel

from sources.linkcheck.words import Words

Span = tuple[int, int]


def changes_between(before: Words, old: Span, now: Words, new: Span) -> tuple[tuple[str, str], ...]:
    """List what each run of changed words was and is now, as written; "" where nothing stood.

    `old` and `new` are spans of the `text` of each.
    """
    olds, news = list(before.between(*old)), list(now.between(*new))
    steps = Indel.opcodes([word for word, _ in olds], [word for word, _ in news])
    changes: list[tuple[str, str]] = []
    gone: list[tuple[str, Span]] = []
    come: list[tuple[str, Span]] = []
    for step in [*steps, None]:
        if step is None or step.tag == "equal":
            if _read(gone) != _read(come):
                changes.append((_as_written(before, gone), _as_written(now, come)))
            gone, come = [], []
        else:
            gone += olds[step.src_start : step.src_end]
            come += news[step.dest_start : step.dest_end]
    return tuple(changes)


def _read(words: list[tuple[str, Span]]) -> str:
    return "".join(word for word, _ in words)


def _as_written(text: Words, words: list[tuple[str, Span]]) -> str:
    if not words:
        return ""
    (_, (start, _)), (_, (_, end)) = words[0], words[-1]
    return text.source[start:end]
