"""One transaction a host: everything that a round of looks at it has found."""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from sources import archiving
from sources.alerting import alert_on
from sources.leasing import hold
from sources.linkcheck.result import SOFT, WALLED, LookResult, Outcome
from sources.linkcheck.schedule import advance
from sources.linkcheck.states import Cadence, StateChange
from sources.models import Host, Link, Look, Passage, Transition
from sources.recording.copies import Copies
from sources.recording.memory import LINK_MEMORY, state_of, store_state
from sources.recording.passages import Words
from sources.recording.retrievals import awaited, serve
from sources.recording.rows import look_row, prune_looks, transition_row

CHANGED_COLUMNS = (
    *LINK_MEMORY,
    *("requested_at", "outcome", "status", "etag", "last_modified", "baseline_id"),
)
_UPDATE = f"""
    UPDATE sources_link
       SET {", ".join(f"{column} = seen.{column}" for column in CHANGED_COLUMNS)}
      FROM jsonb_populate_recordset(NULL::sources_link, %s) AS seen
     WHERE sources_link.id = seen.id
"""  # noqa: S608 - only names of columns are put in

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """A look that was taken: at which link, what it found, and when (the database's time).

    What editors asked for after ``planned_at``, or ``at`` where none is given, came too late.
    """

    link_id: int
    result: LookResult
    at: datetime
    planned_at: datetime | None = None


def record_looks(
    *, host: Host, token: UUID, seen: Sequence[Seen], in_incident: bool = False
) -> bool:
    """Store looks at one host under its lease. Returns False, storing nothing, when it was lost.

    In an incident of the host its failures are noted and count for nothing. What the database
    refuses is noted as our own fault; the host's other looks are stored all the same. A row that
    somebody else holds is waited for twice; then ``OperationalError`` is raised.
    """
    try:
        try:
            return _record(host, token, seen, in_incident=in_incident)
        except OperationalError:
            log.warning("check.recorded_again", host=host.key)
            return _record(host, token, seen, in_incident=in_incident)
    except (DataError, IntegrityError, UnicodeError) as error:
        if len(seen) > 1:
            return all(
                record_looks(host=host, token=token, seen=[one], in_incident=in_incident)
                for one in seen
            )
        # It would be refused again: the page waits for its next look.
        log.exception("check.not_recorded", url=seen[0].result.url)
        return _record(host, token, [_fault(seen[0], error)], in_incident=in_incident)


def _fault(seen: Seen, error: Exception) -> Seen:
    url, detail = seen.result.url, {"detail": repr(error)[:500].replace("\\x00", "")}
    fault = LookResult(url, Outcome.CHECKER_FAULT, "not-recorded", url, detail)
    return replace(seen, result=fault)


@transaction.atomic
def _record(host: Host, token: UUID, seen: Sequence[Seen], *, in_incident: bool) -> bool:
    if not hold(host, token):
        return False
    links = _lock({one.link_id for one in seen})
    copies, words, waiting = Copies(links), Words(links), awaited(links)
    looks, changes = [], []
    for one in seen:
        if link := links.get(one.link_id):
            look = look_row(link, one.result, one.at)
            frozen = in_incident and one.result.outcome in SOFT | WALLED
            looks.append(look)
            changes += [(look, *change) for change in _advance(link, one, words, frozen=frozen)]
            copies.take(link, one.result)
            retrieval = waiting.get(link.pk)
            if retrieval and retrieval.created_at <= (one.planned_at or one.at):
                serve(retrieval, one.result, may_keep=copies.may_keep(link))
    copies.save()
    words.save()
    _save(links.values())
    Look.objects.bulk_create(looks)
    _tell([transition_row(*change) for change in changes])
    archiving.follow(links.values())
    prune_looks(list(links))
    return True


def _lock(ids: set[int]) -> dict[int, Link]:
    links = Link.objects.filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk")
    return {link.pk: link for link in links.select_related("baseline").defer("baseline__text")}


def _advance(
    link: Link, seen: Seen, words: Words, *, frozen: bool
) -> list[tuple[StateChange, Link, Passage | None]]:
    """Take one look into the memory of a link and its passages; return what changed."""
    memories, changed_words = words.advance(link, seen.result, seen.at)
    step = advance(
        state_of(link),
        seen.result,
        seen.at,
        cadence=Cadence(link.cadence),
        watched_since=link.watched_since or seen.at,
        pace=settings.LINKCHECK_PACE,
        random=random.random,
        passages=memories,
        frozen=frozen,
    )
    store_state(link, step.state)
    link.outcome, link.status = seen.result.outcome.value, seen.result.status
    if link.requested_at and link.requested_at <= (seen.planned_at or seen.at):
        link.requested_at = None
    of_words = [(change, link, passage) for change, passage in changed_words]
    return [*of_words, *((change, link, None) for change in step.changes)]


def _save(links: Iterable[Link]) -> None:
    """Update the links from one JSON text: Django's own bulk statements take longer to write."""
    rows = [
        {"id": link.pk} | {name: getattr(link, name) for name in CHANGED_COLUMNS} for link in links
    ]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [json.dumps(rows, default=str)])


def _tell(transitions: list[Transition]) -> None:
    """Store transitions, and alert of those that matter to anybody."""
    Transition.objects.bulk_create(transitions)
    for change in transitions:
        if change.before != Link.Health.NEW or change.after != Link.Health.ALIVE:
            state = state_of(change.link)
            alert_on([change], is_flapping=state.is_flapping(change.at, settings.LINKCHECK_PACE))
