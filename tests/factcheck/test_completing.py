"""What is typed is completed to published claims, the last word from its beginning."""

import pytest

from factcheck import actions
from factcheck.completing import MOST, complete
from factcheck.models import Claim
from tests.factories import claim, editor, judged_claim, publish, published_claim, publisher
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

STATEMENT = "The harbour was closed for 40 days, as Ana Ruiz says"


@pytest.fixture
def closed() -> Claim:
    return published_claim(statement=STATEMENT)


def completions(typed: str) -> list[str]:
    return [one.statement for one in complete(typed)]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ha",
            "harb",
            "harbour c",
            "harbour",
            "harbours",
            "Harbour clos",
            "closing harb",
            "harbour closed",
        ),
        *("the harb", "rui", "ana ru", "40", "“harb", "#harb", "harbour  "),
    ],
)
def test_a_claim_with_all_words_is_offered(closed: Claim, typed: str) -> None:
    offered = [(one.statement, one.path) for one in complete(typed)]
    assert offered == [(STATEMENT, f"/checks/{closed.slug}/")]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "h",
        "the ",
        "harb lighthouse",
        "harb ",
        "arbour",
        "harbour closex",
        "%",
        "(bb:*",
        "'",
        "\\",
        "😀",
    ],
)
def test_a_claim_without_them_is_not(closed: Claim, typed: str) -> None:
    assert completions(typed) == []


def test_accents_need_not_be_typed() -> None:
    published_claim(statement="La canción fue prohibida", language="es")
    assert completions("canc") == completions("CANCIÓ") == ["La canción fue prohibida"]


@pytest.mark.parametrize("typed", ["мос", "специалисты москв"])
def test_claims_are_completed_in_every_script(typed: str) -> None:
    published_claim(statement="Вчера Москва отозвала специалистов", language="ru")
    assert completions(typed) == ["Вчера Москва отозвала специалистов"]


def test_no_more_than_eight_are_offered() -> None:
    for nth in range(MOST + 1):
        published_claim(statement=f"Harbour number {nth} was closed")
    assert len(completions("harb")) == MOST == 8


def test_drafts_and_edits_are_offered_when_they_are_published() -> None:
    draft = judged_claim(statement="The aerodrome was closed")
    claim(statement="The aerodrome was sold")
    assert completions("aero") == []
    publish(draft)
    assert completions("aero") == ["The aerodrome was closed"]
    actions.correct(
        by=publisher(), claim=draft, kind="correction", was_wrong="A word.", cause="editor_error"
    )
    draft.statement = "The aerodrome was flooded"
    draft.save()
    actions.judge(by=editor(), claim=draft, explanation="It was flooded.")
    assert completions("flood") == []
    assert completions("aero") == ["The aerodrome was closed"]


def test_withdrawn_checks_are_offered_no_more(closed: Claim) -> None:
    actions.withdraw(by=publisher(), claim=closed, reason="It rests on a forgery.")
    assert completions("harb") == []


def test_completing_takes_four_queries_however_many_words(closed: Claim) -> None:
    for typed in ("harb", "closed harbour ha", "the harbour was closed for 40 days as ana ru"):
        with sql_sent() as sent:
            assert complete(typed)
        assert len(sent) == 4
