"""Who may do what about whose login."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from newsroom.accounts.models import Role, User
from newsroom.audit.models import Event
from newsroom.jobs.models import Job
from newsroom.refusals import NotAllowed
from newsroom.signin.actions import (
    ask_for_new_password,
    end_sessions,
    forget_second_factor,
    forget_sessions,
    welcome,
)
from newsroom.signin.letters import KIND
from tests.factcheck.admin.pages import desk_of
from tests.factories import editor, person, publisher, reporter
from tests.newsroom.signin.entering import is_in, log_in
from tests.support.authenticator import app_of

pytestmark = pytest.mark.django_db


def letters() -> list[dict[str, Any]]:
    return [job.payload for job in Job.objects.filter(kind=KIND)]


def test_a_publisher_ends_all_sessions_listed_or_not() -> None:
    chief, ana, ben = publisher(), editor(), editor()
    listed, unlisted, other = log_in(ana), desk_of(ana), log_in(ben)
    end_sessions(by=chief, who=ana)
    assert not is_in(listed)
    assert not is_in(unlisted)
    assert is_in(other)
    assert is_in(log_in(ana))
    assert Event.objects.filter(actor=chief, verb="end sessions", target_id=ana.pk).exists()


@pytest.mark.parametrize("make", [reporter, editor])
@pytest.mark.parametrize("act", [end_sessions, forget_second_factor, welcome])
def test_nobody_else_looks_after_logins(make: Callable[[], User], act: Callable[..., None]) -> None:
    who = editor()
    client = desk_of(who)
    with pytest.raises(NotAllowed, match="Only publishers"):
        act(by=make(), who=who)
    assert is_in(client)


@pytest.mark.parametrize("act", [end_sessions, forget_second_factor, welcome])
def test_a_superuser_is_left_to_superusers(act: Callable[..., None]) -> None:
    root, other = (person(Role.NONE, is_superuser=True) for _number in range(2))
    with pytest.raises(NotAllowed, match="superuser"):
        act(by=publisher(), who=root)
    act(by=other, who=root)


def test_a_lost_second_factor_is_taken_off_by_a_colleague_and_told_of() -> None:
    chief, ana = publisher(), editor()
    app_of(ana)
    client = desk_of(ana)
    forget_second_factor(by=chief, who=ana)
    assert not Authenticator.objects.filter(user=ana).exists()
    assert not is_in(client)
    assert letters() == [{"person": ana.pk, "about": "changed", "change": "forget second factor"}]
    assert Event.objects.filter(actor=chief, verb="forget second factor").exists()


def test_nobody_takes_off_their_own_without_proving_who_they_are() -> None:
    chief = publisher()
    app_of(chief)
    with pytest.raises(NotAllowed, match="Your own"):
        forget_second_factor(by=chief, who=chief)
    assert Authenticator.objects.filter(user=chief).exists()


def test_asking_for_a_password_is_the_same_work_whoever_is_known(
    django_assert_num_queries,
) -> None:
    known = editor()
    for address in (known.email, "nobody@desk.example.org"):
        with django_assert_num_queries(4):
            ask_for_new_password(address=address)
    assert [letter["person"] for letter in letters()] == [known.pk, None]


def test_whoever_left_gets_no_new_password() -> None:
    gone = editor(is_active=False)
    ask_for_new_password(address=gone.email)
    assert [letter["person"] for letter in letters()] == [None]


def test_a_new_person_without_an_address_is_not_written_to() -> None:
    new = reporter()
    new.email = ""
    welcome(by=publisher(), who=new)
    assert not letters()


def test_of_sessions_that_are_over_nothing_is_kept() -> None:
    ana, ben = editor(), editor()
    log_in(ana)
    client = log_in(ben)
    Session.objects.exclude(session_key=client.session.session_key).update(
        expire_date=timezone.now() - timedelta(minutes=1)
    )
    assert forget_sessions() == 1
    assert [session.user for session in UserSession.objects.all()] == [ben]
    assert is_in(client)
