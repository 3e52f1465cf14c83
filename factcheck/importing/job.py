"""The jobs of an import: bring what is at an address, and work through confirmed rows in turns."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

import structlog
from django.db import OperationalError
from django.utils.translation import gettext as _

from factcheck.actions.importing import (
    confirm_import,
    fail_import,
    fill_import,
    finish_import,
    import_next,
    open_import,
    require_import,
)
from factcheck.importing.files import read_rows, unread_columns
from factcheck.importing.resource import ClaimResource
from factcheck.models import ClaimImport
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.jobs.models import Job
from newsroom.jobs.queue import Store, enqueue
from newsroom.refusals import Refusal
from sources.downloading import download
from sources.linkcheck.address import AddressError, normalise_url

FETCH, ROWS = "factcheck.fetch_import", "factcheck.import_rows"
LONGEST_NAME: int = ClaimImport._meta.get_field("name").max_length or 0
_JOBS: dict[str, str] = {ClaimImport.State.FETCHING: FETCH, ClaimImport.State.RUNNING: ROWS}
"""The jobs that have an import, by its state."""

AT_ONCE = 100
"""So few rows are imported while the person waits."""

TURN_S = 20.0
"""Seconds a job works: far less than its lease, and other jobs get their turn."""


log = structlog.get_logger(__name__)


def open_address(*, by: User, address: str) -> ClaimImport:
    """Ask for the ClaimReview, or the rows, at an address. Raises ``Refusal`` for one that is none.

    A job fetches them; until then the import says so.
    """
    try:
        url = normalise_url(address)
    except AddressError as error:
        raise Refusal(str(error)) from error
    if len(url) > LONGEST_NAME:
        raise Refusal(_("The address is longer than %d characters.") % LONGEST_NAME)
    batch = open_import(by=by, name=url)
    enqueue(kind=FETCH, payload={"batch": batch.pk}, key=str(batch.pk))
    return batch


def fetch(payload: Mapping[str, Any]) -> Store:
    """Do the job: download (slow), and return what stores the rows, or why there are none."""
    batch = ClaimImport.objects.get(pk=payload["batch"])
    try:
        rows = read_rows(download(batch.name))
    except Refusal as refusal:
        problem = str(refusal)
        return lambda: fail_import(batch=batch, problem=problem)
    except Exception:
        # What trips the reader would trip it again: whoever waits is told at once.
        log.exception("import.unreadable", address=batch.name)
        return lambda: fail_import(batch=batch, problem=_("It was fetched but cannot be read."))

    def store() -> None:
        fill_import(batch=batch, rows=rows, unread=unread_columns(rows))

    return store


def start(*, by: User, batch: ClaimImport) -> None:
    """Confirm an import: a few rows are done at once, many, and what is held up, by jobs.

    Raises what the action does.
    """
    batch = confirm_import(by=by, batch=batch)
    try:
        if batch.rows.waiting().count() <= AT_ONCE:
            import_all(batch)
            return
    except OperationalError:
        log.warning("import.held_up", batch=str(batch.public_id), exc_info=True)
    enqueue(kind=ROWS, payload={"batch": batch.pk}, key=str(batch.pk))


def stands_still(batch: ClaimImport) -> bool:
    """Say whether a job should have this import, and none has or is about to. One query."""
    kind = _JOBS.get(batch.state)
    open_states = (Job.State.WAITING, Job.State.LEASED)
    mine = Job.objects.filter(kind=kind, key=str(batch.pk), state__in=open_states)
    return kind is not None and not mine.exists()


def go_on(*, by: User, batch: ClaimImport) -> None:
    """Take up an import whose job was set aside after failing again and again; else do nothing."""
    require_import(by)
    if kind := _JOBS.get(batch.state):
        record(actor=by, verb="go on with an import", target=batch)
        enqueue(kind=kind, payload={"batch": batch.pk}, key=str(batch.pk))


def import_all(batch: ClaimImport) -> None:
    """Work through the rows of a confirmed import, to the end.

    Raises ``OperationalError`` where all is done but what somebody holds up: try again.
    """
    resource, held = ClaimResource(), set[int]()
    while import_next(batch, resource, held):
        pass
    _require_all(batch, held)
    finish_import(batch)


def import_some(payload: Mapping[str, Any]) -> Store:
    """Do the job: work through rows for a while, lot by lot.

    A worker that dies loses the lot it was at, and the next goes on with that one.
    """
    batch = ClaimImport.objects.get(pk=payload["batch"])
    resource, held, until = ClaimResource(), set[int](), monotonic() + TURN_S
    while import_next(batch, resource, held) and monotonic() < until:
        pass
    _require_all(batch, held)

    def store() -> None:
        if batch.rows.waiting().exists():
            enqueue(kind=ROWS, payload={"batch": batch.pk}, key=str(batch.pk))
        else:
            finish_import(batch)

    return store


def _require_all(batch: ClaimImport, held: set[int]) -> None:
    """Raise where only what is held up is left: the queue tries a job again after a while."""
    if held and not batch.rows.waiting().exclude(pk__in=held).exists():
        raise OperationalError("Somebody holds what the last rows need.")
