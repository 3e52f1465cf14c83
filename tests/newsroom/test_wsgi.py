import os
from importlib import reload

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import wsgi


def test_the_web_door_asks_for_the_web_s_statement_timeout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("STATEMENT_TIMEOUT", raising=False)
    reload(wsgi)
    assert os.environ.pop("STATEMENT_TIMEOUT") == "5"


def test_the_web_refuses_to_boot_with_a_misspelled_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STATEMENT_TIMEOUT", "5")
    monkeypatch.setenv("DATABASE_URI", "postgresql://localhost/desk")
    with pytest.raises(ImproperlyConfigured, match="Did you mean DATABASE_URL"):
        reload(wsgi)
