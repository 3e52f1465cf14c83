"""The desk's language, and the second factor before anything else."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.accounts.models import Role, User
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import editor, person, publisher
from tests.support.authenticator import app_of, recovery_codes_of

pytestmark = pytest.mark.django_db

INDEX = "/admin/"


@pytest.fixture
def mandatory(settings) -> None:
    settings.TWO_FACTOR_IS_MANDATORY = True


def publishers_and_superusers() -> list[User]:
    return [publisher(), person(Role.REPORTER, is_superuser=True)]


def test_whoever_publishes_sets_up_a_second_factor_before_anything_else(mandatory: None) -> None:
    for who in publishers_and_superusers():
        client = desk_of(who)
        for address in (INDEX, reverse("admin:factcheck_claim_changelist")):
            response = client.get(address)
            assert response.status_code == 302
            assert response.headers["Location"] == reverse("mfa_index")
        assert "Set one up, and all is open" in text_of(client.get(reverse("mfa_index")).content)
        assert client.post(INDEX, {}).status_code == 302


def test_with_a_second_factor_all_is_open(mandatory: None) -> None:
    for who in publishers_and_superusers():
        app_of(who)
        assert desk_of(who).get(INDEX).status_code == 200


def test_knowing_that_costs_one_query_and_only_where_it_matters(
    settings, django_assert_num_queries
) -> None:
    page = reverse("admin:password_change_done")
    for make, more in ((publisher, 1), (editor, 0)):
        client = desk_of(make())
        settings.TWO_FACTOR_IS_MANDATORY = True
        app_of(User.objects.latest("pk"))
        client.get(page)
        with CaptureQueriesContext(connection) as mandatory:
            assert client.get(page).status_code == 200
        settings.TWO_FACTOR_IS_MANDATORY = False
        with django_assert_num_queries(len(mandatory) - more):
            client.get(page)


def test_recovery_codes_alone_are_no_second_factor(mandatory: None) -> None:
    chief = publisher()
    recovery_codes_of(chief)
    assert desk_of(chief).get(INDEX).status_code == 302


def test_others_need_none(mandatory: None) -> None:
    assert desk_of(editor()).get(INDEX).status_code == 200


def test_where_it_is_only_offered_nobody_needs_one() -> None:
    assert desk_of(publisher()).get(INDEX).status_code == 200


def test_whoever_must_set_one_up_can_log_out(mandatory: None) -> None:
    client = desk_of(publisher())
    assert client.post(reverse("admin:logout")).status_code == 200
    assert "_auth_user_id" not in client.session


def test_production_makes_it_mandatory_and_the_demo_does_not() -> None:
    folder = settings.BASE_DIR / "newsroom" / "settings"
    assert "TWO_FACTOR_IS_MANDATORY = True" in (folder / "signin.py").read_text()
    assert "TWO_FACTOR_IS_MANDATORY = False" in (folder / "development.py").read_text()
    assert "TWO_FACTOR" not in (folder / "production.py").read_text()


def test_the_desk_speaks_the_persons_language() -> None:
    who = editor(language="es")
    response = desk_of(who).get(INDEX)
    assert response.headers["Content-Language"] == "es"
    assert '<html lang="es"' in response.content.decode()
    assert desk_of(editor()).get(INDEX).headers["Content-Language"] == "en"


def test_readers_pages_know_nobody() -> None:
    client = desk_of(editor(language="es"))
    response = client.get("/methodology/")
    assert response.headers["Content-Language"] == "en"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    assert Client().get("/es/methodology/").headers["Content-Language"] == "es"
