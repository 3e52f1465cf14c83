"""A mistyped word is put right by words that readers find something by, now."""

import pytest

from factcheck import actions
from factcheck.indexing import Findable
from factcheck.models import Audience, PublishedWord
from factcheck.spelling import meant
from factcheck.vocabulary import learn
from tests.factories import editor, judged_claim, publish, published_claim, publisher
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("harbor", "harbour"),
        ("hrabour", "harbour"),
        ("harboour closed", "harbour closed"),
        ("Harvour, clsoed!", "Harbour, closed!"),
        ("agrement harvour", "agreement harbour"),
        ("aggremeent", "agreement"),
        ("ruis", "ruiz"),
        ("riuz", "ruiz"),
        ("riuzz", None),  # two mistakes are too many for a short word
        ("the harbour", None),
        ("harbours closing", None),
        ("zzzzzz", None),
        ("harb", None),
        ("17,00 tons", None),
        ("", None),
    ],
)
def test_a_word_nobody_published_is_put_right(typed: str, expected: str | None) -> None:
    published_claim(statement="The agreement closed the harbour for 17,000 days")
    assert meant(typed) == expected


def test_letters_that_stand_for_words_are_not_tried_in_all_their_misspellings() -> None:
    published_claim(statement="The agreement closed the harbour")
    with sql_sent() as sent:
        assert meant("\ufdfa" * 30 + " harvour") == "\ufdfa" * 30 + " harbour"
    assert len(sent[0]) < 20_000


@pytest.mark.parametrize(
    ("language", "statement", "typed", "expected"),
    [
        ("es", "La canción fue prohibida", "canciom", "canción"),
        ("es", "Los niños no comen", "ninnos", "niños"),
        ("ru", "Кремль отозвал специалистов", "спецалистов", "специалистов"),
        ("ru", "Йога запрещена", "запрешена", "запрещена"),
        ("el", "Στην κυβέρνηση", "κυβερνιση", "κυβέρνηση"),
        ("ar", "أغلقت الحكومة الميناء", "الحكوة", "الحكومة"),
        ("ko", "정부가 항구를 폐쇄했다", "폐새했다", "폐쇄했다"),
    ],
)
def test_words_are_put_right_in_every_script(
    language: str, statement: str, typed: str, expected: str
) -> None:
    published_claim(statement=statement, language=language)
    assert meant(typed) == expected


def test_words_of_verdicts_and_names_are_known_too() -> None:
    published_claim()
    assert meant("authorty") == "authority"  # stands in the explanation alone
    assert meant("authority") is None


def test_the_word_that_finds_more_is_meant_where_both_are_as_near() -> None:
    published_claim(statement="The trail was closed")
    for nth in range(2):
        published_claim(statement=f"The trial number {nth} was closed")
    assert meant("triall") == "trial"


def test_a_word_that_only_a_draft_has_is_never_meant() -> None:
    draft = judged_claim(statement="The aerodrome was closed")
    published_claim(statement="Bread costs twice what it did")
    assert meant("aerodrone") is None
    # Not even were it to be remembered by mistake.
    learn([Findable(draft.pk, Audience.READERS, "en", "The aerodrome was closed")])
    assert meant("aerodrone") is None
    publish(draft)
    assert meant("aerodrone") == "aerodrome"


def test_an_edit_of_what_is_published_is_not_meant_before_it_is_published() -> None:
    made = published_claim(statement="The harbour was closed")
    actions.correct(
        by=publisher(), claim=made, kind="correction", was_wrong="A word.", cause="editor_error"
    )
    actions.judge(by=editor(), claim=made, explanation="It was the aerodrome.")
    assert meant("aerodrone") is None
    publish(made)
    assert meant("aerodrone") == "aerodrome"


def test_a_word_of_a_withdrawn_check_is_meant_no_more() -> None:
    made = published_claim(statement="The harbour was closed")
    assert meant("harbor") == "harbour"
    actions.withdraw(by=publisher(), claim=made, reason="It rests on a forgery.")
    assert PublishedWord.objects.filter(word="harbour").exists()
    assert meant("harbor") is None


def test_whatever_is_asked_takes_one_query() -> None:
    published_claim(statement="The harbour was closed")
    for typed in ("harbor", "harbor clossed agrement " * 40, "harbour"):
        with sql_sent() as sent:
            meant(typed)
        assert len(sent) == 1
    with sql_sent() as sent:
        assert meant("a 17 !") is None
    assert sent == []
