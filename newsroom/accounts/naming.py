"""In whose name a command works."""

from django.core.management.base import CommandError

from newsroom.accounts.models import Role, User


def person_named(username: str | None) -> User:
    """Return who is active under a name; without one, the first publisher.

    Raises ``CommandError`` with a sentence where there is nobody.
    """
    people = User.objects.filter(is_active=True)
    if username:
        if person := people.filter(username=username).first():
            return person
        raise CommandError(f"Nobody active is called “{username}”.")
    if person := people.filter(role=Role.PUBLISHER).order_by("pk").first():
        return person
    raise CommandError("There is no publisher yet. Say in whose name: --by USERNAME.")
