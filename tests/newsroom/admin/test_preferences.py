"""What people set for themselves."""

import pytest
from django.urls import reverse

from newsroom.audit.models import Event
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import judged_claim, person, reporter

pytestmark = pytest.mark.django_db

PAGE = "/admin/accounts/user/settings/"


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher"])
def test_everybody_chooses_language_and_shortcuts(role: str) -> None:
    who, other = person(role), reporter()
    client = desk_of(who)
    assert PAGE in client.get(reverse("admin:index")).content.decode()
    form = answers(client, PAGE, "settings-form")
    assert form == {"language": "en", "uses_shortcuts": "on"}
    assert client.post(PAGE, {"language": "es"}).status_code == 302
    who.refresh_from_db()
    assert (who.language, who.uses_shortcuts) == ("es", False)
    assert client.get(PAGE).headers["Content-Language"] == "es"
    other.refresh_from_db()
    assert (other.language, other.uses_shortcuts) == ("en", True)
    event = Event.objects.get(actor=who, verb="choose settings")
    assert event.after == "es, without shortcuts"


def test_a_language_nobody_speaks_here_is_refused() -> None:
    who = reporter()
    response = desk_of(who).post(PAGE, {"language": "xx", "uses_shortcuts": "on"})
    assert "Select a valid choice" in text_of(response.content)
    who.refresh_from_db()
    assert who.language == "en"


@pytest.mark.parametrize(("uses", "said"), [(True, False), (False, True)])
def test_the_workbench_is_told_that_shortcuts_are_off(uses: bool, said: bool) -> None:
    source = judged_claim().appearances.get().source_id
    client = desk_of(reporter(uses_shortcuts=uses))
    page = client.get(reverse("admin:sources_source_workbench", args=[source])).content.decode()
    assert ('data-shortcuts="off"' in page) is said


def test_the_settings_say_what_the_login_has() -> None:
    text = text_of(desk_of(reporter(gets_alerts=False)).get(PAGE).content)
    assert "Second factor: – none" in text
    assert "Alerts by mail: – off" in text
