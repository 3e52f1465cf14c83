"""What is done about logins. Rules live here, whoever the door is."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotAllowed
from newsroom.signin.letters import CHANGED, RESET, WELCOME, write_to


@transaction.atomic
def end_sessions(*, by: User, who: User) -> None:
    """End all sessions of ``who``, listed or not: their own, or as a publisher anybody's.

    ``who`` is in the next round then. Whoever ends their own from a page that is to stay open
    renews that one session (``update_session_auth_hash``).
    """
    if by.pk != who.pk:
        _require_management(by, who)
    User.objects.filter(pk=who.pk).update(session_round=F("session_round") + 1)
    for session in UserSession.objects.filter(user=who):
        session.end()
    who.refresh_from_db(fields=["session_round"])
    record(actor=by, verb="end sessions", target=who)


@transaction.atomic
def forget_second_factor(*, by: User, who: User) -> None:
    """Take off the second factor of a colleague who lost it, end their sessions, write to them."""
    if by.pk == who.pk:
        raise NotAllowed(_("Your own second factor is changed under “Second factor”."))
    _require_management(by, who)
    Authenticator.objects.filter(user=who).delete()
    record(actor=by, verb="forget second factor", target=who)
    write_to(who, CHANGED, "forget second factor")
    end_sessions(by=by, who=who)


@transaction.atomic
def welcome(*, by: User, who: User) -> None:
    """Write to a new person, with a link to choose a password, where they have an address."""
    _require_management(by, who)
    if who.email:
        write_to(who, WELCOME)
        record(actor=by, verb="welcome", target=who)


@transaction.atomic
def ask_for_new_password(*, address: str) -> None:
    """Write to whoever has this ``address``. For an address nobody has, the work is the same."""
    people = User.objects.filter(email__iexact=address, is_active=True, is_staff=True)
    found: list[User | None] = [*people]
    for person in found or [None]:
        write_to(person, RESET)


@transaction.atomic
def note_new_password(*, by: User, who: User) -> None:
    """Put on record that ``by`` changed the password of ``who``, and write to whose it is."""
    record(actor=by, verb="change password", target=who)
    write_to(who, CHANGED, "change password")


@transaction.atomic
def note_new_address(*, by: User, who: User, former: str) -> None:
    """Write to the address ``who`` had until ``by`` put another in its place; it had to be one.

    Whoever has the new one can have a new password sent there: nobody else would be told.
    """
    _require_management(by, who)
    if former:
        write_to(who, CHANGED, "change address", former=former)


@transaction.atomic
def forget_sessions() -> int:
    """Remove sessions that have run out, and the addresses and browsers of all that are over."""
    count, _rows = Session.objects.filter(expire_date__lt=Now()).delete()
    live = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=live).delete()
    return count


def may_manage(by: User, who: User) -> bool:
    """Say whether ``by`` looks after the login of ``who``; superusers are left to superusers."""
    allowed = by.is_active and by.has_perm("accounts.change_user")
    return allowed and (by.is_superuser or not who.is_superuser)


def _require_management(by: User, who: User) -> None:
    if not may_manage(by, who):
        raise NotAllowed(_("Only publishers look after logins, and only superusers a superuser's."))
