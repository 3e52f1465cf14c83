from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from newsroom.accounts.models import User
from seeds import load
from seeds.claim_files import read_claims
from tests.factories import editor, publisher, reporter
from tests.support.press import Press

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_claim(open_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command load one claim from pages that are served."""
    monkeypatch.setattr(load, "read_pages", lambda: open_press.pages)
    monkeypatch.setattr(load, "read_claims", lambda: read_claims()[:1])


def load_seeds(*words: str) -> str:
    out = StringIO()
    call_command("load_seeds", *words, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("one_claim")
def test_it_says_where_readers_find_what_it_published() -> None:
    said = load_seeds()
    address = "https://desk.example.org/checks/the-lima-group-has-fourteen-member-countries/"
    assert f"published      {address}" in said


@pytest.mark.usefixtures("one_claim")
def test_it_loads_as_the_people_who_are_named() -> None:
    load_seeds("--people", reporter().username, editor().username, publisher().username)
    assert not User.objects.filter(username="reporter").exists()


def test_without_the_press_it_says_what_to_start(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "read_pages", lambda: press.pages)
    monkeypatch.setattr(load, "read_claims", lambda: read_claims()[:1])
    said = load_seeds()
    assert "1 is not taken further" in said
    assert "demo_press serve" in said
    assert "lima-group-fourteen: “Table (demo copy)" in said


def test_in_production_it_refuses_and_says_what_to_do(settings: Settings) -> None:
    settings.DEMO_LOGINS = False
    with pytest.raises(CommandError, match="--people REPORTER EDITOR PUBLISHER"):
        load_seeds()
