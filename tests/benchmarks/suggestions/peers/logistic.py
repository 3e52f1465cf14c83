"""The weights of a logistic regression over traits that are there (1) or not (0).

Reads one JSON object (`rows` of zeros and ones with their `labels`, `strength` of the penalty) and
writes the `bias` and the `weights`.
"""

import json
import sys

# Installed in the peer's own environment
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]


def main() -> None:
    """Fit."""
    given = json.load(sys.stdin)
    model = LogisticRegression(C=1 / given["strength"], max_iter=1000)
    model.fit(given["rows"], given["labels"])
    json.dump({"bias": model.intercept_[0], "weights": model.coef_[0].tolist()}, sys.stdout)


if __name__ == "__main__":
    main()
