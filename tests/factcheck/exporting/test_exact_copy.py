"""An export and the changes since are what the API answers, byte for byte, whatever happens.

The copy is kept by the very client that docs/partners.md shows, over real HTTP.
"""

import re
import runpy
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import connection
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from factcheck.exporting.keeping import keep_export
from factcheck.models import Change, Check
from newsroom.api.throttling import AddressThrottle
from tests.factcheck.api.desk import published
from tests.factcheck.exporting.newsroom_at_work import Newsroom

CLIENT = runpy.run_path(str(Path(__file__).parents[3] / "docs" / "examples" / "keep_copy.py"))
LOOKED_AT = re.compile(rb'"last_looked_at":(?:null|"[^"]*")')
"""The one thing the changes do not promise (decision 0090)."""


class Copy:
    """What a partner has, and the program that keeps it."""

    def __init__(self, server: str, file: Path) -> None:
        self.api = f"{server}/api/v1/"
        self.db = sqlite3.connect(file)
        self.db.executescript(CLIENT["TABLES"])

    def catch_up(self) -> None:
        CLIENT["follow"](self.api, self.db)

    def checks(self) -> dict[str, bytes]:
        return dict(self.db.execute("SELECT slug, body FROM checks"))

    def place(self) -> tuple[int, str]:
        found: tuple[int, str] = self.db.execute("SELECT since, mark FROM place").fetchone()
        return found

    def served(self) -> dict[str, bytes]:
        """Return what the API answers of each check there ever was."""
        slugs = list(Check.objects.values_list("slug", flat=True))
        answers = {}
        for slug in slugs:
            with urlopen(f"{self.api}checks/{slug}/") as answer:  # noqa: S310 - our own server
                answers[slug] = answer.read()
        return answers

    def is_exact(self) -> bool:
        return steady(self.checks()) == steady(self.served())


def steady(bodies: dict[str, bytes]) -> dict[str, bytes]:
    return {slug: LOOKED_AT.sub(b"", body) for slug, body in bodies.items()}


@pytest.fixture
def copy(
    live_server: LiveServer, settings: Settings, exports: Path, tmp_path: Path
) -> Iterator[Copy]:
    settings.SITE_URL = live_server.url
    kept = Copy(live_server.url, tmp_path / "copy.sqlite")
    yield kept
    kept.db.close()


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AddressThrottle, "THROTTLE_RATES", {"address": "100000/min"})


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 9))]
)
@pytest.mark.django_db(transaction=True)
def test_export_and_changes_are_an_exact_copy_while_everybody_works(
    seed: int, copy: Copy, unhurried: None
) -> None:
    for n in range(6):
        published(statement=f"Claim {n}")
    newsroom = Newsroom(seed)
    with newsroom.at_work():
        wait_for_changes(15)
        begin(copy)
        for more in (15, 15):
            wait_for_changes(more)
            copy.catch_up()
    copy.catch_up()
    assert copy.is_exact()
    assert copy.place()[0] == Change.objects.count() == Change.objects.latest("sequence").sequence


def begin(copy: Copy) -> None:
    """Make exports until the partner gets one before something in it is withdrawn."""
    while True:
        keep_export()
        try:
            return copy.catch_up()
        except HTTPError as error:
            if error.code != 404:
                raise


def wait_for_changes(more: int) -> None:
    newest = Change.objects.latest("sequence").sequence
    while Change.objects.latest("sequence").sequence < newest + more:
        connection.close()


def test_the_client_is_short_enough_to_be_read() -> None:
    program = Path(__file__).parents[3] / "docs" / "examples" / "keep_copy.py"
    assert len([line for line in program.read_text().splitlines() if line.strip()]) <= 60
