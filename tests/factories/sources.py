"""Articles with frozen text, and links in any state."""

from itertools import count
from typing import Any

from django.utils import timezone

from newsroom.accounts.models import User
from sources import actions
from sources.models import Link, Look, Passage, Source, Transition
from tests.factories.people import reporter

_numbers = count(1)


def link(address: str = "", **columns: Any) -> Link:
    """Make a link; ``columns`` set its state, such as ``health="alive"``."""
    made = actions.ensure_link(address or f"https://news.example.org/{next(_numbers)}")
    Link.objects.filter(pk=made.pk).update(**columns)
    made.refresh_from_db()
    return made


def source(
    text: str, *, by: User | None = None, address: str | None = None, **particulars: Any
) -> Source:
    """File an article and freeze ``text`` as it is. ``address=""`` files it without one."""
    by = by or reporter()
    if address is None:
        address = f"https://press.example.org/articles/{next(_numbers)}"
    particulars.setdefault("title", "An article")
    filed = actions.file_source(
        by=by, address=address, text=text, particulars=actions.Particulars(**particulars)
    )
    retrieval = filed.retrievals.get()
    # The words matter here, not what the reader takes for page chrome.
    retrieval.raw = text
    retrieval.blocks = [{"start": 0, "end": len(text), "kept": True, "reason": ""}]
    retrieval.save()
    actions.accept_text(by=by, retrieval=retrieval)
    return filed


def transition(
    of: Link,
    axis: str,
    after: str,
    *,
    before: str = "",
    passage: Passage | None = None,
    is_confirmed: bool = True,
    rule: str = "test",
) -> Transition:
    """Record that a look changed the state of a link or a passage."""
    look = Look.objects.create(
        link=of, at=timezone.now(), outcome="ok", rule="test", final_url=of.url, elapsed_ms=1
    )
    return Transition.objects.create(
        link=of,
        passage=passage,
        axis=axis,
        before=before,
        after=after,
        rule=rule,
        is_confirmed=is_confirmed,
        look=look,
        at=look.at,
    )
