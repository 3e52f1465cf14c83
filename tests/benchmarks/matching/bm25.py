"""The `bm25s` library as a ranker, in a process and an environment of its own."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.environments import programs_of
from tests.benchmarks.matching.collection import Checked
from tests.benchmarks.matching.rankers import SHOWN, said_in

PEER = Path(__file__).parent / "peers" / "bm25.py"


class Bm25:
    """Ranks claims by asking the other process."""

    def __init__(self, process: "subprocess.Popen[str]", *, with_articles: bool) -> None:
        self._process = process
        self._with_articles = with_articles
        self._ids: list[str] = []

    def build(self, claims: Sequence[Checked]) -> int:
        self._ids = [one.id for one in claims]
        return int(self._say([said_in(one, with_article=self._with_articles) for one in claims]))

    def ask(self, text: str) -> list[str]:
        return [self._ids[place] for place in self._say([text, SHOWN])]

    def _say(self, what: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def bm25(*, with_articles: bool = False) -> Iterator[Bm25]:
    """Run the library's process. Raises ``NotInstalled``."""
    programs = programs_of("bm25s", ("bm25s", "PyStemmer"))
    command = [str(programs / "python"), str(PEER)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Bm25(process, with_articles=with_articles)
