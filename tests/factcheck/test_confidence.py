"""How likely a ranked claim says the same as a text."""

from typing import Any

import pytest

from factcheck.matching.confidence import COMPARED, SURE, confidences
from factcheck.matching.ranking import Ranked

RIVALS = 9


def ranked(score: float, shared: str, said: str = "", **others: Any) -> Ranked:
    known: dict[str, Any] = {
        "nearness": None,
        "coverage": 0.3,
        "of_claim": 0.4,
        "of_summary": 0.4,
    }
    words = frozenset((said or f"{score} {shared}").split())
    return Ranked(
        claim_id=1, score=score, shared=tuple(shared.split()), words=words, **known | others
    )


def among(one: Ranked, *, others: str, many: int = RIVALS, **columns: Any) -> float:
    """Return how sure the first is, ranked before rivals that share these words with the text."""
    rivals = [ranked(1 - place / 100, others, **columns) for place in range(many)]
    return confidences([one, *rivals])[0]


def test_words_that_no_other_claim_shares_say_more_than_those_many_do() -> None:
    one = ranked(1.5, "harbour strike Cadiz")
    own, everybodys = among(one, others="the ministry"), among(one, others="harbour strike")
    assert own > everybodys


def test_a_second_claim_of_the_same_event_takes_nothing_away_from_a_word() -> None:
    one, other = ranked(1.5, "harbour strike Cadiz"), ranked(1.2, "harbour strike Cadiz")
    rivals = [ranked(1 - place / 100, "ministry") for place in range(RIVALS)]
    unlike = ranked(1.2, "ministry tax")
    assert confidences([one, other, *rivals])[0] == confidences([one, unlike, *rivals])[0]


def test_an_event_that_many_checks_of_these_days_are_about_makes_none_of_them_sure() -> None:
    one = ranked(1.5, "harbour strike Cadiz", nearness=1.0)
    quiet, busy = (among(one, others="harbour", nearness=near) for near in (0.0, 1.0))
    assert quiet > busy


def test_the_nearer_in_time_the_surer() -> None:
    sure = [
        among(ranked(1.5, "harbour strike Cadiz", nearness=near), others="harbour", nearness=0.2)
        for near in (0.0, 0.5, 1.0)
    ]
    assert sure == sorted(set(sure))


def test_where_days_are_unknown_it_is_neither_as_near_as_can_be_nor_as_far() -> None:
    far, unknown, near = (
        among(ranked(1.5, "harbour strike Cadiz", nearness=near), others="harbour", nearness=0.2)
        for near in (0.0, None, 1.0)
    )
    assert far < unknown < near


def test_what_was_checked_twice_does_not_stand_in_its_own_way() -> None:
    said = "the dockers of Cadiz went on strike in the harbour"
    twice = [ranked(1.5, "harbour strike Cadiz", said), ranked(1.49, "harbour strike Cadiz", said)]
    others = [ranked(1.4, "harbour strike Cadiz", f"{place}") for place in range(2)]
    lone, *_ = confidences([twice[0], ranked(0.9, "harbour"), ranked(0.9, "Cadiz")])
    assert confidences([*twice, ranked(0.9, "harbour"), ranked(0.9, "Cadiz")])[0] == lone
    assert confidences([twice[0], *others])[0] < lone


def test_it_does_not_depend_on_how_many_more_were_asked_for() -> None:
    rows = [ranked(2 - place / 20, f"harbour word{place}") for place in range(COMPARED)]
    more = [ranked(0.1, "harbour word0 word1", nearness=1.0) for _ in range(RIVALS)]
    assert confidences(rows + more)[:COMPARED] == confidences(rows)


@pytest.mark.parametrize("nearness", [None, 0.0, 1.0])
def test_one_word_in_common_is_never_enough(nearness: float | None) -> None:
    one = ranked(9.0, "harbour", coverage=1.0, of_claim=1.0, of_summary=None, nearness=nearness)
    assert confidences([one]) == [0.0]


def test_a_claim_alone_in_a_small_collection_may_be_sure() -> None:
    one = ranked(2.0, "harbour strike Cadiz", coverage=0.8, of_claim=0.8, of_summary=None)
    assert confidences([one])[0] > SURE
    assert confidences([]) == []
