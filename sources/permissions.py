"""Who may do what with sources: one table of verbs, one of admin rows.

Looks, transitions, hosts and baselines are written by the checker alone.
"""

from enum import StrEnum

from django.utils.translation import gettext_noop

from newsroom.accounts import roles
from newsroom.accounts.models import Role, User


class Verb(StrEnum):
    """What people do to articles and addresses."""

    FILE = gettext_noop("file sources")
    ACCEPT_TEXT = gettext_noop("accept texts")
    CHECK_NOW = gettext_noop("ask for a check")
    UPLOAD = gettext_noop("upload documents")
    MARK_SEEN = gettext_noop("vouch for a page")
    SETTLE = gettext_noop("settle what became of a page")
    MERGE = gettext_noop("merge outlets")
    RELEASE = gettext_noop("release quarantined addresses")
    TAKE_DOWN = gettext_noop("take down stored copies")


_REPORTER = frozenset({Verb.FILE, Verb.ACCEPT_TEXT, Verb.CHECK_NOW, Verb.UPLOAD})
_EDITOR = _REPORTER | {Verb.MARK_SEEN, Verb.SETTLE, Verb.MERGE}

VERBS: roles.VerbTable = {
    Role.NONE: frozenset(),
    Role.REPORTER: _REPORTER,
    Role.EDITOR: _EDITOR,
    Role.PUBLISHER: _EDITOR | {Verb.RELEASE, Verb.TAKE_DOWN},
}


def may(user: User, verb: Verb) -> bool:
    """Say whether the role of ``user`` allows ``verb``."""
    return roles.may(user, verb, VERBS)


def require(user: User, verb: Verb) -> None:
    """Raise ``NotAllowed`` with a sentence unless ``user`` may do ``verb``."""
    roles.require(user, verb, VERBS)


_SEEN = frozenset(
    f"sources.view_{model}"
    for model in (
        "outlet", "source", "sourcetext", "passage", "link", "host", "look", "transition",
        "snapshot", "retrieval", "alert",
    )
)  # fmt: skip
_FILED = _SEEN | {"sources.add_source", "sources.change_source", "sources.add_outlet"}
_KEPT = _FILED | {"sources.change_outlet", "sources.change_link"}

MODEL_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.REPORTER: _FILED,
    Role.EDITOR: _KEPT,
    Role.PUBLISHER: _KEPT | {"sources.delete_outlet"},
}
