"""A claimant's claims are found by the names the claimant has now."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from factcheck import respelling
from factcheck.actions import merge_claimants, part_claimant
from factcheck.matching import ranked
from factcheck.models import Audience, Claim, Claimant
from factcheck.spelling import meant
from newsroom.jobs import queue
from newsroom.jobs.models import Job
from tests.factcheck.admin.pages import answers, desk_of
from tests.factories import editor, published_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def lavrov() -> Claim:
    """A published claim by one claimant."""
    made = published_claim(statement="The harbour was closed")
    made.claimants.update(name="Sergey Lavrov")
    return made


def found(spelling: str) -> list[list[int]]:
    return [ranked(spelling, audience, 10) for audience in Audience]


def save(claimant: Claimant, **given: str) -> None:
    url = reverse("admin:factcheck_claimant_change", args=[claimant.pk])
    client = desk_of(editor())
    response = client.post(url, answers(client, url, "claimant_form") | given)
    assert response.status_code == 302


def test_another_spelling_finds_the_claims_of_its_claimant(lavrov: Claim) -> None:
    assert found("Лавров") == [[], []]
    save(lavrov.claimants.get(), aliases="Лавров, Serguéi Lavrov")
    queue.work()
    assert found("Лавров") == found("serguei") == [[lavrov.pk], []]


def test_readers_find_no_spelling_that_was_not_published(lavrov: Claim) -> None:
    save(lavrov.claimants.get(), name="A source", aliases="Ivan Zaemskij")
    queue.work()
    call_command("index_search", processes=1)
    assert found("Zaemskij") == [[lavrov.pk], []]
    assert meant("zaemskj") is None


def test_a_spelling_that_was_taken_away_finds_them_no_more(lavrov: Claim) -> None:
    save(lavrov.claimants.get(), aliases="Лавров")
    queue.work()
    save(lavrov.claimants.get(), aliases="")
    queue.work()
    assert found("Лавров") == [[], []]


def test_the_names_of_whoever_is_merged_into_a_claimant_find_its_claims(lavrov: Claim) -> None:
    twin = Claimant.objects.create(name="Sergio Lawrow", slug="sergio-lawrow")
    merge_claimants(by=editor(), stays=lavrov.claimants.get(), goes=[twin])
    queue.work()
    assert found("Lawrow") == [[lavrov.pk], []]
    save(twin, name="Sergio Lawroff")
    queue.work()
    assert found("Lawroff") == [[lavrov.pk], []]
    part_claimant(by=editor(), claimant=twin)
    queue.work()
    assert found("Lawroff") == [[], []]


def test_a_line_about_a_claimant_changes_no_index(lavrov: Claim) -> None:
    save(lavrov.claimants.get(), description="A minister.")
    assert not Job.objects.filter(kind=respelling.KIND).exists()


def test_many_claims_are_indexed_some_at_a_time(
    lavrov: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(respelling, "AT_ONCE", 1)
    others = [published_claim(statement=f"The airport {n} was open") for n in range(2)]
    claimant = lavrov.claimants.get()
    for other in others:
        other.claimants.set([claimant])
    Claimant.objects.filter(pk=claimant.pk).update(aliases=["Лавров"])
    respelling.respell([claimant])
    assert queue.work() == 4
    assert sorted(found("Лавров")[0]) == sorted(claim.pk for claim in (lavrov, *others))
