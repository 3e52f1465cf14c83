"""How sure is it that a review by others is of the same claim? `python -m tests.benchmarks.alike`.

Claims that others checked are kept as reviews, and each text that repeats one of them is put to
`reviews_like`, as the desk puts the words of a claim. A line a threshold: of the texts, how many
are shown the right review and how many anything at all; of the reviews shown, how many are right.
"""

import sys
from pathlib import Path
from unittest.mock import patch

from tests.benchmarks import scratch
from tests.benchmarks.matching.collection import (
    USUAL,
    Query,
    absent,
    read_claims,
    read_queries,
)

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
COLLECTIONS = {
    "posts, and claims of Snopes": USUAL,
    "sentences of debates, and claims of PolitiFact": USUAL.parent / "debates_2b",
}
AT_ONCE = 500

Shown = list[tuple[float, bool]]
"""Of each review that might be shown, the likest first: how like it is, and if it is right."""


def main() -> int:
    """Measure both collections, and print a table of each. Return 1 where there is none."""
    if nothing := absent(*(folder / "claims.jsonl.gz" for folder in COLLECTIONS.values())):
        print(nothing)
        return 1
    for name, folder in COLLECTIONS.items():
        with scratch.database("alike"):
            right_ids = keep(folder)
            queries = [
                query
                for part in ("train", "dev")
                for query in read_queries(
                    folder / f"{part}.queries.jsonl", folder / f"{part}.qrels.tsv"
                )
            ]
            shown = [likest(query, right_ids) for query in queries]
        print(f"\n{name}: {len(right_ids):,} reviews, {len(queries):,} texts\n")
        print("| threshold | right one shown | anything shown | right among those shown |")
        print("|---:|---:|---:|---:|")
        for threshold in THRESHOLDS:
            print(line(threshold, shown), flush=True)
    return 0


def keep(folder: Path) -> dict[int, str]:
    """Keep the collection's claims as reviews; return the id of the claim of each."""
    from factcheck.actions.following import keep_reviews, open_feed  # noqa: PLC0415 - Django first
    from factcheck.external.rating import Scale  # noqa: PLC0415
    from factcheck.external.review import read_review  # noqa: PLC0415
    from tests.factcheck.external.reviews import review  # noqa: PLC0415
    from tests.factories import publisher  # noqa: PLC0415

    by, scale = publisher(), Scale()
    found: dict[int, str] = {}
    feed = open_feed(by=by, name="collection")
    claims = list(read_claims(folder / "claims.jsonl.gz", None))
    for first in range(0, len(claims), AT_ONCE):
        lot = list(enumerate(claims[first : first + AT_ONCE], start=first))
        given = [review(n, claimReviewed=one.claim or "–", name=one.title) for n, one in lot]
        kept = keep_reviews(by=by, feed=feed, reviews=[read_review(one, scale) for one in given])
        found |= {pk: one.id for (pk, _what), (_n, one) in zip(kept, lot, strict=True)}
    return found


def likest(query: Query, claim_of: dict[int, str]) -> Shown:
    """Return what the desk would show for a text at the lowest threshold."""
    from factcheck.external import alike  # noqa: PLC0415 - Django first

    with patch.object(alike, "ALIKE", min(THRESHOLDS)):
        found = alike.reviews_like(query.text)
    return [(one.likeness, claim_of[one.pk] in query.repeats) for one in found]  # type: ignore[attr-defined]


def line(threshold: float, texts: list[Shown]) -> str:
    """Return the row of a threshold."""
    shown = [[right for like, right in text if like >= threshold] for text in texts]
    told = [right for text in shown for right in text]
    found = sum(any(text) for text in shown) / len(texts)
    some = sum(bool(text) for text in shown) / len(texts)
    precise = sum(told) / len(told) if told else 1.0
    return f"| {threshold} | {found:.3f} | {some:.3f} | {precise:.3f} |"


if __name__ == "__main__":
    sys.exit(main())
