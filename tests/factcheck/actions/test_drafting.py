import pytest

from factcheck import actions
from factcheck.actions.drafting import Selection
from factcheck.models import Appearance, Claim, Contribution
from newsroom.accounts.models import Role
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources.models import Link
from tests.factories import (
    PRESS_TEXT,
    STATEMENT,
    WORDS,
    claim,
    evidence,
    judged_claim,
    person,
    published_claim,
    reporter,
    source,
)

pytestmark = pytest.mark.django_db


def text_of(words=PRESS_TEXT):
    return source(words).latest_text


def test_split_anchors_the_claim_in_the_exact_words():
    made = claim()
    appearance = made.appearances.get()
    text = appearance.passage.text.text
    assert text[appearance.passage.start : appearance.passage.end] == WORDS
    assert appearance.is_first
    assert made.verdict.state == "draft"
    assert made.slug == "the-harbour-moved-more-than-17000-tons-of-grain-in-may"


def test_split_refuses_words_that_are_not_in_the_text():
    selection = Selection(text=text_of(), exact="moved 17 million tons")
    with pytest.raises(Conflict, match="does not have the words"):
        actions.split_claim(by=reporter(), statement=STATEMENT, selection=selection)
    assert not Claim.objects.exists()


def test_split_refuses_an_offset_that_does_not_hold_the_words():
    selection = Selection(text=text_of(), exact=WORDS, start=3)
    with pytest.raises(Conflict, match="Offset 3"):
        actions.split_claim(by=reporter(), statement=STATEMENT, selection=selection)


def test_split_refuses_a_claim_of_ten_thousand_characters():
    selection = Selection(text=text_of(), exact=WORDS)
    with pytest.raises(Refusal, match="500"):
        actions.split_claim(by=reporter(), statement="a" * 10_000, selection=selection)


def test_two_claims_of_the_same_words_share_one_passage():
    text = text_of()
    by = reporter()
    for number in range(2):
        actions.split_claim(
            by=by, statement=f"Claim {number}", selection=Selection(text=text, exact=WORDS)
        )
    assert Appearance.objects.values("passage").distinct().count() == 1


def test_somebody_without_a_role_may_not_split():
    selection = Selection(text=text_of(), exact=WORDS)
    with pytest.raises(NotAllowed, match="no role"):
        actions.split_claim(by=person(Role.NONE), statement=STATEMENT, selection=selection)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "not an address", "ftp://a.example.org/"]
)
def test_evidence_refuses_what_is_no_web_address(address):
    draft = claim()
    with pytest.raises(Refusal):
        evidence(draft, address=address)
    assert not draft.evidence.exists()


def test_evidence_is_watched_from_the_moment_it_is_attached():
    link = Link.objects.get(evidence=evidence(claim()))
    assert link.cadence == Link.Cadence.DRAFT
    assert link in Link.objects.due()


def test_an_edit_takes_the_approval_away():
    draft = judged_claim()
    verdict = actions.submit(by=reporter(), claim=draft)
    assert verdict.document
    actions.judge(by=reporter(), claim=draft, reason="Another reason.")
    draft.verdict.refresh_from_db()
    assert (draft.verdict.state, draft.verdict.document) == ("draft", None)


def test_an_edit_of_an_older_revision_is_a_conflict_and_changes_nothing():
    draft = judged_claim()
    seen = draft.verdict.revision
    ana = reporter(first_name="Ana", last_name="Ruiz")
    actions.judge(by=ana, claim=draft, reason="Hers.", revision=None)
    with pytest.raises(Conflict, match="Ana Ruiz changed this claim"):
        actions.judge(by=reporter(), claim=draft, reason="Mine.", revision=seen)
    draft.verdict.refresh_from_db()
    assert draft.verdict.reason == "Hers."


def test_a_redraft_that_fails_halfway_changes_nothing():
    draft = judged_claim()
    draft.verdict.refresh_from_db()
    before = draft.verdict.reason, draft.verdict.revision
    with (
        pytest.raises(Refusal),
        actions.redraft(by=reporter(), claim=draft, reason="Another reason."),
    ):
        actions.add_evidence(by=reporter(), claim=draft, address="javascript:alert(1)")
    draft.verdict.refresh_from_db()
    assert (draft.verdict.reason, draft.verdict.revision) == before


def test_every_editor_of_the_draft_is_remembered():
    draft = judged_claim()
    ana = reporter()
    actions.judge(by=ana, claim=draft, reason="Hers.")
    assert Contribution.objects.filter(claim=draft, person=ana).exists()


def test_a_published_claim_is_closed_to_edits():
    published = published_claim()
    with pytest.raises(NotReady, match="Correct"):
        actions.judge(by=reporter(), claim=published, reason="Sneaky.")


def test_a_parked_claim_can_be_taken_up_again():
    draft = claim()
    actions.park(by=reporter(), claim=draft, note="After the election.")
    draft.verdict.refresh_from_db()
    assert draft.verdict.state == "parked"
    actions.reopen(by=reporter(), claim=draft)
    draft.verdict.refresh_from_db()
    assert draft.verdict.state == "draft"


def test_what_readers_see_cannot_be_parked():
    with pytest.raises(NotReady):
        actions.park(by=reporter(), claim=published_claim(), note="Oops.")


def test_figures_are_read_as_written():
    draft = claim(figures={"grain-moved": "more than 17,000 tons"})
    figure = draft.appearances.get().figures.get()
    assert (int(figure.minimum), figure.qualifier) == (17_000, "more_than")
    assert figure.as_written == "more than 17,000 tons"


def test_a_figure_is_read_the_way_its_article_writes_figures():
    words = "invested more than 3.5 billion euros"
    article = source(f"Contracts are worth 10,000 million euros. Moscow {words} in energy.")
    selection = Selection(text=article.latest_text, exact=words)
    made = actions.split_claim(
        by=reporter(),
        statement="Moscow invested more than 3.5 billion euros",
        selection=selection,
        figures={"investment": "more than 3.5 billion euros"},
    )
    (doubt,) = made.appearances.get().figures.get().read().doubts
    assert "billion" in doubt
