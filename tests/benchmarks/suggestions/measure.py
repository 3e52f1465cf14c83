"""How good suggestions are, and how long they take, as tables."""

import time
from collections.abc import Iterable, Mapping, Sequence

from factcheck.suggesting import rank, score_all
from tests.benchmarks.environments import NotInstalled
from tests.benchmarks.markdown import table
from tests.benchmarks.matching.metrics import average_precision, mean
from tests.benchmarks.suggestions.articles import FIRST, Standing, standings
from tests.benchmarks.suggestions.baseline import tfidf_scores
from tests.benchmarks.suggestions.debates import Line, held_out
from tests.sources.reading import seeds

LONG_TEXT = 150_000
"""Code points of an article that is judged well within a second."""


def precision_of(lines: Sequence[Line], scores: Sequence[float]) -> float:
    """Return the average precision (0 to 1) of a debate; of equal scores the first line leads."""
    places = sorted(range(len(lines)), key=lambda place: -scores[place])
    right = {str(place) for place, line in enumerate(lines) if line.is_worth}
    return average_precision([str(place) for place in places], right, len(lines)) if right else 0.0


def scores_of(lines: Sequence[Line]) -> list[float]:
    """Score the sentences of a debate by the product's own scorer."""
    return [one.score for one in score_all([line.text for line in lines])]


def debates_table(debates: Mapping[str, list[Line]]) -> str:
    """Compare on the held-out debates: ours, TF-IDF fitted on the others, length, chance."""
    names = held_out(list(debates))
    kept = [debates[name] for name in names]
    others = [line for name, lines in debates.items() if name not in names for line in lines]
    scores = {
        "these suggestions": [scores_of(lines) for lines in kept],
        "the longest first": [[float(len(line.text)) for line in lines] for lines in kept],
        "as they were spoken": [[0.0] * len(lines) for lines in kept],
    }
    try:
        scores["TF-IDF and logistic regression"] = tfidf_scores(others, kept)
    except NotInstalled as error:
        print(error)
    rows = []
    for name, found in scores.items():
        each = [precision_of(lines, marks) for lines, marks in zip(kept, found, strict=True)]
        rows.append((name, f"{mean(each):.4f}", *(f"{one:.3f}" for one in each)))
    rows.sort(key=lambda row: row[1], reverse=True)
    return table(("ranker", "mean average precision", *names), rows)


def seeds_table() -> str:
    """Say where the claims of the seed articles stand, and what of the traps is among the first."""
    if not seeds.FOLDER.is_dir():
        return f"There are no seed articles to measure on: no folder {seeds.FOLDER}."
    rows = [
        row
        for as_copied, name in ((False, "as read"), (True, "as copied"))
        for row in _seed_rows(standings(as_copied=as_copied), name)
    ]
    head = (
        "article",
        "suggested",
        "claims",
        f"among the first {FIRST}",
        "ranks",
        "traps among them",
    )
    return table(head, rows)


def _seed_rows(found: Iterable[Standing], name: str) -> list[tuple[str, ...]]:
    return [
        (
            f"{one.number} {name}",
            str(one.suggested),
            str(len(one.claims)),
            str(sum(0 < place <= FIRST for place in one.claims.values())),
            ", ".join(str(place) for place in sorted(one.claims.values())),
            str(sum(0 < place <= FIRST for place in one.traps.values())),
        )
        for one in found
    ]


def speed_table(debates: Mapping[str, list[Line]]) -> str:
    """Say how much processor time a long text takes, its sentences found and ranked."""
    words = " ".join(line.text for lines in debates.values() for line in lines)[:LONG_TEXT]
    rank(words[:1000])
    began = time.process_time()
    found = rank(words)
    took = 1000 * (time.process_time() - began)
    row = (f"{len(words):,}", f"{len(found):,}", f"{took:.0f}")
    return table(("characters", "suggested", "CPU-ms"), [row])
