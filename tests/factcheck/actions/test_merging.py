"""Claimants that are one become one, and are parted again."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from factcheck.actions import (
    approve,
    merge_claimants,
    name_claimant,
    part_claimant,
    publish,
    submit,
)
from factcheck.models import Claim, Claimant, ClaimClaimant, Publication
from newsroom.audit.trail import events_of
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from tests.factories import claim, editor, judged_claim, published_claim, publisher, reporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Claimant:
    claim()
    return Claimant.objects.get(slug="ana-ruiz")


@pytest.fixture
def anna() -> Claimant:
    return Claimant.objects.create(name="Anna Ruiz", slug="anna-ruiz", aliases=["A. Ruiz"])


def say(of: Claim, who: Claimant, part: str = "speaker", title: str = "") -> None:
    ClaimClaimant.objects.create(claim=of, claimant=who, part=part, title_held=title)


def named(of: Claim) -> list[tuple[str, str, str]]:
    rows = of.claim_claimants.order_by("claimant", "part")
    return list(rows.values_list("claimant__slug", "part", "title_held"))


def test_claims_of_whoever_goes_name_whoever_stays(ana: Claimant, anna: Claimant) -> None:
    other = claim(statement="Another claim")
    other.claimants.clear()
    say(other, anna, title="Mayor")
    merge_claimants(by=editor(), stays=ana, goes=[anna])
    assert named(other) == [("ana-ruiz", "speaker", "Mayor")]
    anna.refresh_from_db()
    assert anna.merged_into == ana
    assert events_of(anna)[0].verb == "merge"
    assert events_of(ana)[0].note == "Anna Ruiz"


def test_a_claim_of_both_names_the_one_that_stays_once(ana: Claimant, anna: Claimant) -> None:
    both = Claim.objects.get()
    say(both, anna, title="Mayor")
    say(both, anna, part="cited")
    merge_claimants(by=editor(), stays=ana, goes=[anna])
    assert named(both) == [("ana-ruiz", "cited", ""), ("ana-ruiz", "speaker", "Mayor")]


def test_names_and_spellings_find_whoever_stays(ana: Claimant, anna: Claimant) -> None:
    merge_claimants(by=editor(), stays=ana, goes=[anna])
    for name in ("Anna Ruiz", "A. Ruiz", "Ana Ruiz"):
        assert name_claimant(by=reporter(), name=name) == ana
    assert ana.public_aliases() == ["Anna Ruiz", "A. Ruiz"]


def test_what_was_published_stays_as_it_was_frozen(anna: Claimant, client: Client) -> None:
    made = published_claim()
    before = Publication.objects.get().document
    ana = Claimant.objects.get(slug="ana-ruiz")
    merge_claimants(by=editor(), stays=anna, goes=[ana])
    assert Publication.objects.get().document == before
    answer = client.get("/claimants/ana-ruiz/")
    assert answer.headers["Location"] == "/claimants/anna-ruiz/"
    page = client.get(answer.headers["Location"])
    assert made.statement in page.content.decode()
    assert client.get(f"/checks/{made.slug}/").status_code == 200


def test_what_is_in_review_is_approved_as_it_was_sent(anna: Claimant) -> None:
    draft = judged_claim(by=reporter())
    verdict = submit(by=reporter(), claim=draft)
    merge_claimants(by=editor(), stays=anna, goes=[Claimant.objects.get(slug="ana-ruiz")])
    approved = approve(by=editor(), claim=draft, sha256=verdict.document_sha256)
    assert [who["name"] for who in approved.document["claimants"]] == ["Ana Ruiz"]
    assert named(draft) == [("anna-ruiz", "speaker", "")]


def test_what_was_approved_before_is_found_by_its_claimant_when_it_is_published(
    anna: Claimant, client: Client
) -> None:
    draft = judged_claim(by=reporter())
    verdict = submit(by=reporter(), claim=draft)
    approve(by=editor(), claim=draft, sha256=verdict.document_sha256)
    merge_claimants(by=editor(), stays=anna, goes=[Claimant.objects.get(slug="ana-ruiz")])
    publish(by=publisher(), claim=draft, sha256=verdict.document_sha256)
    assert draft.statement in client.get("/claimants/anna-ruiz/").content.decode()


def test_undone_each_has_what_it_had(ana: Claimant, anna: Claimant) -> None:
    both, hers, later = Claim.objects.get(), claim(statement="Hers"), claim(statement="Later")
    hers.claimants.clear()
    say(both, anna, title="Mayor")
    say(hers, anna)
    merge_claimants(by=editor(), stays=ana, goes=[anna])
    assert part_claimant(by=editor(), claimant=anna) == ana
    assert named(both) == [("ana-ruiz", "speaker", "Mayor"), ("anna-ruiz", "speaker", "Mayor")]
    assert named(hers) == [("anna-ruiz", "speaker", "")]
    assert named(later) == [("ana-ruiz", "speaker", "")]
    anna.refresh_from_db()
    assert (anna.merged_into, anna.merged_rows) == (None, {})
    with pytest.raises(NotReady, match="merged into nobody"):
        part_claimant(by=editor(), claimant=anna)


def test_a_chain_of_merges_leads_to_its_end_and_is_undone_in_any_order(
    ana: Claimant, anna: Claimant
) -> None:
    third = Claimant.objects.create(name="Ana R.", slug="ana-r")
    hers = claim(statement="Hers")
    hers.claimants.clear()
    say(hers, anna)
    merge_claimants(by=editor(), stays=ana, goes=[anna])
    merge_claimants(by=editor(), stays=third, goes=[ana])
    anna.refresh_from_db()
    assert anna.merged_into == third
    assert named(hers) == [("ana-r", "speaker", "")]
    part_claimant(by=editor(), claimant=anna)
    assert named(hers) == [("anna-ruiz", "speaker", "")]
    part_claimant(by=editor(), claimant=ana)
    assert named(hers) == [("anna-ruiz", "speaker", "")]
    assert named(Claim.objects.exclude(pk=hers.pk).get()) == [("ana-ruiz", "speaker", "")]


def test_nobody_is_merged_twice_or_alone_or_by_a_reporter(ana: Claimant, anna: Claimant) -> None:
    with pytest.raises(NotAllowed):
        merge_claimants(by=reporter(), stays=ana, goes=[anna])
    with pytest.raises(Refusal, match="at least two"):
        merge_claimants(by=editor(), stays=ana, goes=[ana])
    merge_claimants(by=editor(), stays=ana, goes=[anna])
    third = Claimant.objects.create(name="Ana R.", slug="ana-r")
    with pytest.raises(Conflict, match="“Anna Ruiz” was merged"):
        merge_claimants(by=editor(), stays=anna, goes=[third])
    with pytest.raises(NotAllowed):
        part_claimant(by=reporter(), claimant=anna)


def test_who_was_merged_when_merging_moved_nothing_is_followed_and_can_be_parted(
    ana: Claimant, anna: Claimant
) -> None:
    third = Claimant.objects.create(name="Ana R.", slug="ana-r")
    both, hers = Claim.objects.get(), claim(statement="Hers")
    hers.claimants.clear()
    say(both, anna, title="Mayor")
    say(hers, anna)
    Claimant.objects.filter(pk=anna.pk).update(merged_into=third)
    Claimant.objects.filter(pk=third.pk).update(merged_into=ana)
    import_module("factcheck.migrations.0018_follow_earlier_merges").follow(apps, None)
    assert named(both) == [("ana-ruiz", "speaker", "")]
    assert named(hers) == [("ana-ruiz", "speaker", "")]
    assert {row.slug for row in ana.merged_from.all()} == {"anna-ruiz", "ana-r"}
    part_claimant(by=editor(), claimant=anna)
    assert named(both)[1] == ("anna-ruiz", "speaker", "Mayor")
    assert named(hers) == [("anna-ruiz", "speaker", "")]
