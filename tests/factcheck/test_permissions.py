import pytest
from django.contrib.auth.models import Permission

from factcheck.permissions import MODEL_PERMISSIONS, VERBS, Verb, may
from newsroom.accounts.models import Role, User
from sources.permissions import MODEL_PERMISSIONS as SOURCE_PERMISSIONS

# The truth table: role × verb. y: may, -: may not.
TRUTH = """
                     none  reporter  editor  publisher
SPLIT                -     y         y       y
EDIT                 -     y         y       y
SUBMIT               -     y         y       y
COMMENT              -     y         y       y
ASSIGN               -     y         y       y
PARK                 -     y         y       y
REOPEN               -     y         y       y
APPROVE              -     -         y       y
REQUEST_CHANGES      -     -         y       y
REJECT               -     -         y       y
SETTLE_DISCREPANCY   -     -         y       y
CLOSE_REVIEW         -     -         y       y
ANSWER_READERS       -     -         y       y
MERGE                -     -         y       y
REPLAY               -     -         y       y
PUBLISH              -     -         -       y
SCHEDULE             -     -         -       y
CORRECT              -     -         -       y
WITHDRAW             -     -         -       y
SET_UP_WEBHOOKS      -     -         -       y
"""


def rows():
    header, *lines = TRUTH.strip("\n").splitlines()
    roles = header.split()
    for line in lines:
        verb, *marks = line.split()
        for role, mark in zip(roles, marks, strict=True):
            yield pytest.param(role, Verb[verb], mark == "y", id=f"{role}-{verb}")


@pytest.mark.parametrize(("role", "verb", "allowed"), list(rows()))
def test_the_truth_table(role, verb, allowed):
    assert may(User(role=role, is_active=True), verb) is allowed


def test_the_truth_table_names_every_verb_and_role():
    named = {parameter.values[:2] for parameter in rows()}
    assert named == {(role, verb) for role in Role.values for verb in Verb}
    assert set(VERBS) == set(Role.values)


@pytest.mark.parametrize("verb", Verb)
def test_somebody_who_left_may_do_nothing(verb):
    assert not may(User(role=Role.PUBLISHER, is_active=False), verb)


@pytest.mark.django_db
def test_every_row_permission_names_one_that_exists():
    known = {
        f"{app}.{name}"
        for app, name in Permission.objects.values_list("content_type__app_label", "codename")
    }
    granted = set().union(*MODEL_PERMISSIONS.values(), *SOURCE_PERMISSIONS.values())
    assert granted <= known
