"""The page on which somebody leaves the newsroom."""

import pytest
from django.urls import reverse

from factcheck import actions
from factcheck.models import Verdict
from newsroom.accounts.models import Role, User
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import claim, editor, judged_claim, person, publisher, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def leave_page(who: User) -> str:
    return reverse("admin:accounts_user_leave", args=[who.pk])


def person_page(who: User) -> str:
    return reverse("admin:accounts_user_change", args=[who.pk])


def test_the_page_lists_what_is_handed_over_and_does_it_when_confirmed() -> None:
    leaver, successor = reporter(username="leaver"), editor(username="successor")
    claim(by=leaver, statement="A draft of theirs")
    in_review = judged_claim(by=leaver, statement="A claim in review")
    actions.submit(by=leaver, claim=in_review)
    client = desk_of(publisher())
    assert leave_page(leaver) in client.get(person_page(leaver)).content.decode()
    text = text_of(client.get(leave_page(leaver)).content)
    assert "Draft (1) A draft of theirs" in text
    assert "In review (1) A claim in review" in text
    assert User.objects.get(pk=leaver.pk).is_active
    form = answers(client, leave_page(leaver), "leave-form") | {"successor": successor.pk}
    answer = client.post(leave_page(leaver), form, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said == ["leaver has left. Handed over to successor: 2 claims."]
    assert set(Verdict.objects.values_list("assignee", flat=True)) == {successor.pk}
    assert "has left already" in text_of(client.post(leave_page(leaver), form).content)


def test_the_page_costs_the_same_however_much_is_handed_over() -> None:
    leaver, client = reporter(), desk_of(publisher())
    claim(by=leaver)

    def cost() -> int:
        with sql_sent() as sent:
            client.get(leave_page(leaver))
        return len(sent)

    before = cost()
    for number in range(5):
        claim(by=leaver, statement=f"Claim {number}")
    assert cost() == before


def test_of_much_work_the_beginning_is_read_and_the_rest_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("factcheck.admin.person.SHOWN", 1)
    leaver, client = reporter(), desk_of(publisher())
    for number in range(3):
        claim(by=leaver, statement=f"Claim {number}")
    with sql_sent() as sent:
        text = text_of(client.get(leave_page(leaver)).content)
    assert "Claim 0" in text
    assert "Claim 1" not in text
    assert "And 2 more." in text
    assert not any('"factcheck_verdict"."document",' in sql for sql in sent)


def test_nobody_leaves_by_a_tick_taken_away_but_comes_back_by_one() -> None:
    leaver, client = reporter(), desk_of(publisher())
    form = answers(client, person_page(leaver), "user_form")
    assert "is_active" not in form
    assert client.post(person_page(leaver), form).status_code == 302
    assert User.objects.get(pk=leaver.pk).is_active
    actions.leave(by=publisher(), who=leaver)
    form = answers(client, person_page(leaver), "user_form") | {"is_active": "on"}
    assert client.post(person_page(leaver), form).status_code == 302
    assert User.objects.get(pk=leaver.pk).is_active


def test_only_who_manages_people_sees_the_page() -> None:
    leaver = reporter()
    for who in (reporter(), editor()):
        assert desk_of(who).get(leave_page(leaver)).status_code == 403
        assert desk_of(who).post(leave_page(leaver)).status_code == 403
    root = person(Role.NONE, is_superuser=True)
    assert desk_of(publisher()).post(leave_page(root)).status_code == 403
    assert User.objects.filter(pk__in=[leaver.pk, root.pk], is_active=True).count() == 2


def test_whoever_left_takes_nothing_over() -> None:
    leaver, gone = reporter(), reporter(username="gone", is_active=False)
    client = desk_of(publisher())
    page = client.get(leave_page(leaver)).content.decode()
    assert "gone" not in page
    answer = client.post(leave_page(leaver), {"successor": gone.pk})
    assert "Select a valid choice" in text_of(answer.content)
    assert User.objects.get(pk=leaver.pk).is_active
