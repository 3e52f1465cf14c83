"""The sentences of a frozen text, ordered by how worth checking they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.suggesting.furniture import furniture
from factcheck.suggesting.scoring import Suggestion, score_all
from factcheck.suggesting.spliced import are_said_whole_nearby
from sources.reading.quote import sentences

WORTH_A_LOOK = 0.04
"""The least score a sentence is suggested with."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence to suggest: its number from 1, its place in code points, its worth and why."""

    number: int
    start: int
    end: int
    suggestion: Suggestion


def rank(text: str, language: str = "en", spans: Sequence[Span] | None = None) -> list[Candidate]:
    """Return the sentences of a text that are worth a look, the best first.

    ``spans`` are the text's sentences where they are known already. Left out are menus, captions,
    headings and what else is no sentence of the story, a sentence said again, and one that only
    splices a few words of another beside it.
    """
    spans = sentences(text, language) if spans is None else spans
    said = [text[start:end] for start, end in spans]
    set_aside = furniture(text, spans) | are_said_whole_nearby(said)
    found: list[Candidate] = []
    seen: set[str] = set()
    judged = zip(spans, said, score_all(said, language), strict=True)
    for number, ((start, end), words, suggestion) in enumerate(judged, 1):
        key = " ".join(words.casefold().split())
        if number - 1 in set_aside or key in seen:
            continue
        seen.add(key)
        if suggestion.score >= WORTH_A_LOOK:
            found.append(Candidate(number, start, end, suggestion))
    return sorted(found, key=lambda one: -one.suggestion.score)
