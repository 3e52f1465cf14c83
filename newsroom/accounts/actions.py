"""What is done with people. Rules about roles live here, whoever the door is."""

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.accounts.models import Role, User
from newsroom.audit.trail import record
from newsroom.refusals import NotAllowed

GUARDED = ("role", "is_active", "is_superuser")
TOLD = (*GUARDED, "username", "email", "first_name", "last_name")
"""What the trail names when it was changed; what it says now is on the person's page."""


@transaction.atomic
def save_person(*, by: User, who: User) -> User:
    """Save a new or changed person, and keep ``is_staff`` (may log in) true to the role.

    Raises ``NotAllowed`` when ``by`` may not manage people, changes their own role or activity,
    touches a superuser without being one, or would make one.
    """
    verb = "change_user" if who.pk else "add_user"
    if not (by.is_active and by.has_perm(f"accounts.{verb}")):
        raise NotAllowed(_("Only publishers manage people."))
    # Without the key: whoever puts an act of theirs on record meanwhile does not wait for us.
    rows = User.objects.select_for_update(no_key=True)
    before = rows.filter(pk=who.pk).first() or User()
    if who.is_superuser and not (before.is_superuser or by.is_superuser):
        raise NotAllowed(_("Only a superuser makes a superuser."))
    if before.is_superuser and not by.is_superuser:
        raise NotAllowed(_("Only a superuser changes a superuser."))
    if before.pk:
        # Set by acts of their own: what was read before one of those must not undo it.
        who.password, who.session_round = before.password, before.session_round
    changed = [name for name in TOLD if getattr(before, name) != getattr(who, name)]
    if who.pk == by.pk and not set(changed).isdisjoint(GUARDED):
        raise NotAllowed(_("Nobody changes their own role. Ask a colleague."))
    who.is_staff = who.is_superuser or who.role != Role.NONE
    who.save()
    record(
        actor=by,
        verb="change" if before.pk else "add",
        target=who,
        before=before.role if before.pk else "",
        after=who.role,
        note=", ".join(changed) if before.pk else "",
    )
    return who


@transaction.atomic
def choose_alerts(*, by: User, gets_alerts: bool) -> None:
    """Let people say whether they are written to when something happens to their claims."""
    User.objects.filter(pk=by.pk).update(gets_alerts=gets_alerts)
    record(actor=by, verb="choose alerts", target=by, after="by mail" if gets_alerts else "none")


@transaction.atomic
def choose_settings(*, by: User, language: str, uses_shortcuts: bool) -> None:
    """Let people say in which ``language`` (a code) the desk speaks, and whether keys do things."""
    User.objects.filter(pk=by.pk).update(language=language, uses_shortcuts=uses_shortcuts)
    keys = "with shortcuts" if uses_shortcuts else "without shortcuts"
    record(actor=by, verb="choose settings", target=by, after=f"{language}, {keys}")
