"""Schemathesis asks every operation of the running API whatever the schema allows, and what not.

With all its checks: no server error, nothing answered that is not promised, whatever is promised
to be understood is, and what is not is refused. The seed is fixed, so that it asks the same.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factcheck.api.desk import RESOURCES, corrected, get, published, withdrawn

KEYS = {"ratings": "key", "corrections": "id", "evidence": "id"}
"""What names an item, where that is not its slug."""


@pytest.fixture
def address(live_server: LiveServer, settings: Settings) -> str:
    """Serve some checks, as often as anybody asks."""
    settings.SITE_URL = live_server.url
    settings.API_REQUESTS_A_MINUTE = {"address": 100_000, "key": 100_000}
    corrected(published(statement="Wheat went through the harbour", topics=["grain", "oil"]))
    corrected(published(statement="Oil went through the harbour", topics=["harbour", "oil"]))
    withdrawn(published(statement="Gone"))
    return str(live_server.url)


def settings_of(client: Client, *, names: bool) -> str:
    """Write what nobody can make up: a cursor of each list and, if asked, a name of each item."""
    lines = []
    for resource in RESOURCES:
        if resource == "changes":
            continue
        cursor = Signer(salt=f"cursor:/api/v1/{resource}/").sign_object([0, False, None])
        lines += _operation(f"/api/v1/{resource}/", "query.cursor", cursor)
        for row in get(client, f"{resource}/?page_size=1")["results"] if names else ():
            key = KEYS.get(resource, "slug")
            lines += _operation(f"/api/v1/{resource}/{{{key}}}/", f"path.{key}", row[key])
    return "\n".join(lines)


def _operation(path: str, parameter: str, value: Any) -> list[str]:
    given = f"parameters = {{ {json.dumps(parameter)} = {json.dumps(value)} }}"
    return ["[[operations]]", f"include-path = {json.dumps(path)}", given]


def run(address: str, folder: Path, given: str, *options: str) -> tuple[int, str]:
    config = folder / "schemathesis.toml"
    config.write_text(given)
    program = Path(sys.executable).with_name("schemathesis")
    command = [str(program), "--config-file", str(config), "run", f"{address}/api/schema/"]
    command += ["--checks", "all", "--seed", "1", "--no-color", *options]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
# The server of the test answers in threads and leaves their connections to be collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("named", [True, False], ids=["what is there", "whatever"])
def test_schemathesis_finds_nothing(
    client: Client, address: str, tmp_path: Path, *, named: bool
) -> None:
    given = settings_of(client, names=named)
    code, said = run(address, tmp_path, given, "--phases", "fuzzing", "--max-examples", "5")
    assert code == 0, said
    assert "Selected: " in said
