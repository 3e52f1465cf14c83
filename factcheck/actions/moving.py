"""Lock a verdict and move it through the workflow; shared by all the acts."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.models import Claim, Contribution, Verdict
from factcheck.workflow import Move, State, destination
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotReady

UNAPPROVED: dict[str, Any] = {
    "document": None,
    "document_sha256": "",
    "submitted_by": None,
    "submitted_at": None,
    "approved_by": None,
    "approved_at": None,
    "scheduled_for": None,
    "scheduled_by": None,
}


def lock(claim: Claim) -> Verdict:
    """Lock and return the verdict of ``claim``; every act on a claim begins here."""
    return Verdict.objects.select_for_update(of=("self",)).select_related("claim").get(claim=claim)


def check_revision(verdict: Verdict, revision: int | None) -> None:
    """Raise ``Conflict`` when the draft is no longer the one the caller saw."""
    if revision is None or revision == verdict.revision:
        return
    last = verdict.claim.contributions.select_related("person").first()
    raise Conflict(
        _("%(who)s changed this claim while you had it open. Nothing of theirs was overwritten.")
        % {"who": last.person if last else _("Somebody")}
    )


def check_hash(verdict: Verdict, sha256: str) -> None:
    """Raise ``Conflict`` when the document is not the one the caller looked at."""
    if not verdict.document_sha256:
        raise NotReady(_("Nothing is in review or approved. Send the draft for review first."))
    if sha256 != verdict.document_sha256:
        raise Conflict(
            _("The text in review is not the one you looked at. Read it again, then decide.")
        )


def move(verdict: Verdict, verb: Move, *, by: User | None, note: str = "", **changes: Any) -> None:
    """Move the locked ``verdict`` by ``verb`` and record it.

    Raises ``NotReady`` with a sentence when the workflow has no such move.
    """
    before = State(verdict.state)
    after = destination(verb, before)
    if after is None:
        raise NotReady(
            _("This cannot be done now: the verdict is “%(state)s”.") % {"state": before.label}
        )
    for name, value in changes.items():
        setattr(verdict, name, value)
    verdict.state = after
    verdict.changed_at = timezone.now()
    verdict.save(update_fields=["state", "changed_at", *changes])
    record(actor=by, verb=verb.value, target=verdict.claim, before=before, after=after, note=note)


def amend(verdict: Verdict, verb: Move, *, by: User, note: str = "", **changes: Any) -> None:
    """Move, as ``move`` does, because ``by`` changes what readers will see: another approves."""
    move(verdict, verb, by=by, note=note, revision=verdict.revision + 1, **changes)
    Contribution.objects.create(claim=verdict.claim, person=by, revision=verdict.revision)


def extend(verdict: Verdict, verb: str, *, by: User, note: str = "") -> None:
    """Let ``by`` add to a locked ``verdict`` what its next version will show; the state stays.

    Whoever adds to it may not approve that version.
    """
    verdict.revision += 1
    verdict.save(update_fields=["revision"])
    Contribution.objects.create(claim=verdict.claim, person=by, revision=verdict.revision)
    record(actor=by, verb=verb, target=verdict.claim, note=note)
