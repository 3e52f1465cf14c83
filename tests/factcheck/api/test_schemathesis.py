"""Schemathesis asks every operation of the running API whatever the schema allows, and what not.

With all its checks: no server error, nothing answered that is not promised, whatever is promised
to be understood is, and what is not is refused. The seed is fixed, so that it asks the same. What
it cannot read from the schema stands in ``schemathesis_hooks``.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.core.signing import Signer
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from factcheck import actions
from factcheck.actions import Webhook
from factcheck.exporting.keeping import keep_export
from newsroom.api.models import APIKey
from sources.linkcheck.guard import SystemLookup
from tests.factcheck.api.desk import RESOURCES, corrected, get, published, withdrawn
from tests.factcheck.api.test_schema import SNAPSHOT
from tests.factories import issued, publisher

HOOKS = Path(__file__).with_name("schemathesis_hooks.py")
WEBHOOKS = "/api/v1/webhooks/"
KEYS = {"ratings": "key", "corrections": "id", "evidence": "id", "exports": "id"}
"""What names an item, where that is not its slug."""

GONE_IS_FINE = ["2xx", "3xx", "401", "403", "404", "409", "410", "429"]
"""A good mark of another newsroom's changes is answered by 410; the rest is schemathesis' own."""


@pytest.fixture
def address(
    live_server: LiveServer, settings: Settings, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Serve some checks and an export of them, as often as anybody asks."""
    settings.SITE_URL = live_server.url
    settings.API_REQUESTS_A_MINUTE = {"address": 1_000_000, "key": 1_000_000}
    settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/29")]
    settings.LINKCHECK_ALLOWED_PORTS = range(1, 65_536)
    monkeypatch.setattr(SystemLookup, "__call__", found_here)
    corrected(published(statement="Wheat went through the harbour", topics=["grain", "oil"]))
    corrected(published(statement="Oil went through the harbour", topics=["harbour", "oil"]))
    withdrawn(published(statement="Gone"))
    keep_export()
    return str(live_server.url)


async def found_here(_lookup: SystemLookup, _host: str, _port: int) -> list[str]:
    """Know every name: a made-up one must not be asked for outside."""
    return ["127.0.0.1"]


@pytest.fixture
def key(address: str) -> tuple[APIKey, str]:
    """Issue a key that opens everything."""
    return issued()


def an_endpoint(key: APIKey, path: str) -> str:
    """Open a webhook and return its id."""
    webhook = Webhook(url=f"https://127.0.0.1/{path}")
    endpoint, _secret = actions.add_webhook(by=publisher(), partner=key.partner, webhook=webhook)
    return str(endpoint.public_id)


def cursors(endpoint: str) -> Iterable[str]:
    """Give each list a cursor, which nobody can make up."""
    lists = [f"/api/v1/{name}/" for name in RESOURCES if name != "changes"]
    for path in (*lists, WEBHOOKS):
        yield asked(path, {"query.cursor": cursor_of(path)})
    log = f"{WEBHOOKS}{{id}}/deliveries/"
    cursor = cursor_of(log.format(id=endpoint))
    yield asked(log, {"path.id": endpoint, "query.cursor": cursor})


def cursor_of(path: str) -> str:
    return Signer(salt=f"cursor:{path}").sign_object([0, False, None])


def names(client: Client, endpoint: str, another: str) -> Iterable[str]:
    """Name an item of each list. Of two webhooks one will be removed."""
    for resource in RESOURCES:
        if resource == "changes":
            continue
        row = get(client, f"{resource}/?page_size=1")["results"][0]
        key = KEYS.get(resource, "slug")
        item = f"/api/v1/{resource}/{{{key}}}/"
        yield asked(item, {f"path.{key}": row[key]})
        if resource == "checks":
            yield asked(f"{item}claimreview/", {"path.slug": row["slug"]})
        if resource == "exports":
            file = {"path.file": row["files"][0]["name"]}
            yield asked(f"{item}{{file}}", {"path.id": row["id"]} | file)
            yield asked("/api/v1/exports/latest/{file}", file)
    one = f"{WEBHOOKS}{{id}}/"
    for act in ("disable", "enable", "replay", "rotate", "test"):
        yield asked(f"{one}{act}/", {"path.id": endpoint})
    for method, named in (("GET", endpoint), ("PATCH", endpoint), ("DELETE", another)):
        yield asked(one, {"path.id": named}, method)


def asked(path: str, given: Mapping[str, str], method: str = "") -> str:
    """Write what is asked with: all operations of a path, or the one of a method."""
    parts = ", ".join(f"{json.dumps(name)} = {json.dumps(said)}" for name, said in given.items())
    # A path and a method beside each other would be either of them.
    which = f'include-name = "{method} {path}"' if method else f'include-path = "{path}"'
    return f"[[operations]]\n{which}\nparameters = {{ {parts} }}"


def config(secret: str, operations: Iterable[str]) -> str:
    """Write the file schemathesis is set up by. With an empty secret it comes without a key."""
    return "\n".join(
        [
            f"hooks = {json.dumps(str(HOOKS))}",
            f"[auth.openapi.key]\nbearer = {json.dumps(secret)}" if secret else "",
            *operations,
            '[[operations]]\ninclude-path = "/api/v1/changes/"',
            f"checks.positive_data_acceptance.expected-statuses = {json.dumps(GONE_IS_FINE)}",
        ]
    )


def run(address: str, folder: Path, *options: str) -> tuple[int, str]:
    """Run schemathesis, and return its status and what it said."""
    program = Path(sys.executable).with_name("schemathesis")
    file = folder / "schemathesis.toml"
    command = [str(program), "--config-file", str(file), "run", f"{address}/api/schema/"]
    command += ["--checks", "all", "--seed", "1", "--generation-database", "none", "--no-color"]
    ended = subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
# The server of the test answers in threads and leaves their connections to be collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("phases", "most", "is_named", "is_known"),
    [
        ("examples,coverage,fuzzing", 20, True, True),
        ("fuzzing,stateful", 60, False, True),
        ("fuzzing", 20, True, False),
    ],
    ids=["what is there", "whatever", "without a key"],
)
def test_schemathesis_finds_nothing(
    client: Client,
    address: str,
    key: tuple[APIKey, str],
    tmp_path: Path,
    *,
    phases: str,
    most: int,
    is_named: bool,
    is_known: bool,
) -> None:
    opens, secret = key
    endpoint, another = an_endpoint(opens, "one"), an_endpoint(opens, "another")
    operations = list(cursors(endpoint))
    if is_named:
        operations += names(client, endpoint, another)
    (tmp_path / "schemathesis.toml").write_text(config(secret if is_known else "", operations))
    code, said = run(address, tmp_path, "--phases", phases, "--max-examples", str(most))
    assert code == 0, said
    if is_named:
        # It warns of what it never reached. What is removed is so once; without a key no webhook.
        away = f"DELETE {WEBHOOKS}{{id}}/" if is_known else WEBHOOKS
        unreached = re.findall(r"^  - ([A-Z]+ /\S+)$", said, re.MULTILINE)
        assert [one for one in unreached if away not in one] == [], said
    paths = json.loads(SNAPSHOT.read_text())["paths"].values()
    every = sum(len(operations) for operations in paths)
    assert f"Selected: {every}/{every}" in said, said
