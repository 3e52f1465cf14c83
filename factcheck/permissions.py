"""Who may do what: one table of verbs, one of admin rows.

``VERBS`` is the newsroom's truth table (role × verb); actions ask it through ``require``.
``MODEL_PERMISSIONS`` is what the admin shows and opens for each role, read by
``newsroom.accounts.backends.RoleBackend``. Being allowed by role is not all: nobody approves
what they edited, whatever their role; that guard is in the action.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_noop

from newsroom.accounts import roles
from newsroom.accounts.models import Role, User


class Verb(StrEnum):
    """What people do to claims and verdicts."""

    SPLIT = gettext_noop("split out claims")
    EDIT = gettext_noop("edit claims")
    SUBMIT = gettext_noop("send for review")
    COMMENT = gettext_noop("comment on claims")
    ASSIGN = gettext_noop("assign claims")
    PARK = gettext_noop("park claims")
    REOPEN = gettext_noop("reopen claims")
    APPROVE = gettext_noop("approve verdicts")
    REQUEST_CHANGES = gettext_noop("request changes")
    REJECT = gettext_noop("reject claims")
    SETTLE_DISCREPANCY = gettext_noop("settle a discrepancy")
    CLOSE_REVIEW = gettext_noop("close a re-review")
    ANSWER_READERS = gettext_noop("answer readers' reports")
    MERGE = gettext_noop("merge claimants")
    REPLAY = gettext_noop("send webhooks again")
    PUBLISH = gettext_noop("publish")
    SCHEDULE = gettext_noop("schedule")
    CORRECT = gettext_noop("correct")
    WITHDRAW = gettext_noop("withdraw")
    SET_UP_WEBHOOKS = gettext_noop("set up webhooks")


_REPORTER = frozenset(
    {Verb.SPLIT, Verb.EDIT, Verb.SUBMIT, Verb.COMMENT, Verb.ASSIGN, Verb.PARK, Verb.REOPEN}
)
_EDITOR = _REPORTER | {
    Verb.APPROVE,
    Verb.REQUEST_CHANGES,
    Verb.REJECT,
    Verb.SETTLE_DISCREPANCY,
    Verb.CLOSE_REVIEW,
    Verb.ANSWER_READERS,
    Verb.MERGE,
    Verb.REPLAY,
}
_PUBLISHER = _EDITOR | {
    Verb.PUBLISH,
    Verb.SCHEDULE,
    Verb.CORRECT,
    Verb.WITHDRAW,
    Verb.SET_UP_WEBHOOKS,
}

VERBS: roles.VerbTable = {
    Role.NONE: frozenset(),
    Role.REPORTER: _REPORTER,
    Role.EDITOR: _EDITOR,
    Role.PUBLISHER: _PUBLISHER,
}


def may(user: User, verb: Verb) -> bool:
    """Say whether the role of ``user`` allows ``verb``."""
    return roles.may(user, verb, VERBS)


def require(user: User, verb: Verb) -> None:
    """Raise ``NotAllowed`` with a sentence unless ``user`` may do ``verb``."""
    roles.require(user, verb, VERBS)


def _names(actions: str, *models: str) -> frozenset[str]:
    """Spell out permission names: every action on every model."""
    return frozenset(f"factcheck.{act}_{model}" for act in actions.split() for model in models)


_WORKING = ("claim", "claimclaimant", "appearance", "figure", "evidence", "verdict")
_RECORDS = (
    "publication", "check", "correction", "change", "review", "comment", "rating",
    "ratingdefinition", "discrepancydecision", "readerreport", "externalreview",
)  # fmt: skip
_REPORTER_ROWS = (
    _names("view change", *_WORKING)
    | _names("add delete", "claimclaimant", "appearance", "figure", "evidence")
    | _names("view add change", "claimant")
    | _names("view add", "topic")
    | _names("view", *_RECORDS)
    | _names("view add", "claimimport")
)
_EDITOR_ROWS = _REPORTER_ROWS | _names("view", "webhookendpoint") | {"audit.view_event"}
_PUBLISHER_ROWS = (
    _EDITOR_ROWS
    | _names("add", "webhookendpoint")
    | _names("add change", "rating", "ratingdefinition")
    | _names("change", "topic")  # readers see its name at once, without four eyes
    | frozenset({"accounts.view_user", "accounts.add_user", "accounts.change_user"})
)

MODEL_PERMISSIONS: Mapping[str, frozenset[str]] = {
    Role.REPORTER: _REPORTER_ROWS,
    Role.EDITOR: _EDITOR_ROWS,
    Role.PUBLISHER: _PUBLISHER_ROWS,
}
