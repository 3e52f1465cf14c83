import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.settings.mail import GIVE_UP_AFTER, mail

SITE = {"site_name": "Fact desk", "site_url": "https://desk.example.org"}


@pytest.fixture(autouse=True)
def no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)


def test_mail_comes_from_the_newsroom_and_a_server_that_hangs_is_given_up() -> None:
    settings = mail("smtp://localhost:25", **SITE)
    assert settings["DEFAULT_FROM_EMAIL"] == "Fact desk <desk@desk.example.org>"
    assert settings["EMAIL_TIMEOUT"] == GIVE_UP_AFTER
    assert settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_a_machine_without_a_name_sends_as_localhost() -> None:
    settings = mail("console:", site_name="Fact desk", site_url="http://127.0.0.1:8000")
    assert settings["DEFAULT_FROM_EMAIL"] == "Fact desk <desk@localhost>"
    assert settings["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_the_address_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "EMAIL_URL", "smtp://m.example.org?_default_from_email=x@example.org&timeout=3"
    )
    settings = mail("console:", **SITE)
    assert (settings["DEFAULT_FROM_EMAIL"], settings["EMAIL_TIMEOUT"]) == ("x@example.org", 3)
    assert settings["EMAIL_HOST"] == "m.example.org"


def test_an_address_that_names_no_way_to_send_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "consolemail://")
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must begin with"):
        mail("console:", **SITE)
