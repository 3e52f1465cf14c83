"""Addresses in capitals lead on, and tell nothing of what was never published."""

import pytest
from django.test import Client

from factcheck.models import Claim, Claimant, Topic
from tests.factcheck.views.reader import address
from tests.factories import judged_claim, publish, published_claim

pytestmark = pytest.mark.django_db


def paths(claim: Claim) -> list[str]:
    source = claim.appearances.get().source.slug
    return [
        address(claim),
        address(claim, version=1),
        f"{address(claim, version=1)}changes/",
        f"/sources/{source}/",
        "/claimants/ana-ruiz/",
        "/topics/harbours/",
    ]


def shouted(path: str) -> str:
    _empty, kind, slug, *rest = path.split("/")
    return "/".join(["", kind, slug.upper(), *rest])


@pytest.mark.parametrize("language", ["", "/es"])
def test_an_address_in_capitals_leads_to_the_page(client: Client, language: str) -> None:
    topic = Topic.objects.create(name="Harbours", slug="harbours")
    for path in paths(published_claim(topics=[topic])):
        response = client.get(language + shouted(path))
        assert (response.status_code, response["Location"]) == (301, language + path)
        assert client.get(language + path).status_code == 200


def test_a_draft_in_capitals_answers_as_nothing_does(client: Client) -> None:
    draft = judged_claim()
    hidden, missing = client.get(f"/checks/{draft.slug.upper()}/"), client.get("/checks/NOWHERE/")
    assert hidden.status_code == missing.status_code == 301
    assert hidden.content == missing.content
    assert client.get(hidden["Location"]).status_code == 404


def test_an_address_name_that_has_capitals_is_its_own(client: Client) -> None:
    draft = judged_claim()
    shouting = Claimant.objects.create(name="NATO", slug="NATO")
    draft.claim_claimants.create(claimant=shouting)
    publish(draft)
    assert client.get("/claimants/NATO/").status_code == 200
