"""The second factor: who must have one, and what a person has."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings

from newsroom.accounts.models import User

CODES = Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True)
class Factors:
    """What somebody signs in with beside the password."""

    app: bool
    keys: int
    codes: int

    def __bool__(self) -> bool:
        """Say whether there is a second factor at all; recovery codes alone are none."""
        return self.app or self.keys > 0


def factors_of(person: User) -> Factors:
    """Return what ``person`` has set up. Costs a query."""
    rows = list(Authenticator.objects.filter(user=person))
    kinds = [row.type for row in rows]
    codes: list[str] = next(
        (row.wrap().get_unused_codes() for row in rows if row.type == CODES), []
    )
    return Factors(
        app=Authenticator.Type.TOTP in kinds,
        keys=kinds.count(Authenticator.Type.WEBAUTHN),
        codes=len(codes),
    )


def is_due(person: User) -> bool:
    """Say whether ``person`` must set up a second factor before anything else.

    Costs a query for those who must have one, where it is mandatory.
    """
    must = settings.TWO_FACTOR_IS_MANDATORY and person.leads()
    return must and not Authenticator.objects.filter(user=person).exclude(type=CODES).exists()
