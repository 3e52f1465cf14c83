"""Tables as the benchmarks print them."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; a row that is too short ends in empty cells."""
    whole = [list(head), ["---"] * len(head), *(list(row) for row in rows)]
    filled = [row + [""] * (len(head) - len(row)) for row in whole]
    return "\n".join(f"| {' | '.join(row)} |" for row in filled)
