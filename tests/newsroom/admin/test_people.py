"""People are managed by publishers, and nobody raises themselves."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from newsroom.accounts.actions import save_person
from newsroom.accounts.models import Role, User
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of
from newsroom.jobs.models import Job
from newsroom.refusals import NotAllowed
from newsroom.signin.actions import end_sessions
from newsroom.signin.letters import KIND
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import editor, person, publisher, reporter

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough secret"
NEW = {"username": "ana", "password1": PASSWORD, "password2": PASSWORD, "role": Role.EDITOR}


def page_of(who: User) -> str:
    return reverse("admin:accounts_user_change", args=[who.pk])


def test_a_publisher_adds_somebody_who_can_log_in() -> None:
    chief = publisher()
    add = reverse("admin:accounts_user_add")
    response = desk_of(chief).post(add, NEW)
    assert response.status_code == 302, text_of(response.content)
    ana = User.objects.get(username="ana")
    assert (ana.role, ana.is_staff, ana.is_superuser) == (Role.EDITOR, True, False)
    assert Event.objects.filter(verb="add", actor=chief, after=Role.EDITOR).exists()
    client = Client()
    login = reverse("admin:login")
    response = client.post(login, {"username": "ana", "password": PASSWORD, "next": "/admin/"})
    assert response.status_code == 302
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("make", [reporter, editor])
def test_nobody_else_adds_or_changes_people(make: Callable[[], User]) -> None:
    client = desk_of(make())
    assert client.post(reverse("admin:accounts_user_add"), NEW).status_code == 403
    assert client.post(page_of(publisher()), {"role": Role.NONE}).status_code == 403


def test_nobody_changes_their_own_role() -> None:
    chief = publisher()
    client = desk_of(chief)
    form = answers(client, page_of(chief), "user_form")
    assert "role" not in form
    client.post(page_of(chief), form | {"role": Role.NONE, "is_superuser": "on"})
    chief.refresh_from_db()
    assert (chief.role, chief.is_superuser) == (Role.PUBLISHER, False)
    themselves = User.objects.get(pk=chief.pk)
    themselves.role = Role.EDITOR
    with pytest.raises(NotAllowed, match="their own role"):
        save_person(by=chief, who=themselves)


def test_somebody_who_calls_themselves_a_publisher_is_refused() -> None:
    one = reporter()
    one.role = Role.PUBLISHER
    with pytest.raises(NotAllowed, match="their own role"):
        save_person(by=one, who=one)


def test_a_publisher_makes_no_superuser_and_touches_none() -> None:
    chief, root, other = publisher(), person(Role.NONE, is_superuser=True), reporter()
    client = desk_of(chief)
    form = answers(client, page_of(other), "user_form")
    client.post(page_of(other), form | {"is_superuser": "on", "is_staff": "on"})
    other.refresh_from_db()
    assert not other.is_superuser
    assert client.post(page_of(root), {"username": "root"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    given = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(password, given).status_code == 403
    other.is_superuser = True
    with pytest.raises(NotAllowed, match="makes a superuser"):
        save_person(by=chief, who=other)


def test_taking_the_role_away_closes_the_door_at_once() -> None:
    chief, other = publisher(), editor()
    theirs = desk_of(other)
    assert theirs.get("/admin/").status_code == 200
    client = desk_of(chief)
    form = answers(client, page_of(other), "user_form") | {"role": Role.NONE}
    assert client.post(page_of(other), form).status_code == 302
    assert theirs.get("/admin/").status_code == 302


def test_saving_a_person_brings_no_ended_session_and_no_old_password_back() -> None:
    chief, other = publisher(), reporter()
    stale = User.objects.get(pk=other.pk)
    end_sessions(by=chief, who=other)
    other.set_password(PASSWORD)
    other.save()
    stale.first_name = "Ana"
    save_person(by=chief, who=stale)
    stored = User.objects.get(pk=other.pk)
    assert (stored.first_name, stored.session_round) == ("Ana", 1)
    assert stored.check_password(PASSWORD)


def test_a_publisher_sets_a_new_password() -> None:
    other = reporter()
    url = reverse("admin:auth_user_password_change", args=[other.pk])
    given = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    chief = publisher()
    response = desk_of(chief).post(url, given)
    assert response.status_code == 302, text_of(response.content)
    other.refresh_from_db()
    assert other.check_password(PASSWORD)
    assert events_of(other).get(verb="change password").actor == chief
    letter = Job.objects.get(kind=KIND).payload
    assert (letter["person"], letter["change"]) == (other.pk, "change password")


def test_a_new_address_is_on_record_and_the_former_one_is_told() -> None:
    chief, other = publisher(), editor()
    former = other.email
    client = desk_of(chief)
    form = answers(client, page_of(other), "user_form") | {"email": "elsewhere@desk.example.org"}
    assert client.post(page_of(other), form).status_code == 302
    assert events_of(other).get(verb="change", actor=chief).note == "email"
    letter = Job.objects.get(kind=KIND).payload
    assert (letter["to"], letter["change"]) == (former, "change address")


def test_a_name_that_changes_is_on_record_and_nobody_is_written_to() -> None:
    chief = publisher()
    client = desk_of(chief)
    form = answers(client, page_of(chief), "user_form") | {"first_name": "Ana"}
    assert client.post(page_of(chief), form).status_code == 302
    assert events_of(chief).get(verb="change").note == "first_name"
    assert not Job.objects.filter(kind=KIND).exists()


def test_people_change_their_own_password() -> None:
    one = reporter()
    url = reverse("admin:password_change")
    given = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    given["old_password"] = "correct horse battery"
    assert desk_of(one).post(url, given).status_code == 302
    one.refresh_from_db()
    assert one.check_password(PASSWORD)


def test_nobody_is_deleted() -> None:
    other = reporter()
    url = reverse("admin:accounts_user_delete", args=[other.pk])
    assert desk_of(publisher()).post(url, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("make", [reporter, editor, publisher])
def test_everybody_chooses_whether_they_are_written_to(make: Callable[[], User]) -> None:
    who, other = make(), reporter()
    client, page = desk_of(who), reverse("admin:accounts_user_alerts")
    assert page in client.get(reverse("admin:index")).content.decode()
    assert who.email in text_of(client.get(page).content)
    for answer, expected in (({}, False), ({"gets_alerts": "on"}, True), ({}, False)):
        assert client.post(page, answer).status_code == 302
        who.refresh_from_db()
        assert who.gets_alerts is expected
    other.refresh_from_db()
    assert other.gets_alerts
    assert Event.objects.filter(actor=who, verb="choose alerts").count() == 3
