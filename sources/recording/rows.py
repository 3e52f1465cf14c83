"""Looks and transitions, as rows."""

from datetime import datetime
from typing import Any

from django.db import connection

from sources.linkcheck.drift import LONGEST_READ
from sources.linkcheck.result import Finding, LookResult
from sources.linkcheck.states import StateChange
from sources.models import Link, Look, Passage, Transition

LOOKS_KEPT = 20

_PRUNE = """
    DELETE FROM sources_look WHERE id IN (
        SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY link_id ORDER BY at DESC, id DESC) AS nth
              FROM sources_look WHERE link_id = ANY(%s)
        ) AS looks WHERE nth > %s
    ) AND NOT EXISTS (SELECT FROM sources_transition t WHERE t.look_id = sources_look.id)
"""


def look_row(link: Link, result: LookResult, at: datetime) -> Look:
    """Return the look with everything the judgement rests on, not yet saved."""
    return Look(
        link=link,
        at=at,
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


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "passage": finding.key,
        "state": finding.state.value,
        "now_reads": (finding.exact_now or "")[:LONGEST_READ],
        "likeness": round(finding.likeness, 3),
    }


def transition_row(
    look: Look, change: StateChange, link: Link, passage: Passage | None
) -> Transition:
    """Return the transition that ``look``, a saved one, led to, not yet saved."""
    return Transition(
        link=link,
        passage=passage,
        axis=change.axis.value,
        before=str(change.before),
        after=str(change.after),
        rule=change.rule,
        is_confirmed=change.confirmed,
        look=look,
        at=look.at,
    )


def prune_looks(links: list[int]) -> None:
    """Keep the last looks at each link, and for ever those that led to a transition."""
    with connection.cursor() as cursor:
        cursor.execute(_PRUNE, [links, LOOKS_KEPT])
