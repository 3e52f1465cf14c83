"""Answers to editors who filed an address and wait for its page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from newsroom.jobs.queue import enqueue
from sources.bodies import keep_body
from sources.linkcheck.incident import SAYS_NOTHING
from sources.linkcheck.result import ANSWERED, Access, LookResult, Outcome
from sources.models import Link, Retrieval
from sources.wording import outcome_words

READ_ARTICLE = "sources.read_article"


def awaited(links: Iterable[int]) -> dict[int, Retrieval]:
    """Return who waits for a page, by link. Costs a query."""
    waiting = Retrieval.objects.waiting_for(links).select_related("source").order_by("pk")
    return {row.source.link_id: row for row in waiting if row.source.link_id}


def serve(retrieval: Retrieval, result: LookResult, *, may_keep: bool) -> None:
    """Have the page read in a job, or say why there is none; wait where a look told nothing."""
    if not may_keep:
        _fail(retrieval, _("A copy of this page was taken down. Paste the article's text instead."))
    elif result.outcome in ANSWERED and result.body:
        name, _digest = keep_body(result.body)
        payload = {
            "retrieval": retrieval.pk,
            "body": name,
            "url": result.final_url,
            "access": result.access or Access.OPEN,
        }
        enqueue(kind=READ_ARTICLE, payload=payload, key=str(retrieval.pk))
    elif result.outcome not in SAYS_NOTHING:
        note = _("The page could not be fetched (%(outcome)s). Paste its text instead.")
        _fail(retrieval, note % {"outcome": _what_happened(result)})


def _fail(retrieval: Retrieval, note: str) -> None:
    retrieval.state, retrieval.note = Retrieval.State.FAILED, note
    retrieval.save(update_fields=["state", "note"])


def _what_happened(result: LookResult) -> str:
    """Say it as exactly as it is known: “HTTP 404: gone”, or why the address is never looked at."""
    detail = str(result.signals.get("detail") or "")
    if result.outcome is Outcome.REFUSED and detail and result.status is None:
        return detail.rstrip(".")
    words = outcome_words(result.outcome)
    if result.access not in {None, Access.OPEN}:
        words = str(Link.Access(result.access).label)
    return words if result.status is None else f"HTTP {result.status}: {words}"
