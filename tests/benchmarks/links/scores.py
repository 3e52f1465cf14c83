"""How right the answers are, and the tables that say so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.linkcheck.result import Verdict
from tests.benchmarks.links.mix import Case
from tests.benchmarks.links.race import Result
from tests.benchmarks.markdown import table

BROKEN = frozenset({Verdict.DEAD, Verdict.SUSPECT, Verdict.REFUSED})
"""What a peer that only knows good and bad rightly calls bad; the rest it rightly does not."""


@dataclass(frozen=True)
class Score:
    """Answers held against the labels: how many, how many right, and which were wrong.

    `right_or_not` judges alive or broken, which every contender says; `right` the very verdict.
    `called_dead` counts live or blocked pages called dead.
    """

    answered: int
    right_or_not: float
    right: float
    called_dead: int
    wrong: dict[str, Counter[str]]


def score(cases: Iterable[Case], result: Result) -> Score:
    """Judge a contender's answers; what it did not answer counts for nothing."""
    seen = [(case, result.answers[case.url]) for case in cases if case.url in result.answers]
    wrong: dict[str, Counter[str]] = {}
    right_or_not = dead = 0
    for case, answer in seen:
        right_or_not += _agrees(case, answer)
        dead += answer is Verdict.DEAD and not case.verdicts & BROKEN
        if answer not in case.verdicts:
            wrong.setdefault(case.kind, Counter())[answer] += 1
    answered = len(seen) or 1
    misjudged = sum(counts.total() for counts in wrong.values())
    return Score(
        len(seen),
        100 * right_or_not / answered,
        100 * (1 - misjudged / answered),
        dead,
        wrong,
    )


def _agrees(case: Case, answer: Verdict) -> bool:
    said_broken = answer in BROKEN
    return bool(case.verdicts & BROKEN) if said_broken else bool(case.verdicts - BROKEN)


def speed_table(urls: int, results: Sequence[Result]) -> str:
    """Write the plain scenario's table, in Markdown."""
    head = (
        *("contender", "URLs/s", "CPU-ms a URL", "of it in the main process"),
        *("MB at most", "of it in the main process", "at once a host", "ms between starts"),
    )
    rows = []
    for result in results:
        cost, report = result.cost, result.report
        if not cost or not report:
            rows.append([result.contender.name, result.failure])
            continue
        looked = len(result.answers) or 1
        rows.append(
            [
                result.contender.name + (f" ({looked:,} of {urls:,})" if looked < urls else ""),
                f"{looked / cost.seconds:,.0f}",
                f"{1000 * cost.cpu_s / looked:.2f}",
                f"{1000 * cost.own_cpu_s / looked:.2f}",
                f"{cost.mb:,.0f}",
                f"{cost.own_mb:,.0f}",
                f"{report.most_at_once}",
                f"{1000 * report.shortest_interval_s:,.0f}",
            ]
        )
    return table(head, rows)


def verdict_table(cases: Sequence[Case], results: Sequence[Result]) -> str:
    """Write the mix's table, in Markdown."""
    head = (
        *("contender", "answered", "URLs/s", "MB at most", "alive or not, right"),
        *("verdict right", "live or blocked called dead", "forbidden connections"),
        *("requests before Retry-After was over", "at once a host", "ms between starts"),
        *("robots.txt fetches a host",),
    )
    rows = []
    for result in results:
        cost, report = result.cost, result.report
        if not cost or not report:
            rows.append([result.contender.name, result.failure])
            continue
        judged = score(cases, result)
        rows.append(
            [
                result.contender.name,
                f"{judged.answered:,} of {len(cases):,}",
                f"{judged.answered / cost.seconds:,.0f}",
                f"{cost.mb:,.0f}",
                f"{judged.right_or_not:.2f} %",
                f"{judged.right:.2f} %" if result.contender.is_ours else "–",
                f"{judged.called_dead:,}",
                f"{report.trapped:,}",
                f"{report.too_early:,}",
                f"{report.most_at_once}",
                f"{1000 * report.shortest_interval_s:,.0f}",
                f"{report.most_robots_fetches}",
            ]
        )
    return table(head, rows)


def misjudged(cases: Sequence[Case], result: Result) -> str:
    """Name what a contender of ours got wrong, a line for each kind."""
    wrong = score(cases, result).wrong
    return "\n".join(
        f"- {kind}: " + ", ".join(f"{answer} {count}" for answer, count in counts.most_common())
        for kind, counts in sorted(wrong.items(), key=lambda item: -item[1].total())
    )
