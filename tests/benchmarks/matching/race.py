"""One run of all rankers over one collection, and the table of how they did."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field

from tests.benchmarks.environments import NotInstalled
from tests.benchmarks.markdown import table
from tests.benchmarks.matching.bm25 import bm25
from tests.benchmarks.matching.collection import Checked, Query
from tests.benchmarks.matching.metrics import (
    average_precision,
    give_or_take,
    mean,
    percentile,
    recall,
    reciprocal_rank,
)
from tests.benchmarks.matching.rankers import Cleaned, FullText, Matcher, Ranker, Trigrams

OURS = "this matcher"
MEGABYTE = 1 << 20


@dataclass
class Outcome:
    """How a ranker did: what it answered and how many milliseconds each answer took.

    ``failure`` says why it did not run at all.
    """

    name: str
    build_s: float = 0.0
    bytes: int = 0
    answers: list[list[str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    failure: str = ""


Entrance = Callable[[], AbstractContextManager[Ranker]]


def contenders(keys: Sequence[int], *, with_articles: bool) -> dict[str, Entrance]:
    """Name who takes part; where there are articles, the others with and without them."""
    found: dict[str, Entrance] = {
        OURS: lambda: nullcontext(Matcher(keys)),
        f"{OURS}, days of checks unknown": lambda: nullcontext(Matcher(keys, dated=False)),
        "bm25s": bm25,
        "bm25s, words cleaned as ours": _cleaned_bm25,
        "full text, any word, `ts_rank`": lambda: nullcontext(FullText("any")),
        "full text, any word, cleaned as ours": lambda: nullcontext(
            Cleaned(FullText("any_cleaned"))
        ),
        "full text, all words": lambda: nullcontext(FullText("all", of_all=True)),
        "trigrams, `<->`": lambda: nullcontext(Trigrams()),
    }
    if with_articles:
        found |= {
            "bm25s, articles too": lambda: bm25(with_articles=True),
            "full text, any word, articles too": lambda: nullcontext(
                FullText("any_article", with_articles=True)
            ),
            "full text, all words, articles too": lambda: nullcontext(
                FullText("all_article", of_all=True, with_articles=True)
            ),
        }
    return found


@contextmanager
def _cleaned_bm25() -> Iterator[Ranker]:
    with bm25() as ranker:
        yield Cleaned(ranker)


def race(
    entrances: dict[str, Entrance], claims: Sequence[Checked], queries: Sequence[Query]
) -> list[Outcome]:
    """Let all build their index, then put each query to all, one after the other.

    Whatever else the machine does then slows all of them alike.
    """
    outcomes = {name: Outcome(name) for name in entrances}
    with ExitStack() as stack:
        running = {}
        for name, entrance in entrances.items():
            try:
                running[name] = stack.enter_context(entrance())
            except NotInstalled as error:
                outcomes[name].failure = str(error)
        for name, ranker in running.items():
            began = time.monotonic()
            outcomes[name].bytes = ranker.build(claims)
            outcomes[name].build_s = time.monotonic() - began
            ranker.ask(queries[0].text)  # what only the first pays is not counted
        for query in queries:
            for name, ranker in running.items():
                began = time.perf_counter()
                answer = ranker.ask(query.text)
                outcomes[name].times.append(1000 * (time.perf_counter() - began))
                outcomes[name].answers.append(answer)
    return list(outcomes.values())


def results_table(queries: Sequence[Query], outcomes: Sequence[Outcome]) -> str:
    """Write what came of a race, in Markdown."""
    head = (
        *("ranker", "MAP@5", "±", "recall@5", "reciprocal rank"),
        *("s to build", "MB", "p50 ms", "p95 ms"),
    )
    return table(head, [_row(queries, outcome) for outcome in outcomes])


def _row(queries: Sequence[Query], outcome: Outcome) -> list[str]:
    if outcome.failure:
        return [outcome.name, outcome.failure]
    pairs = [
        (answer, query.repeats) for answer, query in zip(outcome.answers, queries, strict=True)
    ]
    precisions = [average_precision(*pair) for pair in pairs]
    return [
        outcome.name,
        f"{mean(precisions):.3f}",
        f"{give_or_take(precisions):.3f}",
        f"{mean([recall(*pair) for pair in pairs]):.3f}",
        f"{mean([reciprocal_rank(*pair) for pair in pairs]):.3f}",
        f"{outcome.build_s:.1f}",
        f"{outcome.bytes / MEGABYTE:.1f}",
        f"{percentile(outcome.times, 50):.1f}",
        f"{percentile(outcome.times, 95):.1f}",
    ]
