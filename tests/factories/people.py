"""People of each role."""

from itertools import count
from typing import Any

from newsroom.accounts.models import Role, User

_numbers = count(1)
PASSWORD = "correct horse battery"


def person(role: str = Role.REPORTER, username: str = "", **columns: Any) -> User:
    """Make somebody with ``role`` who may log in to the admin with ``PASSWORD``."""
    number = next(_numbers)
    return User.objects.create_user(
        username=username or f"{role}-{number}",
        email=f"{role}-{number}@desk.example.org",
        password=PASSWORD,
        role=role,
        is_staff=True,
        **columns,
    )


def reporter(**columns: Any) -> User:
    """Make a reporter."""
    return person(Role.REPORTER, **columns)


def editor(**columns: Any) -> User:
    """Make an editor."""
    return person(Role.EDITOR, **columns)


def publisher(**columns: Any) -> User:
    """Make a publisher."""
    return person(Role.PUBLISHER, **columns)
