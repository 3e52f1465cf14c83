"""Somebody leaves the newsroom: the door closes, the work goes on, the name stays."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from factcheck.models import Verdict
from factcheck.workflow import OPEN
from newsroom.accounts.actions import save_person
from newsroom.accounts.models import Role, User
from newsroom.audit.trail import record
from newsroom.refusals import NotReady, Refusal
from newsroom.signin.actions import end_sessions


def work_of(who: User) -> QuerySet[Verdict]:
    """Return the verdicts that ``who`` answers for: assigned, or theirs, undone and nobody's."""
    theirs = Q(claim__created_by=who) | Q(submitted_by=who)
    alone = theirs & Q(assignee__isnull=True, state__in=OPEN)
    return Verdict.objects.filter(Q(assignee=who) | alone)


@transaction.atomic
def leave(*, by: User, who: User, successor: User | None = None) -> int:
    """Close the door behind ``who`` and hand what they answer for to ``successor``, or to nobody.

    They are logged out everywhere and can log in no more; what they did keeps their name. Returns
    how many claims were handed over. Raises ``NotAllowed`` as ``save_person`` does, ``NotReady``
    when they left already, and ``Refusal`` for a successor who could not take it on.
    """
    leaver = User.objects.select_for_update(no_key=True).get(pk=who.pk)
    if not leaver.is_active:
        raise NotReady(_("%s has left already.") % leaver)
    if successor and (successor == leaver or not _can_work(successor)):
        raise Refusal(_("Hand over to a colleague who works here."))
    leaver.is_active = False
    save_person(by=by, who=leaver)
    end_sessions(by=by, who=leaver)
    handed_over = _hand_over(leaver, successor, by=by)
    record(actor=by, verb="see off", target=leaver, after="left", note=str(successor or ""))
    return handed_over


def _can_work(person: User) -> bool:
    return person.is_active and person.role != Role.NONE


def _hand_over(leaver: User, successor: User | None, *, by: User) -> int:
    """Assign their claims, in the order in which everybody locks them; a record for each."""
    rows = work_of(leaver).order_by("claim").select_for_update(of=("self",))
    verdicts = list(rows.select_related("claim"))
    for verdict in verdicts:
        verdict.assignee = successor
        verdict.save(update_fields=["assignee"])
        record(actor=by, verb="assign", target=verdict.claim, note=str(successor or ""))
    return len(verdicts)
