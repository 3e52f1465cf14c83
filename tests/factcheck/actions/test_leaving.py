"""Somebody leaves: the door closes, the work goes on, the name stays."""

import pytest
from django.db.models import ProtectedError
from django.test import Client

from factcheck import actions
from factcheck.models import Claim, Verdict
from factcheck.turns import NEEDS_YOU, turns
from newsroom.accounts.models import Role, User
from newsroom.audit.models import Event
from newsroom.refusals import NotAllowed, NotReady, Refusal
from tests.factcheck.admin.pages import desk_of
from tests.factories import claim, editor, judged_claim, person, publisher, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def assignee_of(of: Claim) -> User | None:
    return Verdict.objects.get(claim=of).assignee


def test_what_was_assigned_and_what_only_they_knew_of_goes_to_the_successor() -> None:
    leaver, successor, other = reporter(), editor(), reporter()
    assigned, draft, taken = claim(by=other), claim(by=leaver), claim(by=leaver)
    in_review = judged_claim(by=other)
    actions.submit(by=leaver, claim=in_review)
    actions.assign(by=leaver, claim=assigned, assignee=leaver)
    actions.assign(by=leaver, claim=taken, assignee=other)
    chief = publisher()
    assert actions.leave(by=chief, who=leaver, successor=successor) == 3
    assert [assignee_of(one) for one in (assigned, draft, in_review)] == [successor] * 3
    assert assignee_of(taken) == other
    assert Verdict.objects.get(claim=in_review).state == "in_review"
    assert Event.objects.filter(verb="assign", actor=chief).count() == 3
    assert Event.objects.get(verb="see off").note == str(successor)


def test_they_are_logged_out_and_stay_so_when_they_come_back() -> None:
    leaver, colleague = reporter(), reporter()
    theirs, others = desk_of(leaver), desk_of(colleague)
    chief = publisher()
    actions.leave(by=chief, who=leaver)
    assert Event.objects.filter(verb="end sessions", actor=chief).exists()
    assert theirs.get("/admin/").status_code == 302
    assert others.get("/admin/").status_code == 200
    assert not Client().login(username=leaver.username, password="correct horse battery")
    User.objects.filter(pk=leaver.pk).update(is_active=True)
    assert theirs.get("/admin/").status_code == 302


def test_whoever_puts_an_act_on_record_meanwhile_does_not_wait_for_the_leaver() -> None:
    with sql_sent() as sent:
        actions.leave(by=publisher(), who=reporter())
    locking = [sql for sql in sent if '"accounts_user"' in sql and " FOR " in sql]
    assert locking
    assert all("FOR NO KEY UPDATE" in sql for sql in locking), "their key is on every record"


def test_what_goes_to_nobody_is_on_everybodys_desk() -> None:
    leaver = reporter()
    draft, judged = claim(by=leaver, statement="A draft left behind"), judged_claim(by=leaver)
    actions.assign(by=leaver, claim=draft, assignee=leaver)
    claim(by=reporter(), statement="Somebody's")
    actions.leave(by=publisher(), who=leaver)
    anybody, taker = reporter(), reporter()
    rows = [(row.title, row.action) for row in turns(anybody)[NEEDS_YOU]]
    assert rows == [(draft.statement, "Take it"), (judged.statement, "Take it")]
    actions.assign(by=anybody, claim=draft, assignee=taker)
    actions.assign(by=anybody, claim=judged, assignee=taker)
    assert turns(anybody)[NEEDS_YOU] == []
    assert [row.action for row in turns(taker)[NEEDS_YOU]] == ["Open", "Open"]


def test_history_keeps_their_name_and_keeps_them_from_being_deleted() -> None:
    leaver = reporter()
    claim(by=leaver)
    actions.leave(by=publisher(), who=leaver)
    assert Event.objects.filter(actor=leaver, verb="split").exists()
    with pytest.raises(ProtectedError):
        leaver.delete()


def test_somebody_without_a_role_or_gone_takes_nothing_over() -> None:
    leaver = reporter()
    for successor in (leaver, person(Role.NONE), editor(is_active=False)):
        with pytest.raises(Refusal, match="a colleague who works here"):
            actions.leave(by=publisher(), who=leaver, successor=successor)
    leaver.refresh_from_db()
    assert leaver.is_active


def test_only_publishers_see_others_off_and_nobody_themselves() -> None:
    leaver, chief = reporter(), publisher()
    with pytest.raises(NotAllowed):
        actions.leave(by=editor(), who=leaver)
    with pytest.raises(NotAllowed, match="their own role"):
        actions.leave(by=chief, who=chief)
    with pytest.raises(NotAllowed, match="superuser"):
        actions.leave(by=chief, who=person(Role.EDITOR, is_superuser=True))
    actions.leave(by=chief, who=leaver)
    with pytest.raises(NotReady, match="has left already"):
        actions.leave(by=chief, who=leaver)
