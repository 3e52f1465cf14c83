"""How precise the scores are on debates nothing was fitted on, where the data lie beside us."""

import pytest

from tests.benchmarks.matching.metrics import mean
from tests.benchmarks.suggestions.debates import FOLDER, held_out, read_all
from tests.benchmarks.suggestions.measure import precision_of, scores_of

LEAST = 0.32
"""TF-IDF and a logistic regression have 0.30."""


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there are no debates: no folder {FOLDER}")
def test_held_out_debates_are_ranked_better_than_by_their_words():
    debates = read_all()
    kept = [debates[name] for name in held_out(debates)]
    each = [precision_of(lines, scores_of(lines)) for lines in kept]
    assert mean(each) >= LEAST
