"""Are exports for partners made? For whoever operates this, beside ``newsroom.health``."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck.exporting.keeping import EVERY, next_attempt
from factcheck.models import Export, ExportAttempt
from newsroom.health import answer, unknown


@require_safe
def made(_request: HttpRequest) -> HttpResponse:
    """Answer 503 when exports fail, or nobody makes any. Two queries."""
    try:
        attempts, newest = list(ExportAttempt.objects.all()), Export.objects.first()
    except DatabaseError:
        return unknown()
    # The newest may still be under way.
    if failed := len(attempts) - bool(attempts and not attempts[0].error):
        error = next((one.error for one in attempts if one.error), "")
        return answer(
            f"Exports for partners failed, times in a row: {failed} "
            f"({error or 'the worker was stopped'}). Look for “export.failed” in the log of the "
            f"workers; the next is tried at {next_attempt(attempts):%Y-%m-%d %H:%M} UTC or later.",
            well=False,
        )
    if attempts and attempts[0].at > timezone.now() - EVERY:
        return answer(f"An export was begun at {attempts[0].at:%Y-%m-%d %H:%M} UTC.", well=True)
    is_late = newest is None or newest.made_at < timezone.now() - 2 * EVERY
    told = f"is of {newest.made_at:%Y-%m-%d %H:%M} UTC" if newest else "is still to be made"
    if is_late:
        return answer(
            f"The newest export for partners {told}. Is there a worker for the queue “exports”?",
            well=False,
        )
    return answer(f"The newest export for partners {told}.", well=True)
