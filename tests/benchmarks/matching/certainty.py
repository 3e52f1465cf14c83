"""How far "this has been checked" can be believed: what was said of many texts, and what was true.

Every text is asked twice, with the claim it repeats in the collection and with that taken out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.markdown import table
from tests.benchmarks.matching.metrics import mean

THRESHOLDS = tuple(percent / 100 for percent in range(50, 100, 5))
BAR = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """The best match for a text: how sure it was (0 to 1; 0 when nothing was found).

    ``is_shown`` if the product takes it for the same claim, ``is_right`` if it is;
    ``was_there`` tells whether the right claim was in the collection.
    """

    confidence: float
    is_shown: bool
    is_right: bool
    was_there: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Of all answers: how many were shown, how many of these right, how many could be right."""

    shown: int
    right: int
    possible: int

    @property
    def precision(self) -> float:
        """The share of what was shown that is right; 1 when nothing was shown."""
        return self.right / self.shown if self.shown else 1.0

    @property
    def recall(self) -> float:
        """The share of the texts whose claim was there that were shown it."""
        return self.right / self.possible if self.possible else 0.0


def judge(answers: Sequence[Answer], least: float | None = None) -> Judged:
    """Count what is shown from a confidence on, or as the product does it."""
    shown = [one for one in answers if (one.is_shown if least is None else one.confidence >= least)]
    possible = sum(one.was_there for one in answers)
    return Judged(len(shown), sum(one.is_right for one in shown), possible)


def thresholds_table(answers: Sequence[Answer]) -> str:
    """Write precision and recall of what is shown, by the product and from each threshold on."""
    head = ("shown from", "precision", "recall", "wrong, claim there", "wrong, claim taken out")
    rows = [_threshold("the product's own", answers, None)]
    rows += [_threshold(f"{least:.2f}", answers, least) for least in THRESHOLDS]
    return table(head, rows)


def _threshold(name: str, answers: Sequence[Answer], least: float | None) -> list[str]:
    pooled = judge(answers, least)
    there = judge([one for one in answers if one.was_there], least)
    wrong, wrong_there = pooled.shown - pooled.right, there.shown - there.right
    return [
        name,
        f"{pooled.precision:.3f}",
        f"{pooled.recall:.3f}",
        f"{wrong_there}",
        f"{wrong - wrong_there}",
    ]


def reliability_table(answers: Sequence[Answer]) -> str:
    """Write how often answers of each tenth of confidence are right, with a bar to look at.

    A bar is as long as the share right; the stroke in it stands where the confidence is.
    """
    rows = []
    for tenth in range(10):
        within = [one for one in answers if min(int(one.confidence * 10), 9) == tenth]
        sure = mean([one.confidence for one in within])
        right = mean([one.is_right for one in within])
        name = f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}"
        known = [f"{sure:.2f}", f"{right:.2f}", _bar(right, sure)] if within else []
        rows.append([name, f"{len(within)}", *known])
    return table(("confidence", "answers", "on average", "share right", ""), rows)


def _bar(share: float, mark: float) -> str:
    filled = round(share * BAR)
    bar = "█" * filled + "·" * (BAR - filled)
    place = min(int(mark * BAR), BAR - 1)
    return f"`{bar[:place]}│{bar[place + 1 :]}`"
