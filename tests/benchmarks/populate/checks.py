"""How a claim stands in public: its check, with facets and what readers are told of its pages."""

from factcheck.document import canonical
from factcheck.health import overall
from tests.benchmarks.populate.dice import stamp
from tests.benchmarks.populate.drafts import Draft
from tests.benchmarks.populate.rows import Rows, escaped

WITHDRAWAL = "The check rested on a document that proved to be a forgery."


def write_check(
    rows: Rows, draft: Draft, public_id: str, published: list[float], withdrawn: float | None
) -> None:
    """Write the check of a claim whose versions were ``published``, and what it rests on."""
    pages, passages = draft.pages(), draft.passages()
    links, words = [page.state for page in pages], [passage.standing for passage in passages]
    looked = [page.looked or 0 for page in pages]
    state = canonical({"links": links, "passages": words}).decode()
    notice = _notice(draft, withdrawn) if withdrawn else (None, "", None, None)
    rows.add(
        "factcheck.Check", draft.id, public_id, draft.slug, draft.id,
        draft.id * 4 + len(published) - 1, stamp(published[0]), stamp(withdrawn or published[-1]),
        *notice, "", overall(links, words), 2, escaped(state),
        stamp(min(looked)) if all(looked) else None, draft.rating[1]["key"], draft.language,
    )  # fmt: skip
    facets = {
        "claimants": dict.fromkeys(row.speaker.id for row in draft.parts),
        "topics": [topic for topic, _, _ in draft.topics],
        "sources": [article.id for article in draft.articles],
        "links": [page.id for page in pages],
        "passages": [passage.id for passage in passages],
    }
    for name, ids in facets.items():
        rows.add_pairs(f"factcheck.Check.{name}", draft.id * 10, draft.id, ids)


def _notice(draft: Draft, withdrawn: float) -> tuple[str | int | None, ...]:
    """Return when, why and by whom, and who countersigned: two in three are."""
    who = draft.desk
    return stamp(withdrawn), WITHDRAWAL, who.publisher, who.editor if draft.id % 3 else None
