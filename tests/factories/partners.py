"""Partners with keys."""

from itertools import count
from typing import Any

from newsroom.api.actions import issue_key
from newsroom.api.models import APIKey, Partner
from newsroom.api.scopes import Scope
from tests.factories.people import publisher

_numbers = count(1)


def partner(name: str = "") -> Partner:
    """Make a partner."""
    name = name or f"Partner {next(_numbers)}"
    return Partner.objects.create(name=name, contact="desk@partner.example.org")


def issued(*scopes: str, **columns: Any) -> tuple[APIKey, str]:
    """Issue a key that opens everything, or ``scopes`` alone; return it and what is sent."""
    columns = {"partner": columns.get("partner") or partner(), "name": "newsletter"} | columns
    key = APIKey(scopes=list(scopes or Scope.values), **columns)
    return key, issue_key(by=publisher(), key=key)


def bearer(secret: str) -> dict[str, str]:
    """Return the headers that send a key."""
    return {"Authorization": f"Bearer {secret}"}
