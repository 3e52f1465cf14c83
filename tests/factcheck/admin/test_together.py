"""Several claims at once: one by one, each with its own result."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck import actions
from factcheck.models import Claim
from factcheck.workflow import State
from newsroom.accounts.models import User
from tests.factcheck.admin.pages import desk_of, filled_in, text_of
from tests.factories import approve, editor, judged_claim, publisher, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

CLAIMS = reverse("admin:factcheck_claim_changelist")


def asked(client: Client, act: str, *claims: Claim) -> bytes:
    """Choose claims on the list, and return the page that asks once more."""
    chosen = {"action": act, "_selected_action": [claim.pk for claim in claims]}
    response = client.post(CLAIMS, chosen)
    assert response.status_code == 200, response.status_code
    return response.content


def done(client: Client, act: str, page: bytes, **given: Any) -> str:
    url = reverse("admin:factcheck_claim_together", args=[act])
    response = client.post(url, filled_in(page, "together-form") | given)
    assert response.status_code == 200
    return text_of(response.content)


def states(*claims: Claim) -> list[str]:
    rows = Claim.objects.select_related("verdict").in_bulk([claim.pk for claim in claims])
    return [rows[claim.pk].verdict.state for claim in claims]


def two_in_review(by: User) -> tuple[Claim, Claim]:
    one, other = judged_claim(by=by, statement="One"), judged_claim(by=by, statement="Other")
    for claim in (one, other):
        actions.submit(by=by, claim=claim)
    return one, other


def test_several_go_to_review_and_what_is_refused_of_one_keeps_no_other() -> None:
    ready, bare = judged_claim(statement="Ready"), judged_claim(statement="Bare")
    bare.evidence.all().delete()
    client = desk_of(reporter())
    text = done(client, "submit", asked(client, "submit", ready, bare))
    assert "Bare✕ refused Attach at least one piece of evidence" in text
    assert "Ready✓ done" in text
    assert states(ready, bare) == [State.IN_REVIEW, State.DRAFT]


def test_nobody_approves_together_what_they_edited() -> None:
    one, other = two_in_review(by=(author := editor()))
    client = desk_of(author)
    assert "A colleague has to approve it" in done(
        client, "approve", asked(client, "approve", one, other)
    )
    assert states(one, other) == [State.IN_REVIEW, State.IN_REVIEW]
    client = desk_of(editor())
    done(client, "approve", asked(client, "approve", one, other))
    assert states(one, other) == [State.APPROVED, State.APPROVED]


def test_what_changed_since_the_page_was_drawn_is_not_approved_with_the_others() -> None:
    one, other = two_in_review(by=(author := reporter()))
    client = desk_of(editor())
    page = asked(client, "approve", one, other)
    assert text_of(page).count("The table of the port authority says 17,200 tons.") == 2
    actions.judge(by=author, claim=one, reason="Something else.")
    actions.submit(by=author, claim=one)
    text = done(client, "approve", page)
    assert "is not the one you looked at" in text
    assert states(one, other) == [State.IN_REVIEW, State.APPROVED]


def test_what_is_not_ticked_is_left_alone() -> None:
    one, other = two_in_review(by=reporter())
    client = desk_of(editor())
    done(client, "approve", asked(client, "approve", one, other), claim=[other.pk])
    assert states(one, other) == [State.IN_REVIEW, State.APPROVED]


def test_several_are_scheduled_at_a_time_and_a_bad_time_keeps_the_choice() -> None:
    one = judged_claim(statement="One")
    approve(one)
    client = desk_of(publisher())
    page = asked(client, "schedule", one)
    assert "This field is required" in done(client, "schedule", page)
    assert "at most a year ahead" in done(client, "schedule", page, at="2001-01-01T10:00")
    later = f"{timezone.localtime() + timedelta(days=30):%Y-%m-%dT%H:%M}"
    assert "✓ done" in done(client, "schedule", page, at=later)
    one.verdict.refresh_from_db()
    assert one.verdict.scheduled_for is not None


def test_several_are_published_and_assigned() -> None:
    one, other = judged_claim(statement="One"), judged_claim(statement="Other")
    approve(one)
    approve(other)
    boss, colleague = publisher(), reporter()
    client = desk_of(boss)
    given = {"assignee": colleague.pk}
    assert "refused" not in done(client, "assign", asked(client, "assign", one, other), **given)
    assert colleague.assigned_verdicts.count() == 2
    assert "refused" not in done(client, "publish", asked(client, "publish", one, other))
    assert states(one, other) == [State.PUBLISHED, State.PUBLISHED]


def test_a_reporter_is_offered_no_approval_and_a_forged_one_is_refused() -> None:
    one, other = two_in_review(by=reporter())
    client = desk_of(reporter())
    assert b'value="approve"' not in client.get(CLAIMS).content
    assert b'value="submit"' in client.get(CLAIMS).content
    page = asked(desk_of(editor()), "approve", one, other)
    text = done(client, "approve", page)
    assert text.count("does not allow you to approve") == 2
    assert states(one, other) == [State.IN_REVIEW, State.IN_REVIEW]


def test_more_than_a_page_of_the_list_is_refused_in_words() -> None:
    claims = [judged_claim(statement=f"Claim {n}") for n in range(3)]
    client = desk_of(reporter())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factcheck.admin.together.MOST", 2)
        chosen = {"action": "submit", "_selected_action": [claim.pk for claim in claims]}
        response = client.post(CLAIMS, chosen, follow=True)
    assert "Choose at most 2 claims at once." in text_of(response.content)


def test_asking_costs_the_same_however_many_were_chosen() -> None:
    claims = [judged_claim(statement=f"Claim {n}") for n in range(4)]
    client = desk_of(reporter())

    def cost(count: int) -> int:
        with sql_sent() as sent:
            asked(client, "submit", *claims[:count])
        return len(sent)

    cost(1)
    assert cost(1) == cost(4)


def test_what_is_scheduled_can_be_taken_off_the_schedule_and_stays_approved() -> None:
    claim, boss = judged_claim(), publisher()
    sha256 = approve(claim)
    later = timezone.now() + timedelta(days=1)
    actions.schedule(by=boss, claim=claim, at=later, sha256=sha256)
    url = reverse("admin:factcheck_claim_act", args=[claim.pk, "unschedule"])
    assert desk_of(reporter()).post(url).status_code == 200
    claim.verdict.refresh_from_db()
    assert claim.verdict.scheduled_for == later
    assert desk_of(boss).post(url).status_code == 302
    claim.verdict.refresh_from_db()
    assert (claim.verdict.scheduled_for, claim.verdict.state) == (None, State.APPROVED)
    assert "not scheduled" in text_of(desk_of(boss).post(url).content)


def test_the_page_opened_by_itself_leads_to_the_list_and_says_why() -> None:
    url = reverse("admin:factcheck_claim_together", args=["approve"])
    response = desk_of(editor()).get(url, follow=True)
    assert response.redirect_chain == [(CLAIMS, 302)]
    assert "No claim was ticked, so nothing was done." in text_of(response.content)
