"""A claim we have, said again somewhere else."""

import pytest

from factcheck import actions
from factcheck.actions.drafting import Selection
from factcheck.models import Appearance, Claim, Publication
from factcheck.workflow import State
from newsroom.accounts.models import Role, User
from newsroom.audit.models import Event
from newsroom.refusals import NotAllowed, NotReady
from tests.factories import (
    PRESS_TEXT,
    WORDS,
    claim,
    editor,
    judged_claim,
    person,
    publish,
    published_claim,
    publisher,
    reporter,
    source,
)

pytestmark = pytest.mark.django_db


def say_again(of: Claim, by: User) -> Appearance:
    article = source(PRESS_TEXT, title="Another paper")
    selection = Selection(text=article.latest_text, exact=WORDS)
    return actions.add_appearance(by=by, claim=of, source=article, selection=selection)


def test_what_is_said_again_ends_a_review() -> None:
    draft = judged_claim()
    actions.submit(by=reporter(), claim=draft)
    say_again(draft, reporter())
    draft.verdict.refresh_from_db()
    assert draft.verdict.state == State.DRAFT


def test_a_published_claim_that_is_said_again_stays_as_readers_see_it() -> None:
    published = published_claim()
    before = Publication.objects.get().document
    say_again(published, reporter())
    published.verdict.refresh_from_db()
    assert published.verdict.state == State.PUBLISHED
    assert published.appearances.count() == 2
    assert Publication.objects.get().document == before
    assert Event.objects.filter(verb="add appearance", note="Another paper").exists()


def test_readers_see_with_the_next_version_where_it_was_said_again() -> None:
    published = published_claim()
    say_again(published, reporter())
    update = {"kind": "update", "cause": "new_evidence", "was_wrong": "Another paper says so."}
    actions.correct(by=publisher(), claim=published, **update)
    assert len(publish(published).document["appearances"]) == 2


def test_who_added_what_readers_will_see_does_not_approve_it() -> None:
    published, quoting = published_claim(), editor()
    say_again(published, quoting)
    update = {"kind": "update", "cause": "new_evidence", "was_wrong": "Another paper says so."}
    actions.correct(by=publisher(), claim=published, **update)
    verdict = actions.submit(by=reporter(), claim=published)
    with pytest.raises(NotAllowed, match="colleague"):
        actions.approve(by=quoting, claim=published, sha256=verdict.document_sha256)


def test_a_withdrawn_or_shelved_claim_is_not_said_again() -> None:
    withdrawn, parked = published_claim(), claim()
    actions.withdraw(by=publisher(), claim=withdrawn, reason="Forged.")
    actions.park(by=reporter(), claim=parked, note="Later.")
    for closed in (withdrawn, parked):
        with pytest.raises(NotReady):
            say_again(closed, reporter())


def test_somebody_without_a_role_adds_no_appearance() -> None:
    with pytest.raises(NotAllowed):
        say_again(published_claim(), person(Role.NONE))
