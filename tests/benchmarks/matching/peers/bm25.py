"""`bm25s` as its documentation sets it up, asked over lines of JSON.

The first line is the list of texts, answered by the size of the index in bytes. Every further one
is `[text, most]`, answered by the places in that list of the best texts. Ends with its input.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

# Installed in the peer's own environment
import bm25s  # type: ignore[import-not-found]
import Stemmer  # type: ignore[import-not-found]

STEMMER = Stemmer.Stemmer("english")


def main() -> None:
    """Build the index and answer."""
    texts = json.loads(sys.stdin.readline())
    retriever = bm25s.BM25()
    retriever.index(_tokens(texts), show_progress=False)
    with tempfile.TemporaryDirectory() as folder:
        retriever.save(folder)
        _say(sum(path.stat().st_size for path in Path(folder).iterdir()))
    for line in sys.stdin:
        text, most = json.loads(line)
        places, scores = retriever.retrieve(
            _tokens(text), k=min(most, len(texts)), show_progress=False
        )
        best = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        _say([place for place, score in best if score > 0])


def _tokens(texts: Any) -> Any:
    return bm25s.tokenize(texts, stopwords="en", stemmer=STEMMER, show_progress=False)


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
