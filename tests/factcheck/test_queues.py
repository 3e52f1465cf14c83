"""What needs an editor today."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from factcheck import actions, alarms, queues, signatures, turns
from factcheck.admin.sources_at_odds import found_in
from factcheck.desk import panels_for
from factcheck.models import Check, Claim, Claimant, ClaimClaimant, Evidence, Verdict
from factcheck.queues import Row
from newsroom.accounts.models import User
from sources.actions import file_source, quote
from sources.models import Link, Retrieval, Source
from tests.factcheck.admin.newsrooms import break_words, measure
from tests.factories import (
    PRESS_TEXT,
    WORDS,
    approve,
    claim,
    editor,
    evidence,
    judged_claim,
    person,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
    source,
)

pytestmark = pytest.mark.django_db


def needs(user: User) -> list[Row]:
    return turns.turns(user)[turns.NEEDS_YOU]


def drafts(user: User) -> list[Row]:
    return turns.turns(user)[turns.MY_DRAFTS]


def scheduled() -> list[Row]:
    return turns.turns(reporter())[turns.SCHEDULED]


def titles(rows: list[Row]) -> list[str]:
    return [row.title for row in rows]


def in_review(**particulars: Any) -> Claim:
    made = judged_claim(**particulars)
    actions.submit(by=reporter(), claim=made)
    return made


def test_a_review_waits_for_editors_who_did_not_work_on_it() -> None:
    one, other = editor(), editor()
    made = in_review(by=one)
    assert titles(needs(other)) == [made.statement]
    assert needs(other)[0].action == "Review"
    assert needs(one) == []
    assert needs(reporter()) == []


def test_edits_before_the_last_publication_do_not_keep_an_editor_from_reviewing() -> None:
    one = editor()
    made = published_claim(by=one)
    actions.correct(
        by=publisher(), claim=made, kind="correction", cause="editor_error", was_wrong="A number."
    )
    actions.judge(by=reporter(), claim=made, reason="Another number.")
    actions.submit(by=reporter(), claim=made)
    assert titles(needs(one)) == [made.statement]


def test_what_is_approved_waits_for_a_publisher_and_what_is_scheduled_for_nobody() -> None:
    made = judged_claim()
    sha256 = approve(made)
    chief = publisher()
    assert [row.action for row in needs(chief)] == ["Publish"]
    at = timezone.now() + timedelta(days=1)
    actions.schedule(by=chief, claim=made, at=at, sha256=sha256)
    assert needs(chief) == []
    assert titles(scheduled()) == [made.statement]
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        (row,) = scheduled()
        assert row.state == f"at {timezone.localtime(at):%Y-%m-%d %H:%M}", "as clocks show it there"


def test_what_somebody_scheduled_who_left_says_so_and_is_published_all_the_same() -> None:
    made, chief = judged_claim(), publisher()
    at = timezone.now() + timedelta(days=1)
    actions.schedule(by=chief, claim=made, at=at, sha256=approve(made))
    actions.leave(by=person(is_superuser=True), who=chief)
    (row,) = scheduled()
    assert row.who == f"scheduled by {chief}, who has left"
    Verdict.objects.filter(claim=made).update(scheduled_for=timezone.now())
    assert actions.publish_due() == 1
    assert Check.objects.get(claim=made).publication.number == 1


def test_an_assigned_draft_needs_the_assignee_and_leaves_the_writer() -> None:
    writer, other = reporter(), reporter()
    made = judged_claim(by=writer)
    assert titles(drafts(writer)) == [made.statement]
    actions.assign(by=writer, claim=made, assignee=other)
    assert drafts(writer) == []
    assert titles(needs(other)) == [made.statement]


def test_a_draft_whose_writer_left_is_everybodys_and_stays_with_who_worked_on_it() -> None:
    writer, other = reporter(), reporter()
    made = judged_claim(by=writer)
    actions.judge(by=other, claim=made, reason="Read again.")
    assert (titles(needs(other)), titles(drafts(other))) == ([], [made.statement])
    actions.leave(by=person(is_superuser=True), who=writer)
    assert titles(needs(other)) == titles(drafts(other)) == [made.statement]
    assert (titles(needs(reporter())), drafts(reporter())) == ([made.statement], [])


def test_a_withdrawal_waits_for_the_second_signature_of_somebody_else() -> None:
    chief, other = publisher(), editor()
    made = published_claim()
    actions.withdraw(by=chief, claim=made, reason="Forged.")
    mine, others = signatures.unsigned(chief)
    assert (mine, titles(others)) == ([], [made.statement])
    mine, others = signatures.unsigned(other)
    assert ([row.action for row in mine], others) == (["Countersign"], [])
    mine, others = signatures.unsigned(reporter())
    assert (mine, [row.action for row in others]) == ([], ["Open"])
    actions.countersign_withdrawal(by=other, check=made.check_record)
    assert signatures.unsigned(chief) == ([], [])


def test_what_waits_longest_comes_first_whatever_it_waits_for() -> None:
    made = in_review(statement="In review")
    gone = published_claim(statement="Taken back")
    actions.withdraw(by=publisher(), claim=gone, reason="Forged.")
    other = editor()
    (panel,) = (panel for panel in panels_for(other) if panel.slug == turns.NEEDS_YOU)
    assert titles(panel.rows) == ["In review", "Taken back"]
    Verdict.objects.filter(claim=made).update(changed_at=timezone.now() + timedelta(hours=1))
    (panel,) = (panel for panel in panels_for(other) if panel.slug == turns.NEEDS_YOU)
    assert titles(panel.rows) == ["Taken back", "In review"]


def test_of_drafts_in_review_the_one_that_waits_longest_comes_first() -> None:
    later, longest = in_review(statement="Later"), in_review(statement="Longest")
    Verdict.objects.filter(claim=longest).update(changed_at=timezone.now() - timedelta(hours=1))
    assert later.pk < longest.pk
    assert titles(needs(editor())) == ["Longest", "Later"]


def test_several_who_said_it_are_named_with_commas_between() -> None:
    made = in_review()
    other = Claimant.objects.create(slug="ben-okri", name="Ben Okri")
    ClaimClaimant.objects.create(claim=made, claimant=other)
    (row,) = needs(editor())
    assert sorted(row.claimant.split(", ")) == ["Ana Ruiz", "Ben Okri"]


def test_a_withdrawn_check_says_who_made_the_claim_and_how_it_was_rated() -> None:
    made, chief = published_claim(), publisher()
    actions.withdraw(by=chief, claim=made, reason="Forged.")
    (row,), _others = signatures.unsigned(editor())
    assert (row.claimant, row.rating) == ("Ana Ruiz", rating().label)
    assert row.who == f"withdrawn by {chief}"


def test_words_seen_changed_once_are_told_from_confirmed_ones() -> None:
    made = published_claim()
    break_words(made, is_confirmed=False)
    (row,) = alarms.in_trouble()
    assert row.state == "edited on the page, seen once, confirming"
    assert row.who == "under 1 published check"
    break_words(made)
    actions.open_reviews()
    assert alarms.in_trouble() == []
    (row,) = alarms.under_review()
    assert row.state == "confirmed: cited words (press.example.org)"


def test_a_review_that_was_ended_leaves_the_desk() -> None:
    made = published_claim()
    break_words(made)
    actions.open_reviews()
    actions.close_review(by=editor(), review=made.reviews.get(), public_note="It stands.")
    assert alarms.under_review() == []


def test_trouble_under_published_checks_comes_before_trouble_under_drafts() -> None:
    draft = judged_claim()
    Link.objects.filter(evidence__claim=draft).update(health=Link.Health.DEAD)
    public = published_claim(statement="A published one")
    Link.objects.filter(evidence__claim=public).update(health=Link.Health.SUSPECT)
    rows = alarms.in_trouble()
    assert [row.who for row in rows] == ["under 1 published check", "under a draft"]
    assert [row.state for row in rows] == ["failing, confirming", "gone"]


def test_a_blocked_page_somebody_saw_is_no_trouble() -> None:
    made = published_claim()
    links = Link.objects.filter(evidence__claim=made)
    links.update(health=Link.Health.UNVERIFIABLE)
    assert len(alarms.in_trouble()) == 1
    links.update(seen_until=timezone.now() + timedelta(days=1))
    assert alarms.in_trouble() == []


def test_words_and_the_article_of_a_draft_are_trouble_until_it_is_parked() -> None:
    made = claim(statement="A draft")
    break_words(made, is_confirmed=False)
    (words,) = alarms.in_trouble()
    assert (words.who, words.state) == (
        "under a draft",
        "edited on the page, seen once, confirming",
    )
    article = Link.objects.filter(pk=made.appearances.get().source.link_id)
    article.update(health=Link.Health.DEAD)
    assert {row.state.partition(",")[0] for row in alarms.in_trouble()} == {
        "edited on the page",
        "gone",
    }
    actions.park(by=reporter(), claim=made, note="Later.")
    assert alarms.in_trouble() == []


def test_trouble_nobody_relies_on_is_not_on_the_desk() -> None:
    made = judged_claim()
    Link.objects.filter(evidence__claim=made).update(health=Link.Health.DEAD)
    actions.park(by=reporter(), claim=made, note="Later.")
    assert alarms.in_trouble() == []


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (Retrieval.State.WAITING, "Look"),
        (Retrieval.State.FAILED, "Paste the text"),
        (Retrieval.State.READ, "Look at the text"),
    ],
)
def test_a_filed_article_says_what_its_text_waits_for(state: str, action: str) -> None:
    filed = file_source(by=reporter(), text=PRESS_TEXT)
    Retrieval.objects.filter(source=filed).update(state=state)
    assert [row.action for row in queues.new_sources()] == [action]


def test_a_frozen_article_waits_to_be_split_and_then_is_gone() -> None:
    source(PRESS_TEXT, title="Not split")
    claim()
    assert [(row.title, row.action) for row in queues.new_sources()] == [("Not split", "Split")]


def test_discrepancies_wait_until_they_are_settled_and_contradictions_come_first() -> None:
    alone = claim(statement="One source alone")
    measure(alone, "14", name="countries")
    made = claim(statement="Sources disagree")
    measure(made, "a few dozen", name="staff")
    other = source(PRESS_TEXT, title="Another paper")
    actions.add_appearance(
        by=reporter(), claim=made, source=other, figures={"staff": "more than 4,000"}
    )
    rows = queues.at_odds(editor())
    assert titles(rows) == ["Sources disagree", "One source alone"]
    assert {row.action for row in rows} == {"Settle"}
    assert {row.action for row in queues.at_odds(reporter())} == {"Open"}
    (found,) = found_in(made)
    actions.settle_discrepancy(
        by=editor(), claim=made, key=found.key, decision="confirmed", reason="Both say so."
    )
    assert titles(queues.at_odds(editor())) == ["One source alone"]


def test_an_empty_newsroom_has_no_panels() -> None:
    assert panels_for(editor()) == []


def test_who_edited_since_the_last_publication_is_told_by_the_revision_not_by_clocks() -> None:
    ana = editor()
    made = judged_claim()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):  # a web server's clock is ahead
        publish(made)
    actions.correct(
        by=publisher(), claim=made, kind="correction", cause="editor_error", was_wrong="A typo."
    )
    actions.judge(by=ana, claim=made, reason="Put right.")
    actions.submit(by=reporter(), claim=made)
    assert needs(ana) == []
    assert len(needs(editor())) == 1


def test_an_article_whose_words_serve_as_evidence_needs_no_splitting() -> None:
    filed = source(PRESS_TEXT)
    assert titles(queues.new_sources()) == [str(filed)]
    passage = quote(text=filed.latest_text, exact=WORDS)
    shown = evidence(claim(), address=filed.link.url)
    Evidence.objects.filter(pk=shown.pk).update(passage=passage)
    assert not queues.new_sources()


def test_an_original_known_only_from_its_repost_has_nothing_to_read() -> None:
    Source.objects.create(slug="known-by-name", title="Known by name", filed_by=reporter())
    assert not queues.new_sources()


def test_discrepancies_are_looked_for_in_the_oldest_open_claims(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queues, "MOST_WEIGHED", 1)
    for statement in ("The older", "The newer"):
        measure(claim(statement=statement), "14", name="countries")
    reviewed = judged_claim(statement="Of another state")
    measure(reviewed, "14", name="countries")
    actions.submit(by=reporter(), claim=reviewed)
    assert titles(queues.at_odds(editor())) == ["The older", "Of another state"]


def test_sources_are_new_while_they_are_among_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "MOST_NEW", 2)
    for title in ("Long ago", "Lately", "Just now"):
        source(PRESS_TEXT, title=title)
    assert titles(queues.new_sources()) == ["Lately", "Just now"]
