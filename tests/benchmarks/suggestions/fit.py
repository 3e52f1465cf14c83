"""Fit the weights of the traits: `python -m tests.benchmarks.suggestions.fit`.

Prints what the debates that are not held out say, how often each trait is seen there, and the mean
average precision when each of all debates in turn is left out of the fitting. A person then writes
`factcheck/suggesting/weights.toml`: what debates teach is not all that articles need.
"""

import sys
from collections.abc import Sequence

from factcheck.suggesting import Trait
from factcheck.suggesting.scoring import in_passage
from factcheck.suggesting.traits import signs_of
from tests.benchmarks.markdown import table
from tests.benchmarks.matching.metrics import mean
from tests.benchmarks.suggestions.baseline import ask, tfidf_scores
from tests.benchmarks.suggestions.debates import FOLDER, Line, held_out, read_all
from tests.benchmarks.suggestions.measure import precision_of

STRENGTH = 3.0
TRAITS = tuple(Trait)

Rows = list[list[int]]


def main() -> int:
    """Fit, and print the weights and how well they carry over."""
    debates = read_all()
    if not debates:
        print(f"There is nothing to fit on: no folder {FOLDER}.")
        return 0
    rows = {name: [_row(line) for line in lines] for name, lines in debates.items()}
    earlier = {name: lines for name, lines in debates.items() if name not in held_out(debates)}
    bias, weights = _fit([rows[name] for name in earlier], list(earlier.values()))
    print(f"bias {bias:.2f}\n\n{_weights_table(rows, earlier, weights)}\n")
    ours, theirs = zip(*(_left_out(name, rows, debates) for name in debates), strict=True)
    print(f"Each debate left out in turn: traits {mean(ours):.4f}, TF-IDF {mean(theirs):.4f}")
    return 0


def _row(line: Line) -> list[int]:
    signs = signs_of(line.text)
    return [int(trait in signs) for trait in TRAITS]


def _fit(rows: Sequence[Rows], debates: Sequence[Sequence[Line]]) -> tuple[float, list[float]]:
    fitted = ask(
        "logistic.py",
        {
            "rows": [row for debate in rows for row in debate],
            "labels": [bool(line.is_worth) for debate in debates for line in debate],
            "strength": STRENGTH,
        },
    )
    return fitted["bias"], fitted["weights"]


def _left_out(
    name: str, rows: dict[str, Rows], debates: dict[str, list[Line]]
) -> tuple[float, float]:
    """Return the average precision of a debate, by traits and by TF-IDF fitted on the others."""
    others = [other for other in debates if other != name]
    _bias, weights = _fit([rows[other] for other in others], [debates[other] for other in others])
    worths = [sum(w for w, seen in zip(weights, row, strict=True) if seen) for row in rows[name]]
    ours = [in_passage(worths, place) for place in range(len(worths))]
    flat = [line for other in others for line in debates[other]]
    (theirs,) = tfidf_scores(flat, [debates[name]])
    return precision_of(debates[name], ours), precision_of(debates[name], theirs)


def _weights_table(
    rows: dict[str, Rows], debates: dict[str, list[Line]], weights: Sequence[float]
) -> str:
    pairs = [
        (row, line)
        for name, lines in debates.items()
        for row, line in zip(rows[name], lines, strict=True)
    ]
    found = []
    for place, trait in enumerate(TRAITS):
        seen = [line for row, line in pairs if row[place]]
        worth = sum(bool(line.is_worth) for line in seen)
        share = f"{100 * worth / len(seen):.1f} %" if seen else "–"
        found.append((trait.value, f"{weights[place]:+.2f}", f"{len(seen):,}", share))
    return table(("trait", "weight", "seen", "worth a check"), found)


if __name__ == "__main__":
    sys.exit(main())
