"""A page is taken as it reads now, and cited words are anchored in that: never silently."""

import pytest
from django.utils import timezone

from newsroom.refusals import Conflict, NotAllowed, NotReady
from sources import actions
from sources.alerting import alert_on
from sources.models import Link, Passage
from sources.proposing import current_copy, proposals
from sources.targets import tasks_at
from tests.factories import WORDS, editor, reporter, source, transition
from tests.sources.admin.links import copy, look

pytestmark = pytest.mark.django_db

BEFORE = f"The harbour master spoke on Monday. The harbour {WORDS}. Nobody else gave a figure."
AFTER = BEFORE.replace("17,000", "12,000")
NEW_WORDS = WORDS.replace("17,000", "12,000")


@pytest.fixture
def passage(db):
    """Words that read otherwise on their page by now, of which a copy is kept."""
    article = source(BEFORE)
    words = actions.quote(text=article.latest_text, exact=WORDS)
    page = article.link
    first = copy(page, BEFORE, "baseline", text_sha256="a")
    copy(page, AFTER, text_sha256="b")
    look(page, 0, text_sha256="b")
    now = timezone.now()
    Link.objects.filter(pk=page.pk).update(
        health="alive", content="drifted", drift_rule="passage-changed", drifting_since=now,
        drift_confirmed_at=now, baseline=first, etag="old",
    )  # fmt: skip
    Passage.objects.filter(pk=words.pk).update(
        state="edited", changed_since=now, confirmed_at=now, now_reads=NEW_WORDS
    )
    words.refresh_from_db()
    return words


def page_of(passage):
    return Link.objects.get(source__texts__passages=passage)


def accept(passage, exact=NEW_WORDS, *, by=None, **chosen):
    page = page_of(passage)
    seen = chosen.get("copy", current_copy(page))
    return actions.accept_page(
        by=by or editor(), link=page, copy=seen, words={passage.pk: exact} if exact else {}
    )


def test_the_best_match_is_proposed_beside_the_words_as_they_were(passage):
    page = page_of(passage)
    (proposed,) = proposals(page, current_copy(page))
    assert proposed.passage == passage
    assert proposed.match.exact == NEW_WORDS
    changed = [(piece.kind, piece.text) for piece in proposed.pieces if piece.kind != "same"]
    assert changed == [("removed", "17,000"), ("added", "12,000")]
    assert 90 < proposed.percent < 100


def test_the_copy_is_the_one_the_page_last_read_as_and_not_the_newest(passage):
    page = page_of(passage)
    copy(page, "Another text altogether, gone by now.", text_sha256="c")
    assert current_copy(page).text == AFTER
    look(page, -1, text_sha256="d")
    assert current_copy(page) is None


def test_accepted_words_are_anchored_in_a_new_text_and_the_old_ones_stay(passage):
    moved = accept(passage)
    new = moved[passage]
    assert (new.exact, new.state, new.text.number) == (NEW_WORDS, "present", 2)
    assert new.text.text[new.start : new.end] == NEW_WORDS
    passage.refresh_from_db()
    assert (passage.exact, passage.state, passage.replaced_by) == (WORDS, "edited", new)
    assert passage.text.text == BEFORE


def test_later_looks_are_compared_with_the_accepted_page(passage):
    accept(passage)
    page = page_of(passage)
    assert (page.content, page.drifting_since, page.etag) == ("same", None, "")
    assert (page.baseline.text, page.baseline.kind) == (AFTER, "baseline")


def test_replaced_words_are_looked_for_no_more(passage):
    new = accept(passage)[passage]
    page = page_of(passage)
    (task,) = tasks_at(page.host, Link.objects.filter(pk=page.pk))
    assert [quote.key for quote in task.target.quotes] == [str(new.public_id)]


def test_words_that_are_kept_stay_in_trouble_and_so_does_their_page(passage):
    assert accept(passage, exact="") == {}
    page = page_of(passage)
    passage.refresh_from_db()
    assert (passage.state, passage.replaced_by) == ("edited", None)
    assert (page.content, page.drift_rule) == ("drifted", "passage-changed")


def test_the_alert_of_accepted_words_ends(passage):
    change = transition(page_of(passage), "passage", "edited", passage=passage)
    (alert,) = alert_on([change], is_flapping=False)
    accept(passage)
    alert.refresh_from_db()
    assert alert.ended_at is not None


def test_words_other_than_those_the_editor_saw_are_never_accepted(passage):
    with pytest.raises(Conflict, match="not those you looked at"):
        accept(passage, exact=NEW_WORDS.replace("12,000", "11,000"))
    passage.refresh_from_db()
    assert passage.replaced_by is None


def test_a_page_that_changed_meanwhile_is_not_accepted(passage):
    page = page_of(passage)
    seen = current_copy(page)
    copy(page, "Something else.", text_sha256="c")
    look(page, -1, text_sha256="c")
    with pytest.raises(Conflict, match="changed again"):
        accept(passage, copy=seen)


def test_a_dead_page_has_no_new_text(passage):
    Link.objects.filter(pk=page_of(passage).pk).update(health="dead")
    with pytest.raises(NotReady, match="no new text"):
        accept(passage)


def test_a_page_that_is_as_it_was_has_no_new_text(passage):
    Link.objects.filter(pk=page_of(passage).pk).update(content="same")
    Passage.objects.update(state="present")
    with pytest.raises(NotReady, match="Nothing changed"):
        accept(passage, exact="")


def test_a_reporter_accepts_nothing(passage):
    with pytest.raises(NotAllowed):
        accept(passage, by=reporter())
