"""Are we well? Addresses for whoever operates this; each answers in a plain sentence.

``/healthz`` says that the web process lives, ``/readyz`` that it can serve (the database
answers, every migration is applied), ``/healthz/worker`` that messages still reach a worker that
works: alive but consuming nothing is a known failure. ``/healthz/exports`` is an app's.
"""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from newsroom.jobs.models import Heartbeat

SILENCE = {"worker": timedelta(minutes=2), "links": timedelta(minutes=5)}
"""How long each heart may be silent. A batch of links takes a minute; its worker is busy then."""

NAMES = {"worker": "worker", "links": "worker of the queue “links”"}


def answer(sentence: str, *, well: bool) -> HttpResponse:
    """Answer with a sentence: 200, or 503 where something is to be done."""
    return HttpResponse(
        f"{sentence}\n",
        status=200 if well else 503,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def unknown() -> HttpResponse:
    """Answer where only the database knows, and it does not answer."""
    return answer("The database does not answer, so nobody knows.", well=False)


@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer as long as the process does; touches nothing else."""
    return answer("The web process is alive.", well=True)


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when readers and editors can be served, else 503 with the reason."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return answer("The database does not answer.", well=False)
    if waiting:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in waiting)
        return answer(f"Migrations wait to be applied: {names}.", well=False)
    return answer("The database answers and every migration is applied.", well=True)


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Answer 503 when no message came through the queues for some minutes. One query."""
    try:
        beats = Heartbeat.objects.annotate(silent=Now() - F("at"))
        silent = dict(beats.values_list("name", "silent"))
    except DatabaseError:
        return unknown()
    for name, allowed in SILENCE.items():
        if name not in silent:
            sentence = f"No {NAMES[name]} has ever shown life. Start it, and beat."
            return answer(sentence, well=False)
        if silent[name] > allowed:
            return answer(
                f"No message has come to a {NAMES[name]} for {_seconds(silent[name])} seconds. "
                "Look at the broker, beat and the workers.",
                well=False,
            )
    seconds = _seconds(silent["worker"])
    return answer(f"A message came through the queue {seconds} seconds ago.", well=True)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
