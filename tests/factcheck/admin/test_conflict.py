"""Two editors in one draft: the second meets both versions, and nothing is lost."""

import pytest
from django.urls import reverse

from factcheck import actions
from factcheck.models import Claim
from tests.factcheck.admin.pages import Answers, answers, desk_of, filled_in, text_of
from tests.factories import judged_claim, rating, reporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return judged_claim()


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def typed(form: Answers) -> Answers:
    return form | {"verdict-0-reason": "What the second one says", "place": "Lima"}


def test_the_second_save_shows_what_each_field_says_there_and_here(claim: Claim) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    first = reporter(first_name="Ana", last_name="First")
    actions.judge(by=first, claim=claim, reason="What the first one says")
    response = second.post(page_of(claim), typed(form))
    text = text_of(response.content)
    assert "Ana First changed this claim" in text
    assert "What the first one says" in text
    assert "What the second one says" in text
    claim.verdict.refresh_from_db()
    assert claim.verdict.reason == "What the first one says"
    kept = filled_in(response.content, "claim_form")
    assert kept["verdict-0-reason"] == "What the second one says"
    assert kept["place"] == "Lima"


def test_saving_again_without_comparing_meets_the_conflict_again(claim: Claim) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    actions.judge(by=reporter(), claim=claim, reason="What the first one says")
    again = filled_in(second.post(page_of(claim), typed(form)).content, "claim_form")
    assert second.post(page_of(claim), again).status_code == 200
    claim.verdict.refresh_from_db()
    assert claim.verdict.reason == "What the first one says"


def test_who_has_compared_may_save_what_the_form_says(claim: Claim) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    verdict = actions.judge(by=reporter(), claim=claim, reason="What the first one says")
    again = filled_in(second.post(page_of(claim), typed(form)).content, "claim_form")
    again["compared_revision"] = str(verdict.revision)
    assert second.post(page_of(claim), again).status_code == 302
    claim.verdict.refresh_from_db()
    assert claim.verdict.reason == "What the second one says"


def test_comparing_with_one_version_does_not_cover_the_next(claim: Claim) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    verdict = actions.judge(by=reporter(), claim=claim, reason="What the first one says")
    again = typed(form) | {"compared_revision": str(verdict.revision)}
    actions.judge(by=reporter(), claim=claim, reason="What a third one says")
    assert second.post(page_of(claim), again).status_code == 200
    claim.verdict.refresh_from_db()
    assert claim.verdict.reason == "What a third one says"


def test_what_only_the_first_one_changed_survives_the_second_save(claim: Claim) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    false = rating("false")
    verdict = actions.judge(
        by=reporter(), claim=claim, rating=false, explanation="Longer now", answer="We did not."
    )
    response = second.post(page_of(claim), typed(form))
    assert "Nothing contradicts" in text_of(response.content)
    again = filled_in(response.content, "claim_form")
    assert again["compared_revision"] == str(verdict.revision)
    assert second.post(page_of(claim), again).status_code == 302
    claim = Claim.objects.select_related("verdict").get()
    assert claim.place == "Lima"
    assert claim.verdict.reason == "What the second one says"
    assert claim.verdict.rating == false
    assert claim.verdict.explanation == "Longer now"
    assert claim.verdict.answer == "We did not."


def test_rows_are_brought_together_as_well(claim: Claim) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    evidence = claim.evidence.get()
    first = desk_of(reporter())
    theirs = answers(first, page_of(claim), "claim_form")
    theirs |= {"evidence-0-shows": "A yearly table.", "evidence-0-position": "3"}
    theirs.pop("evidence-0-is_load_bearing")
    assert first.post(page_of(claim), theirs).status_code == 302
    response = second.post(page_of(claim), form | {"evidence-0-title": "My title"})
    again = filled_in(response.content, "claim_form")
    assert second.post(page_of(claim), again).status_code == 302
    evidence.refresh_from_db()
    assert (evidence.title, evidence.shows) == ("My title", "A yearly table.")
    assert (evidence.position, evidence.is_load_bearing) == (3, False)


def test_evidence_removed_in_the_meantime_stays_removed_unless_it_was_changed(
    claim: Claim,
) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    actions.edit(by=reporter(), claim=claim)
    claim.evidence.all().delete()
    again = filled_in(second.post(page_of(claim), typed(form)).content, "claim_form")
    assert second.post(page_of(claim), again).status_code == 302
    assert not claim.evidence.exists()


def test_evidence_removed_while_it_was_being_changed_is_asked_about(claim: Claim) -> None:
    second = desk_of(reporter())
    form = answers(second, page_of(claim), "claim_form")
    verdict = actions.edit(by=reporter(), claim=claim)
    claim.evidence.all().delete()
    response = second.post(page_of(claim), form | {"evidence-0-title": "My title"})
    assert "(removed)" in text_of(response.content)
    again = filled_in(response.content, "claim_form")
    again["compared_revision"] = str(verdict.revision)
    assert second.post(page_of(claim), again).status_code == 302
    assert claim.evidence.get().title == "My title"


def test_figures_of_an_appearance_are_guarded_by_the_same_revision(claim: Claim) -> None:
    appearance = claim.appearances.get()
    page = reverse("admin:factcheck_appearance_change", args=[appearance.pk])
    second = desk_of(reporter())
    form = answers(second, page, "appearance_form")
    actions.judge(by=reporter(), claim=claim, reason="What the first one says")
    given = {"figures-0-measure": "tons", "figures-0-as_written": "more than 17,000 tons"}
    assert "changed this claim" in text_of(second.post(page, form | given).content)
    assert not appearance.figures.exists()
    form = answers(second, page, "appearance_form")
    assert second.post(page, form | given).status_code == 302
    assert appearance.figures.get().minimum == 17_000


def test_an_act_on_a_draft_that_changed_leads_to_both_texts_and_then_goes_on(claim: Claim) -> None:
    client = desk_of(reporter())
    url = reverse("admin:factcheck_claim_act", args=[claim.pk, "submit"])
    form = answers(client, url, "act-form")
    actions.judge(by=reporter(first_name="Ana"), claim=claim, reason="What Ana says")
    response = client.post(url, form)
    assert "Ana changed this claim" in text_of(response.content)
    versions = reverse("admin:factcheck_claim_versions", args=[claim.pk])
    compare = f"{versions}?before=r{form['revision']}&amp;after=now"
    assert compare in response.content.decode()
    assert client.get(compare.replace("&amp;", "&")).status_code == 200
    again = filled_in(response.content, "act-form")
    assert client.post(url, again).status_code == 302
    claim.verdict.refresh_from_db()
    assert claim.verdict.document["reason"] == "What Ana says"


def test_nothing_of_a_claim_is_edited_in_a_list(claim: Claim) -> None:
    """A list has no revision to compare, so no column of it is a field."""
    page = desk_of(reporter()).get(reverse("admin:factcheck_claim_changelist")).content
    assert b'name="form-0-' not in page
