"""Suggestions that are no claims are put away for everybody, and come back."""

import pytest
from django.db import IntegrityError, transaction

from factcheck import actions
from factcheck.models import Dismissal
from newsroom.accounts.models import Role
from newsroom.audit.trail import events_of
from newsroom.refusals import NotAllowed, Refusal
from sources.actions import accept_text, supply_text
from sources.models import SourceText
from tests.factories import PRESS_TEXT, person, reporter, source

pytestmark = pytest.mark.django_db


def text_of() -> SourceText:
    return source(PRESS_TEXT).latest_text


def test_a_dismissal_is_remembered_once_and_on_record():
    text, by = text_of(), reporter()
    actions.dismiss_suggestion(by=by, text=text, start=0, end=10)
    actions.dismiss_suggestion(by=reporter(), text=text, start=0, end=10)
    dismissal = Dismissal.objects.get()
    assert (dismissal.by, dismissal.start, dismissal.end) == (by, 0, 10)
    (event,) = events_of(text.source).filter(verb="dismiss suggestion")
    assert (event.actor, event.note) == (by, PRESS_TEXT[:10])


def test_what_is_brought_back_is_forgotten_and_on_record():
    text, by = text_of(), reporter()
    actions.dismiss_suggestion(by=by, text=text, start=0, end=10)
    for _colleague in range(2):
        actions.bring_back_suggestion(by=by, text=text, start=0, end=10)
    assert not Dismissal.objects.exists()
    assert events_of(text.source).filter(verb="bring back suggestion").count() == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, len(PRESS_TEXT) + 1)])
def test_a_place_the_text_does_not_have_is_refused(start, end):
    with pytest.raises(Refusal, match="no such place"):
        actions.dismiss_suggestion(by=reporter(), text=text_of(), start=start, end=end)
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("act", [actions.dismiss_suggestion, actions.bring_back_suggestion])
def test_somebody_without_a_role_neither_dismisses_nor_brings_back(act):
    text = text_of()
    with pytest.raises(NotAllowed, match="no role"):
        act(by=person(Role.NONE), text=text, start=0, end=10)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (0, len(PRESS_TEXT) + 1)])
def test_the_database_holds_no_place_the_text_does_not_have(start, end):
    text, by = text_of(), reporter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Dismissal.objects.create(text=text, start=start, end=end, by=by)


def test_dismissals_of_an_older_text_tell_their_words():
    text, by = text_of(), reporter()
    actions.dismiss_suggestion(by=by, text=text, start=4, end=11)
    retrieval = supply_text(by=by, source=text.source, text="New. " + PRESS_TEXT)
    accept_text(by=by, retrieval=retrieval)
    (dismissal,) = Dismissal.objects.words_of(text.source)
    assert dismissal.words == PRESS_TEXT[4:11]
