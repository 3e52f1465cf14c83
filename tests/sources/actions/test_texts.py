import pytest
from django.db import IntegrityError, transaction

from newsroom.audit.trail import events_of
from newsroom.refusals import Conflict, NotReady
from sources import actions
from sources.models import Passage, SourceText
from tests.factories import PRESS_TEXT, WORDS, reporter, source

pytestmark = pytest.mark.django_db

ARTICLE = (
    "Harbour moves more grain than ever\n\nBy Ana Ruiz\n\nJune 3, 2019\n\n"
    "The harbour moved more than 17,000 tons of grain in May, its master said on Monday. "
    "It is the largest amount since the harbour was opened, he told the council.\n\n"
    "The council will meet again in June to talk about the second quay, which was promised "
    "four years ago and has not been built."
)


def file(**given):
    return actions.file_source(by=reporter(), **given)


def test_accepting_freezes_the_kept_blocks():
    filed = file(text=ARTICLE)
    frozen = actions.accept_text(by=reporter(), retrieval=filed.retrievals.get())
    assert frozen.number == 1
    assert "more than 17,000 tons" in frozen.text
    assert events_of(filed).filter(verb="accept text").exists()


def test_what_the_editor_leaves_out_is_not_frozen_and_is_remembered():
    filed = file(text=ARTICLE)
    retrieval = filed.retrievals.get()
    last = len(retrieval.blocks) - 1
    frozen = actions.accept_text(by=reporter(), retrieval=retrieval, left_out=[last])
    assert "second quay" not in frozen.text
    assert len(frozen.left_out) == 1


def test_leaving_everything_out_is_refused():
    filed = file(text=ARTICLE)
    retrieval = filed.retrievals.get()
    with pytest.raises(NotReady, match="at least one block"):
        actions.accept_text(
            by=reporter(), retrieval=retrieval, left_out=range(len(retrieval.blocks))
        )
    assert not SourceText.objects.exists()


def test_a_text_is_accepted_once():
    filed = file(text=ARTICLE)
    actions.accept_text(by=reporter(), retrieval=filed.retrievals.get())
    with pytest.raises(NotReady):
        actions.accept_text(by=reporter(), retrieval=filed.retrievals.get())


def test_a_frozen_text_refuses_change_in_the_database():
    text = source(PRESS_TEXT).latest_text
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        SourceText.objects.filter(pk=text.pk).update(text="Rewritten.")


def test_the_database_refuses_a_passage_whose_words_are_elsewhere():
    text = source(PRESS_TEXT).latest_text
    with pytest.raises(IntegrityError, match="not at that place"), transaction.atomic():
        Passage.objects.create(text=text, exact=WORDS, start=0, end=len(WORDS))


def test_offsets_count_code_points():
    text = source(f"Ship ahoy \N{SHIP}\N{FAMILY} e\u0301t\u00e9. It {WORDS}.").latest_text
    passage = actions.quote(text=text, exact=WORDS)
    assert text.text[passage.start : passage.end] == WORDS


def test_words_that_stand_twice_need_their_context():
    text = source(f"First it {WORDS}.\n\nThen it {WORDS} again.").latest_text
    with pytest.raises(Conflict, match="2 times"):
        actions.quote(text=text, exact=WORDS)
    passage = actions.quote(text=text, exact=WORDS, prefix="Then it ")
    assert passage.start > 40
