"""Write down what a look found: the look, the transitions, and the link's new memory."""

import random
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.jobs.queue import enqueue
from sources.bodies import keep_body
from sources.leasing import hold
from sources.linkcheck.result import (
    ANSWERED,
    Access,
    Finding,
    LookResult,
    Outcome,
    PassageState,
)
from sources.linkcheck.schedule import advance, advance_passage
from sources.linkcheck.states import (
    Axis,
    Cadence,
    Content,
    Health,
    LinkState,
    PassageMemory,
    StateChange,
)
from sources.models import Host, Link, Look, Passage, Retrieval, Snapshot, Transition

READ_ARTICLE = "sources.read_article"
LOOKS_KEPT = 20

_PASSAGE_MEMORY = ("state", "changed_since", "confirmed_at", "last_seen_at", "now_reads")
_MEMORY = tuple(name for name in LinkState.__dataclass_fields__)


def state_of(link: Link) -> LinkState:
    """Return the link's memory as the engine's schedule knows it."""
    columns = {name: getattr(link, name) for name in _MEMORY}
    return LinkState(
        **columns
        | {
            "health": Health(link.health),
            "content": Content(link.content),
            "access": Access(link.access),
            "flapped_at": tuple(link.flapped_at),
            "moved_to": link.moved_to or None,
        }
    )


def store_state(link: Link, state: LinkState) -> None:
    """Set the link's columns from ``state``; the caller saves."""
    for name in _MEMORY:
        value = getattr(state, name)
        setattr(link, name, list(value) if isinstance(value, tuple) else value)
    link.moved_to = state.moved_to or ""


@transaction.atomic
def record_look(
    *, host: Host, token: UUID, link_id: int, result: LookResult, now: datetime
) -> bool:
    """Store one look under the lease. Returns False, and stores nothing, when it was lost."""
    if not hold(host, token):
        return False
    link = Link.objects.select_for_update(of=("self",)).get(pk=link_id)
    look = _look(link, result, now)
    passages = _advance_passages(link, look, result, now)
    _advance_link(link, look, result, now, passages)
    _keep_text(link, result)
    _serve_retrieval(link, result)
    link.requested_at = None
    link.save()
    _prune(link)
    return True


def _look(link: Link, result: LookResult, now: datetime) -> Look:
    return Look.objects.create(
        link=link,
        at=now,
        outcome=result.outcome.value,
        rule=result.rule,
        signals=dict(result.signals),
        status=result.status,
        final_url=result.final_url[:2000],
        hops=[{"url": hop.url, "status": hop.status} for hop in result.hops],
        elapsed_ms=result.elapsed_ms,
        content_type=(result.content_type or "")[:200],
        body_sha256=result.body_sha256 or "",
        text_sha256=result.text_sha256 or "",
        likeness=result.likeness,
        findings=[_finding(finding) for finding in result.findings],
    )


def _now_reads(finding: Finding) -> str:
    """Return what stands in place of words that were edited; words that stand read as they did."""
    return finding.exact_now or "" if finding.state is PassageState.EDITED else ""


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "passage": finding.key,
        "state": finding.state.value,
        "now_reads": finding.exact_now or "",
        "likeness": round(finding.likeness, 3),
    }


def _advance_passages(
    link: Link, look: Look, result: LookResult, now: datetime
) -> list[PassageMemory]:
    findings = {finding.key: finding for finding in result.findings}
    memories = []
    for passage in Passage.objects.filter(text__source__link=link).select_for_update(of=("self",)):
        memory = PassageMemory(
            PassageState(passage.state),
            passage.changed_since,
            passage.confirmed_at,
            passage.last_seen_at,
        )
        finding = findings.get(str(passage.public_id))
        if finding is not None:
            memory, change = advance_passage(memory, finding, now, settings.LINKCHECK_PACE)
            passage.state = memory.state.value
            passage.changed_since, passage.confirmed_at = memory.changed_since, memory.confirmed_at
            passage.last_seen_at = memory.last_seen_at
            passage.now_reads = _now_reads(finding)
            # Not the words themselves: the database would look them up in the text again.
            passage.save(update_fields=_PASSAGE_MEMORY)
            if change:
                _transition(link, look, change, passage)
        memories.append(memory)
    return memories


def _advance_link(
    link: Link, look: Look, result: LookResult, now: datetime, passages: list[PassageMemory]
) -> None:
    step = advance(
        state_of(link),
        result,
        now,
        cadence=Cadence(link.cadence),
        watched_since=link.watched_since or now,
        pace=settings.LINKCHECK_PACE,
        random=random.random,
        passages=passages,
    )
    for change in step.changes:
        _transition(link, look, change)
    store_state(link, step.state)
    link.outcome, link.status = result.outcome.value, result.status


def _transition(
    link: Link, look: Look, change: StateChange, passage: Passage | None = None
) -> None:
    Transition.objects.create(
        link=link,
        passage=passage,
        axis=Transition.Axis(Axis(change.axis).value),
        before=str(change.before),
        after=str(change.after),
        rule=change.rule,
        is_confirmed=change.confirmed,
        look=look,
        at=look.at,
    )


def _keep_text(link: Link, result: LookResult) -> None:
    """Keep the page at the baseline and at each text it changes to."""
    if result.outcome not in ANSWERED or result.text is None or result.body is None:
        return
    if link.baseline is None or link.baseline.extractor != (result.extractor or ""):
        link.baseline = _snapshot(link, result, Snapshot.Kind.BASELINE)
        link.etag = (result.etag or "")[:500]
        link.last_modified = (result.last_modified or "")[:100]
        return
    newest = link.snapshots.exclude(kind=Snapshot.Kind.UPLOAD).first()
    if newest is None or newest.text_sha256 != result.text_sha256:
        _snapshot(link, result, Snapshot.Kind.CHANGE)


def _snapshot(link: Link, result: LookResult, kind: Snapshot.Kind) -> Snapshot:
    name, digest = keep_body(result.body or b"")
    return Snapshot.objects.create(
        link=link,
        kind=kind,
        title=(result.title or "")[:500],
        text=result.text or "",
        text_sha256=result.text_sha256 or "",
        body=name,
        body_sha256=digest,
        media_type=(result.content_type or "")[:100],
        extractor=result.extractor or "",
    )


def _serve_retrieval(link: Link, result: LookResult) -> None:
    """Answer an editor who filed the address: read the page in a job, or say what happened."""
    waiting = Retrieval.objects.filter(source__link=link, state=Retrieval.State.WAITING)
    retrieval = waiting.first()
    if retrieval is None:
        return
    if result.outcome in ANSWERED and result.body:
        name, _digest = keep_body(result.body)
        payload = {"retrieval": retrieval.pk, "body": name, "url": result.final_url}
        enqueue(kind=READ_ARTICLE, payload=payload, key=str(retrieval.pk))
        return
    retrieval.state = Retrieval.State.FAILED
    retrieval.note = _("The page could not be fetched (%(outcome)s). Paste its text instead.") % {
        "outcome": _what_happened(result)
    }
    retrieval.save(update_fields=["state", "note"])


def _what_happened(result: LookResult) -> str:
    """Say it as exactly as it is known: “HTTP 404”, or why the address is never looked at."""
    if result.status is not None:
        return f"HTTP {result.status}"
    detail = str(result.signals.get("detail") or "")
    return detail.rstrip(".") if result.outcome is Outcome.REFUSED and detail else result.outcome


def _prune(link: Link) -> None:
    """Keep the last looks, and for ever those that led to a transition."""
    kept = list(link.looks.order_by("-at", "-pk").values_list("pk", flat=True)[:LOOKS_KEPT])
    if len(kept) == LOOKS_KEPT:
        link.looks.exclude(pk__in=kept).filter(transitions__isnull=True).delete()
