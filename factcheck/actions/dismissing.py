"""Suggestions that are no claims: dismissed for everybody, and brought back."""

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.models import Dismissal
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Refusal
from sources.models import SourceText


@transaction.atomic
def dismiss_suggestion(*, by: User, text: SourceText, start: int, end: int) -> Dismissal:
    """Suggest these words of a frozen text to nobody again; ``start`` and ``end`` are code points.

    What is dismissed already stays as it is, and nothing more is recorded. Raises ``Refusal`` for
    a place the text does not have.
    """
    require(by, Verb.SPLIT)
    if not 0 <= start < end <= len(text.text):
        raise Refusal(_("The text has no such place. Open the workbench again and choose there."))
    dismissal, is_new = Dismissal.objects.get_or_create(
        text=text, start=start, end=end, defaults={"by": by}
    )
    if is_new:
        record(actor=by, verb="dismiss suggestion", target=text.source, note=text.text[start:end])
    return dismissal


@transaction.atomic
def bring_back_suggestion(*, by: User, text: SourceText, start: int, end: int) -> None:
    """Suggest dismissed words again. Where a colleague has done so already, nothing is done."""
    require(by, Verb.SPLIT)
    deleted, _rows = Dismissal.objects.filter(text=text, start=start, end=end).delete()
    if deleted:
        record(
            actor=by, verb="bring back suggestion", target=text.source, note=text.text[start:end]
        )
