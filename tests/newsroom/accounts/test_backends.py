import pytest
from django.contrib.auth.models import AnonymousUser

from factcheck.permissions import MODEL_PERMISSIONS
from newsroom.accounts.backends import RoleBackend, permissions_of
from newsroom.accounts.models import Role, User
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_a_person_has_what_their_role_has_in_every_app(role):
    somebody = person(role)
    assert somebody.get_all_permissions() == permissions_of(role)
    assert MODEL_PERMISSIONS.get(role, frozenset()) <= permissions_of(role)


def test_somebody_without_a_role_may_see_nothing():
    assert not person(Role.NONE).get_all_permissions()


def test_somebody_who_left_has_no_permissions():
    gone = person(Role.PUBLISHER, is_active=False)
    assert not gone.has_perm("factcheck.view_claim")


def test_nobody_in_particular_has_no_permissions():
    assert RoleBackend().get_all_permissions(AnonymousUser()) == set()


def test_a_role_is_for_the_whole_newsroom_and_not_for_one_row():
    somebody = person(Role.EDITOR)
    assert not somebody.has_perm("factcheck.view_claim", somebody)


def test_the_database_knows_the_roles():
    with pytest.raises(Exception, match="accounts_user_role_known"):
        User.objects.filter(pk=person().pk).update(role="king")
