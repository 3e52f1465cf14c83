"""What others make of the same sentences, by scikit-learn in an environment of its own."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.environments import programs_of
from tests.benchmarks.suggestions.debates import Line

PEERS = Path(__file__).parent / "peers"


def tfidf_scores(fitted_on: Sequence[Line], debates: Sequence[Sequence[Line]]) -> list[list[float]]:
    """Score debates by TF-IDF and a logistic regression. Raises ``NotInstalled``."""
    request = {
        "texts": [line.text for line in fitted_on],
        "labels": [bool(line.is_worth) for line in fitted_on],
        "debates": [[line.text for line in debate] for debate in debates],
    }
    return ask("tfidf.py", request)  # type: ignore[no-any-return]


def ask(peer: str, request: object) -> Any:
    """Put a request in JSON to a peer's process and return its answer. Raises ``NotInstalled``."""
    programs = programs_of("scikit-learn", ("scikit-learn",))
    command = [str(programs / "python"), str(PEERS / peer)]
    ended = subprocess.run(
        command, input=json.dumps(request), capture_output=True, text=True, check=True
    )
    return json.loads(ended.stdout)
