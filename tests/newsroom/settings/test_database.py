import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom.settings.database import named, with_limits


def test_an_unset_variable_names_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert named("DATABASE_URL") is None


def test_anything_but_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///db.sqlite3")
    with pytest.raises(ImproperlyConfigured, match="must name a PostgreSQL database"):
        named("DATABASE_URL")


def test_the_options_given_with_a_database_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk@db.example.org/desk?sslmode=require")
    entry = named("DATABASE_URL")
    assert entry
    assert entry["OPTIONS"]["sslmode"] == "require"
    given = with_limits({"OPTIONS": {"options": "-c search_path=desk"}})["OPTIONS"]["options"]
    assert given.startswith("-c search_path=desk -c statement_timeout=")


def test_the_web_asks_for_a_shorter_statement_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATEMENT_TIMEOUT", "5")
    assert "statement_timeout=5s" in with_limits({})["OPTIONS"]["options"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statement_timeout", "1min"),
        ("jit", "off"),
        ("parallel_setup_cost", "10000"),
        ("lock_timeout", "2s"),
        ("idle_in_transaction_session_timeout", "10s"),
    ],
)
def test_the_server_holds_every_connection_to_its_limits(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting(%s)", [name])
        assert cursor.fetchone() == (value,)
