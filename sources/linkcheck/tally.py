"""What a run of looks came to: a progress bar while it goes on, a table and an exit code after."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tqdm import tqdm

from sources.linkcheck.result import LookResult, Verdict

RULES_SHOWN = 4
INTERRUPTED = 130
"""The exit code a shell expects of a program that was stopped with Ctrl-C."""


@dataclass
class Tally:
    """Counts looks by verdict and rule."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    rules: dict[Verdict, Counter[str]] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def note(self, result: LookResult) -> None:
        """Count one look."""
        self.verdicts[result.verdict] += 1
        self.rules.setdefault(result.verdict, Counter())[result.rule] += 1

    @property
    def exit_code(self) -> int:
        """1 when an address is dead, else 0."""
        return 1 if self.verdicts[Verdict.DEAD] else 0

    def table(self, names: Mapping[Verdict, object] | None = None) -> str:
        """Write a line for every verdict, with the rules that led there most often.

        ``names`` says how the verdicts are called; without it, as in the lines of JSON.
        """
        shown = {verdict: str((names or {}).get(verdict, verdict)) for verdict in Verdict}
        width = max(map(len, shown.values()))
        lines = [self._line(verdict, f"{name:<{width}}") for verdict, name in shown.items()]
        seconds = time.monotonic() - self.began
        looks = self.verdicts.total()
        pace = f", {looks / seconds:,.0f} a second" if looks else ""
        return "\n".join([*lines, f"{looks:,} looked at in {seconds:.1f} s{pace}"])

    def _line(self, verdict: Verdict, name: str) -> str:
        rules = self.rules.get(verdict, Counter())
        named = ", ".join(f"{rule} {count:,}" for rule, count in rules.most_common(RULES_SHOWN))
        others = len(rules) - RULES_SHOWN
        more = f" and {others} more" if others > 0 else ""
        return f"{name} {self.verdicts[verdict]:>7,}  {named}{more}".rstrip()


@contextmanager
def progress_bar(total: int | None) -> Iterator["tqdm[None]"]:
    """Show how far a run is on standard error, if that is a terminal; `update` moves it on."""
    with tqdm(total=total, unit="look", file=sys.stderr, disable=None, dynamic_ncols=True) as bar:
        yield bar
