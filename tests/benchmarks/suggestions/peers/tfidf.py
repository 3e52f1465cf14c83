"""TF-IDF of words and pairs of words, and a logistic regression.

Reads one JSON object (`texts` with their `labels` to fit on, `debates` to score) and writes a list
of scores for each debate.
"""

import json
import sys

# Installed in the peer's own environment
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-not-found]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]
from sklearn.pipeline import make_pipeline  # type: ignore[import-not-found]


def main() -> None:
    """Fit and score."""
    given = json.load(sys.stdin)
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(class_weight="balanced", max_iter=1000),
    )
    model.fit(given["texts"], given["labels"])
    scores = [model.predict_proba(debate)[:, 1].tolist() for debate in given["debates"]]
    json.dump(scores, sys.stdout)


if __name__ == "__main__":
    main()
