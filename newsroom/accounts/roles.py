"""Ask a role × verb table whether a person may do something."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.refusals import NotAllowed

VerbTable = Mapping[str, frozenset[StrEnum]]


def may(user: User, verb: StrEnum, table: VerbTable) -> bool:
    """Say whether the role of ``user`` allows ``verb``. An inactive person may do nothing."""
    return user.is_active and verb in table[user.role]


def require(user: User, verb: StrEnum, table: VerbTable) -> None:
    """Raise ``NotAllowed`` with a sentence unless ``user`` may do ``verb``."""
    if not may(user, verb, table):
        raise NotAllowed(
            _("Your role (%(role)s) does not allow you to %(verb)s.")
            % {"role": user.get_role_display(), "verb": _(verb.value)}
        )
