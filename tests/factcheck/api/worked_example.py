"""The check that docs/partners.md follows from publication to withdrawal: one of the seeds."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from factcheck import actions
from factcheck.models import Claim
from newsroom.accounts.models import Role
from seeds import deciding, load
from seeds.claim_files import read_claims
from seeds.people import People
from sources.models import Link
from tests import factories
from tests.factcheck.api.desk import get

SEED = next(seed for seed in read_claims() if seed.name == "arms-contracts")
REASON = "The article took the estimate back."


def live(client: Client, until: str = "withdrawn") -> dict[str, Any]:
    """Publish, correct and withdraw the check; return what partners were served each time."""
    roles = (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)
    people = People(*(factories.person(role) for role in roles))
    claim = load.load(people=people, say=lambda _sentence: None, seeds=[SEED]).claims[SEED.name]
    Link.objects.update(health=Link.Health.ALIVE)
    acts: dict[str, Callable[[Claim], object]] = {
        "published": lambda draft: deciding.decide(SEED, draft, people=people),
        "corrected": lambda shown: deciding.follow_up(SEED, shown, people=people),
        "withdrawn": lambda shown: actions.withdraw(
            by=people.publisher, claim=shown, reason=REASON
        ),
    }
    served: dict[str, Any] = {}
    for name, act in acts.items():
        act(Claim.objects.get(pk=claim.pk))
        served[name] = get(client, f"checks/{claim.slug}/")
        if name == until:
            break
    return served | {"changes": get(client, "changes/")}
