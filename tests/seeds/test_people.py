import pytest
from django.conf import settings as django_settings
from pytest_django.fixtures import Settings

from newsroom.accounts.models import Role, User
from newsroom.refusals import Refusal
from seeds.people import PASSWORD, demo_people, named_people
from tests.factories import editor, publisher, reporter

pytestmark = pytest.mark.django_db


def test_the_demo_has_three_people_who_can_log_in_at_the_desk() -> None:
    people = demo_people()
    for person in (people.reporter, people.editor, people.publisher):
        assert person.username == person.role
        assert person.is_staff
        assert person.check_password(PASSWORD)


def test_people_who_are_there_keep_their_password_and_role() -> None:
    demo_people()
    changed = User.objects.get(username="reporter")
    changed.set_password("their own")
    changed.role = Role.EDITOR
    changed.save()
    again = demo_people().reporter
    assert again.check_password("their own")
    assert again.role == Role.EDITOR


def test_a_known_password_is_refused_where_demo_logins_are_not_allowed(
    settings: Settings,
) -> None:
    settings.DEMO_LOGINS = False
    with pytest.raises(Refusal, match="everybody knows their password"):
        demo_people()
    assert not User.objects.exists()


def test_demo_logins_are_not_allowed_unless_settings_say_so() -> None:
    base = django_settings.BASE_DIR / "newsroom" / "settings"
    assert "DEMO_LOGINS = False" in (base / "base.py").read_text()
    assert "DEMO_LOGINS" not in (base / "production.py").read_text()


def test_people_are_named_in_order() -> None:
    ours = reporter(), editor(), publisher()
    people = named_people([person.username for person in ours])
    assert (people.reporter, people.editor, people.publisher) == ours


def test_a_name_nobody_has_is_refused() -> None:
    with pytest.raises(Refusal, match=r"Nobody is called nobody, none\."):
        named_people([reporter().username, "nobody", "none"])


def test_one_person_cannot_do_the_work_of_two() -> None:
    one, two = reporter().username, editor().username
    with pytest.raises(Refusal, match="three different people"):
        named_people([one, two, one])
