"""The login of a colleague, as publishers look after it."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import reverse

from newsroom.accounts.models import Role, User
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import editor, person, publisher, reporter
from tests.newsroom.signin.entering import is_in, log_in
from tests.support.authenticator import app_of, recovery_codes_of

pytestmark = pytest.mark.django_db


def login_of(who: User) -> str:
    return reverse("admin:accounts_user_login", args=[who.pk])


def test_a_publisher_sees_where_somebody_is_logged_in_and_ends_it() -> None:
    ana = editor()
    theirs, client = log_in(ana), desk_of(publisher())
    change = client.get(reverse("admin:accounts_user_change", args=[ana.pk]))
    assert login_of(ana) in change.content.decode()
    assert "127.0.0.1" in text_of(client.get(login_of(ana)).content)
    done = client.post(login_of(ana), {"end_sessions": "1"}, follow=True)
    assert "All their sessions have ended" in text_of(done.content)
    assert "Logged in nowhere" in text_of(done.content)
    assert not is_in(theirs)


def test_a_publisher_takes_off_a_lost_second_factor() -> None:
    ana, client = editor(), desk_of(publisher())
    app_of(ana)
    recovery_codes_of(ana)
    page = text_of(client.get(login_of(ana)).content)
    assert "authenticator app" in page
    assert "10 recovery codes left" in page
    client.post(login_of(ana), {"forget_second_factor": "1"})
    assert not Authenticator.objects.filter(user=ana).exists()


def test_a_publisher_does_not_take_off_their_own() -> None:
    chief = publisher()
    app_of(chief)
    refused = desk_of(chief).post(login_of(chief), {"forget_second_factor": "1"})
    assert "Your own second factor" in text_of(refused.content)
    assert Authenticator.objects.filter(user=chief).exists()


def test_others_and_superusers_logins_are_closed() -> None:
    ana, root = editor(), person(Role.NONE, is_superuser=True)
    for client, who in ((desk_of(reporter()), ana), (desk_of(publisher()), root)):
        assert client.get(login_of(who)).status_code == 403
        assert client.post(login_of(who), {"end_sessions": "1"}).status_code == 403


def test_the_admin_lists_no_keys_and_no_sessions() -> None:
    models = {model._meta.label for model in admin.site._registry}
    assert not {label for label in models if label.split(".")[0] in {"mfa", "usersessions"}}
    assert not {label for label in models if label.startswith("account.")}
