"""An edit is found by editors at once, and by readers when it is published."""

import pytest

from factcheck import actions
from factcheck.matching import find
from factcheck.models import Audience, Claimant
from tests.factories import claim, editor, published_claim, publisher

pytestmark = pytest.mark.django_db


def found(text: str, audience: Audience) -> list[int]:
    return [match.claim_id for match in find(text, audience)]


def test_a_claim_is_found_by_editors_as_soon_as_it_is_split_out() -> None:
    made = claim(statement="The harbour was closed for forty days")
    assert found("harbour closed", Audience.DESK) == [made.pk]
    assert found("harbour closed", Audience.READERS) == []


def test_a_verdict_is_found_by_editors_as_soon_as_it_is_written() -> None:
    made = claim()
    actions.judge(by=editor(), claim=made, explanation="The customs ledger tells otherwise.")
    assert found("customs ledger", Audience.DESK) == [made.pk]


def test_what_is_published_is_found_by_readers() -> None:
    made = published_claim(statement="The harbour was closed for forty days")
    assert found("harbour closed", Audience.READERS) == [made.pk]


def test_a_correction_is_found_by_readers_when_it_is_published_and_not_before() -> None:
    made = published_claim(statement="The harbour was closed for forty days")
    actions.correct(
        by=publisher(),
        claim=made,
        kind="correction",
        was_wrong="It was the airport.",
        cause="editor_error",
    )
    actions.judge(by=editor(), claim=made, explanation="It was the aerodrome that was closed.")
    assert found("aerodrome", Audience.DESK) == [made.pk]
    assert found("aerodrome", Audience.READERS) == []


def test_a_withdrawn_check_is_found_by_editors_only() -> None:
    made = published_claim(statement="The harbour was closed for forty days")
    actions.withdraw(by=publisher(), claim=made, reason="It rests on a forgery.")
    assert found("harbour closed", Audience.READERS) == []
    assert found("harbour closed", Audience.DESK) == [made.pk]


def test_nobody_is_found_by_the_other_names_of_an_unnamed_source() -> None:
    Claimant.objects.create(
        name="A clerk", slug="ana-ruiz", kind=Claimant.Kind.ANONYMOUS, aliases=["Ivan Zaemskij"]
    )
    made = published_claim(statement="The harbour was closed")
    assert found("Zaemskij", Audience.READERS) == []
    assert found("Zaemskij", Audience.DESK) == [made.pk]


def test_a_claimant_is_found_by_every_spelling() -> None:
    Claimant.objects.create(
        name="Sergey Lavrov", slug="ana-ruiz", aliases=["Serguéi Lavrov", "Лавров"]
    )
    made = published_claim(statement="The harbour was closed")
    for spelling in ("serguei", "Sergey", "Лавров"):
        assert found(spelling, Audience.READERS) == found(spelling, Audience.DESK) == [made.pk]
