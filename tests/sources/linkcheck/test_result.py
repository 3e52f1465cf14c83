import json

import pytest

from sources.linkcheck.result import (
    ANSWERED,
    HARD,
    SOFT,
    WALLED,
    LookResult,
    Outcome,
    Verdict,
    verdict_of,
)


def test_every_outcome_belongs_to_one_family_or_none() -> None:
    families = [ANSWERED, HARD, SOFT, WALLED]
    alone = {Outcome.RATE, Outcome.REFUSED, Outcome.CHECKER_FAULT}
    for outcome in Outcome:
        assert sum(outcome in family for family in families) == (outcome not in alone)


@pytest.mark.parametrize(
    ("outcome", "status", "verdict"),
    [
        (Outcome.OK, 200, Verdict.ALIVE),
        (Outcome.NOT_MODIFIED, 304, Verdict.ALIVE),
        (Outcome.TOO_BIG, 200, Verdict.ALIVE),
        (Outcome.GONE, 404, Verdict.DEAD),
        (Outcome.GONE, 410, Verdict.DEAD),
        (Outcome.SOFT_404, 200, Verdict.SUSPECT),
        (Outcome.PARKED, 200, Verdict.SUSPECT),
        (Outcome.TO_ROOT, 200, Verdict.SUSPECT),
        (Outcome.LOOP, 302, Verdict.SUSPECT),
        (Outcome.DNS_NX, None, Verdict.SUSPECT),
        (Outcome.TIMEOUT, None, Verdict.SUSPECT),
        (Outcome.SERVER, 503, Verdict.SUSPECT),
        (Outcome.BLOCKED, 403, Verdict.BLOCKED),
        (Outcome.ROBOTS, None, Verdict.BLOCKED),
        (Outcome.REFUSED, None, Verdict.REFUSED),
        (Outcome.RATE, 429, Verdict.UNKNOWN),
        (Outcome.CHECKER_FAULT, None, Verdict.UNKNOWN),
    ],
)
def test_one_look_is_judged_by_the_table(
    outcome: Outcome, status: int | None, verdict: Verdict
) -> None:
    assert verdict_of(outcome, status) is verdict


def test_a_line_holds_what_the_command_line_promises() -> None:
    result = LookResult(
        url="https://example.org/a",
        final_url="https://example.org/b",
        outcome=Outcome.OK,
        rule="answered",
        status=200,
        elapsed_ms=12,
    )
    assert json.loads(result.as_line()) == {
        "url": "https://example.org/a",
        "verdict": "alive",
        "outcome": "ok",
        "rule": "answered",
        "final_url": "https://example.org/b",
        "status": 200,
        "elapsed_ms": 12,
    }
