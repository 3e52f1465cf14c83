"""No line of a log tells a key, whatever has it in its words."""

import logging

import pytest
from structlog.stdlib import ProcessorFormatter

from newsroom.api.keys import new_secret
from newsroom.settings.logs import logging_config


@pytest.mark.parametrize("json", [False, True])
def test_keys_are_cut_in_words_arguments_and_tracebacks(json: bool) -> None:
    secret = new_secret("0123abcd")
    given = dict(logging_config(json=json)["formatters"]["line"])
    formatter = given.pop("()")(**given)
    assert isinstance(formatter, ProcessorFormatter)
    fault = RuntimeError(f"Not found: {secret}")
    asked = ("/api/v1/?key=" + secret,)
    record = logging.LogRecord(
        "web", logging.ERROR, __file__, 1, "GET %s", asked, (RuntimeError, fault, None)
    )
    line = formatter.format(record)
    assert "RuntimeError" in line
    assert line.count("nk_0123abcd_…") + line.count(r"nk_0123abcd_\u2026") == 2
    assert secret not in line
