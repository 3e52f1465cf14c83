"""Each test that needs everything loaded reads what one load left; the others load one claim."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction
from pytest_django import DjangoDbBlocker

from factcheck import actions
from factcheck.document import Document
from factcheck.models import Change, Check, Claim, Comment, Correction, Rating
from factcheck.workflow import State
from newsroom.audit.models import Event
from seeds import deciding, load
from seeds.claim_files import ClaimFile, read_claims
from seeds.load import Outcome
from seeds.people import demo_people
from sources.models import Link, Source, SourceText
from tests.support.press import Press

SEEDS = {seed.name: seed for seed in read_claims()}
ROSNEFT = SEEDS["rosneft-gifts"]


def load_from(press: Press, *seeds: ClaimFile) -> Outcome:
    said: list[str] = []
    return load.load(
        people=demo_people(),
        say=said.append,
        pages=press.pages,
        seeds=seeds or SEEDS.values(),
    )


def state_of(seed: ClaimFile) -> str:
    return Claim.objects.get(statement=seed.statement).verdict.state


@pytest.fixture(scope="module")
def loaded(
    module_press: Press, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Outcome]:
    """Everything loaded once, in a transaction that is rolled back after this module."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        # Tests with transactions of their own, run before, have emptied every table.
        import_module("factcheck.migrations.0003_default_scale").add_scale(apps, None)
        yield load_from(module_press)
        transaction.set_rollback(True)


def document(name: str) -> Document:
    check = Check.objects.select_related("publication").get(claim__statement=SEEDS[name].statement)
    document: Document = check.publication.document
    return document


def test_every_claim_stands_where_its_file_says(loaded: Outcome) -> None:
    assert loaded.held_up == {}
    for name, claim in loaded.claims.items():
        goes_to = State.WITHDRAWN if SEEDS[name].withdrawal else SEEDS[name].goes_to.value
        assert (name, claim.verdict.state) == (name, goes_to)


def test_standing_checks_use_six_ratings_and_unproven_most(loaded: Outcome) -> None:
    keys = Counter(Check.objects.standing().values_list("rating_key", flat=True))
    assert set(keys) == set(Rating.objects.values_list("key", flat=True))
    assert keys.most_common(1)[0][0] == "unproven"


def test_trumps_claim_is_carried_by_two_articles_and_has_one_origin(loaded: Outcome) -> None:
    found = document("trump-most-of-its-people")
    first, *repeated = found["appearances"]
    assert first["is_first"]
    assert first["source"]["kind"] == "post"
    assert {row["upstream"] for row in repeated} == {first["n"]}
    assert len(repeated) == 2
    assert found["independent_origins"] == 1
    assert [(row["slug"], row["part"]) for row in found["claimants"]] == [
        ("government-of-russia", "cited"),
        ("donald-trump", "speaker"),
    ]
    assert found["claim"]["statement"] not in {
        row["quote"]["exact"] for row in found["appearances"]
    }


def test_three_articles_on_rostec_have_one_origin_and_one_disagrees(loaded: Outcome) -> None:
    found = document("rostec-staff")
    assert len(found["appearances"]) == 4
    assert found["independent_origins"] == 1
    (discrepancy,) = found["discrepancies"]
    assert (discrepancy["measure"], discrepancy["kind"]) == ("rostec-staff-peak", "disagree")
    assert [row["as_written"] for row in discrepancy["figures"]].count("a few thousand") == 1


def test_the_gifts_are_told_by_one_source_alone_and_not_corrected(loaded: Outcome) -> None:
    found = document("rosneft-gifts")
    (discrepancy,) = found["discrepancies"]
    assert discrepancy["kind"] == "single source"
    (figure,) = discrepancy["figures"]
    assert (figure["minimum"], figure["maximum"], figure["unit"]) == ("17000", None, "USD")
    assert found["rating"]["key"] == "unproven"


def test_a_repost_points_at_its_original(loaded: Outcome) -> None:
    repost = Source.objects.get(republished_from__isnull=False)
    assert repost.republished_from
    assert repost.republished_from.published.words() == "July 2019"


def test_the_correction_is_version_two_and_says_what_was_wrong(loaded: Outcome) -> None:
    found = document("arms-contracts")
    assert found["version"] == 2
    assert "10 billion euros" in found["explanation"]
    assert [row["kind"] for row in found["corrections"]] == ["correction"]
    first = Claim.objects.get(statement=SEEDS["arms-contracts"].statement).publications.get(
        number=1
    )
    assert "are 10 million euros" in first.document["explanation"]


def test_the_withdrawal_is_signed_by_two(loaded: Outcome) -> None:
    check = Check.objects.withdrawn().get()
    assert check.withdrawn_by
    assert check.countersigned_by
    assert check.withdrawn_by != check.countersigned_by


def test_frozen_texts_are_exactly_the_pages_of_the_press(
    loaded: Outcome, module_press: Press
) -> None:
    texts = SourceText.objects.select_related("source__link")
    assert {text.source.link.url: text.text for text in texts if text.source.link} == {
        page.address: page.text for page in module_press.pages.values() if page.is_article
    }


def test_a_complete_draft_has_the_revision_its_file_foretells(loaded: Outcome) -> None:
    for name, claim in loaded.claims.items():
        corrected = 2 if SEEDS[name].correction else 0  # what was wrong, and the verdict put right
        edits = SEEDS[name].drafted_revision + corrected
        assert (name, claim.verdict.revision) == (name, edits)


def test_loading_twice_changes_nothing(loaded: Outcome, module_press: Press) -> None:
    def everything() -> list[int]:
        rows = (Event, Change, Claim, Correction, Comment, Link, Source)
        return [model.objects.count() for model in rows]

    before = everything()
    assert load_from(module_press).held_up == {}
    assert everything() == before


@pytest.mark.django_db
def test_without_the_press_everything_stays_a_draft_and_says_why(press: Press) -> None:
    with press.allowed():
        outcome = load_from(press, ROSNEFT)
    assert state_of(ROSNEFT) == State.DRAFT
    assert "failing, confirming" in outcome.held_up["rosneft-gifts"]


@pytest.mark.django_db
def test_the_checker_is_not_sent_where_it_may_not_go(press: Press) -> None:
    said: list[str] = []
    pages = press.pages
    outcome = load.load(people=demo_people(), say=said.append, pages=pages, seeds=[ROSNEFT])
    assert "not looked at yet" in outcome.held_up["rosneft-gifts"]
    assert any("LINKCHECK_ALLOWED_NETWORKS=127.0.0.0/8" in line for line in said)
    assert not Link.objects.filter(health=Link.Health.QUARANTINED).exists()


@pytest.mark.django_db
def test_once_the_press_is_there_a_second_load_publishes(press: Press) -> None:
    with press.allowed():
        load_from(press, ROSNEFT)
    with press.open():
        assert load_from(press, ROSNEFT).held_up == {}
    assert state_of(ROSNEFT) == State.PUBLISHED


@pytest.mark.django_db
def test_what_a_person_edited_is_neither_overwritten_nor_published(press: Press) -> None:
    load_from(press, ROSNEFT)
    claim = Claim.objects.get()
    actions.judge(by=demo_people().reporter, claim=claim, reason="Somebody's own words.")
    with press.open():
        load_from(press, ROSNEFT)
    claim.verdict.refresh_from_db()
    assert (claim.verdict.state, claim.verdict.reason) == (State.DRAFT, "Somebody's own words.")


@pytest.mark.django_db
def test_an_interrupted_load_goes_on_where_it_stopped(
    open_press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected = SEEDS["arms-contracts"]
    with monkeypatch.context() as patched:
        patched.setattr(deciding, "follow_up", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load_from(open_press, corrected)
    assert Check.objects.get().publication.number == 1
    load_from(open_press, corrected)
    assert Check.objects.get().publication.number == 2


def interrupted(*_args: object, **_options: object) -> None:
    raise KeyboardInterrupt
