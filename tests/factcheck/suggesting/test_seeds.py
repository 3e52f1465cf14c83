"""The five seed articles: the claims people split out of them are among the first suggestions."""

import pytest

from tests.benchmarks.suggestions.articles import FIRST, standings
from tests.sources.reading.seeds import NUMBERS, needs_seeds

pytestmark = needs_seeds


@pytest.mark.parametrize("as_copied", [False, True], ids=["as read", "as copied"])
@pytest.mark.parametrize("number", NUMBERS)
def test_every_claim_is_among_the_first_and_no_trap_is(number, as_copied):
    standing = standings(as_copied=as_copied)[int(number)]
    assert standing.claims
    assert {words: rank for words, rank in standing.claims.items() if not 0 < rank <= FIRST} == {}
    assert {words: rank for words, rank in standing.traps.items() if 0 < rank <= FIRST} == {}
