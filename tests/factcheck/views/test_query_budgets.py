"""No page costs readers more than three queries, however much there is."""

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils.translation import override

from newsroom import page_cache
from tests.benchmarks.populate.loading import load
from tests.benchmarks.populate.scale import Scale
from tests.factcheck.views.addresses import addresses_of, every_name
from tests.support.queries import sql_sent

MOST = 3
ASKED = {"search": "?q=the+port+of+grain", "search-suggestions": "?q=the+po"}
WAYS = re.compile(rb'<a rel="(?:next|prev)" href="(\?(?:before|after)=[^"]+)"')


@pytest.fixture(scope="module", params=[60, 400])
def claims(request, django_db_setup, django_db_blocker):
    """A corpus of so many claims, rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(Scale(request.param, seed=5), processes=1)
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each page be drawn as if for the first time."""
    monkeypatch.setattr(page_cache, "_look_up", lambda *_: None)


@pytest.mark.parametrize("name", sorted({*every_name()}))
def test_no_page_costs_more_than_three_queries(
    claims: int, db: None, client: Client, name: str
) -> None:
    with override("en"):
        asked = ASKED | {"oembed": f"?url={settings.SITE_URL}{next(addresses_of('check'))}"}
        addresses = [address + asked.get(name, "") for address in addresses_of(name, a_kind=2)]
    for path in [prefix + address for prefix in ("", "/es") for address in addresses]:
        client.get(path)  # what each process finds out once
        page = within_budget(client, path)
        for _ in range(2):  # on to what is older, and back again
            if ways := WAYS.findall(page):
                page = within_budget(client, path + ways[0].decode())


def within_budget(client: Client, path: str) -> bytes:
    with sql_sent() as sent:
        response = client.get(path)
    assert response.status_code == 200, path
    assert len(sent) <= MOST, f"{path}: {sent}"
    return response.content
