import os
from importlib import reload

import pytest

from newsroom import wsgi


def test_the_web_door_asks_for_the_web_s_statement_timeout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("STATEMENT_TIMEOUT", raising=False)
    reload(wsgi)
    assert os.environ.pop("STATEMENT_TIMEOUT") == "5"
