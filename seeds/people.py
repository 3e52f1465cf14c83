"""The three people who load the seeds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from newsroom.accounts.models import Role, User
from newsroom.refusals import Refusal

PASSWORD = "newsroom-demo"  # noqa: S105 - the demo's, printed for everybody to see


@dataclass(frozen=True)
class People:
    """Whoever drafts, whoever approves, whoever publishes: three, because of the four eyes."""

    reporter: User
    editor: User
    publisher: User


def demo_people() -> People:
    """Return the demo's people, made where they are missing.

    Raises ``Refusal`` where a well-known password would be a hole in the wall.
    """
    if not settings.DEMO_LOGINS:
        raise Refusal(
            "Here the demo's logins are not made: everybody knows their password. Name three "
            "people of your own who will have loaded the seeds: --people REPORTER EDITOR PUBLISHER."
        )
    return People(*(_demo_person(role) for role in (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)))


def _demo_person(role: Role) -> User:
    existing = User.objects.filter(username=role.value).first()
    return existing or User.objects.create_user(
        username=role.value,
        email=f"{role.value}@desk.example.org",
        password=PASSWORD,
        first_name="Demo",
        last_name=role.label,
        role=role,
        is_staff=True,
    )


def named_people(usernames: Sequence[str]) -> People:
    """Return three existing people by their login names: reporter, editor, publisher.

    Raises ``Refusal`` for a name nobody has, and for the same person twice.
    """
    known = {user.username: user for user in User.objects.filter(username__in=usernames)}
    if missing := [name for name in usernames if name not in known]:
        raise Refusal(f"Nobody is called {', '.join(missing)}.")
    if len(known) < len(usernames):
        raise Refusal("Name three different people: nobody approves what they wrote.")
    return People(*(known[name] for name in usernames))
