"""An export and the changes since are what the API answers, byte for byte, whatever happens.

The copy is kept by the very client that docs/partners.md shows, over real HTTP.
"""

import re
import runpy
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import connection
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from factcheck.exporting.keeping import keep_export
from factcheck.models import Change, Check
from newsroom.api.models import Window
from tests.factcheck.api.desk import corrected, published, withdrawn
from tests.factcheck.exporting.newsroom_at_work import Newsroom

CLIENT = runpy.run_path(str(Path(__file__).parents[3] / "docs" / "examples" / "keep_copy.py"))
LOOKED_AT = re.compile(rb'"last_looked_at":(?:null|"[^"]*")')
"""The one thing the changes do not promise (decision 0090)."""


class Copy:
    """What a partner has, and the program that keeps it."""

    def __init__(self, server: str, file: Path) -> None:
        self.server, self.api = server, f"{server}/api/v1/"
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
def unhurried(settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE = {"address": 100_000}


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


@pytest.fixture
def small(copy: Copy, unhurried: None) -> Copy:
    """A copy of two checks, one of them withdrawn."""
    published(statement="Stands")
    withdrawn(published(statement="Forged"))
    keep_export()
    copy.catch_up()
    return copy


@pytest.mark.django_db(transaction=True)
def test_a_copy_hears_of_every_public_act(small: Copy) -> None:
    newsroom, dice = Newsroom(seed=1), Random(1)
    acts = (
        newsroom.publish, newsroom.correct, newsroom.review_on_report, newsroom.end_review,
        newsroom.words_change, newsroom.end_review, newsroom.page_dies, newsroom.end_review,
        newsroom.offer_archived, newsroom.page_lives, newsroom.merge, newsroom.look,
    )  # fmt: skip
    for act in acts:
        act(dice)
        small.catch_up()
        assert small.is_exact(), act.__name__


@pytest.mark.django_db(transaction=True)
def test_a_copy_goes_on_where_it_stopped(small: Copy, tmp_path: Path) -> None:
    published(statement="Came later")
    resumed = Copy(small.server, tmp_path / "copy.sqlite")
    resumed.catch_up()
    assert resumed.is_exact()
    assert len(resumed.checks()) == 3
    resumed.db.close()


@pytest.mark.django_db(transaction=True)
def test_what_does_not_come_through_is_asked_for_again(
    small: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        corrected(published(statement=f"Claim {n}"))
    before = small.checks(), small.place()
    asked = CLIENT["follow"].__globals__["urlopen"]

    def broken_off(address: str, **given: Any) -> Any:
        if address.endswith("/claim-1/"):
            raise OSError("The line is dead.")
        return asked(address, **given)

    with monkeypatch.context() as trouble:
        trouble.setitem(CLIENT["follow"].__globals__, "urlopen", broken_off)
        with pytest.raises(OSError, match="The line is dead"):
            small.catch_up()
    assert (small.checks(), small.place()) == before
    small.catch_up()
    assert small.is_exact()


@pytest.mark.django_db(transaction=True)
def test_an_export_that_is_not_whole_is_not_taken(
    copy: Copy, unhurried: None, exports: Path
) -> None:
    published()
    folder = exports / str(keep_export().public_id)
    (folder / "checks.jsonl.gz").write_bytes(b"something else")
    with pytest.raises(OSError, match="did not come through whole"):
        copy.catch_up()
    assert copy.checks() == {}


@pytest.mark.django_db(transaction=True)
def test_a_copy_of_what_was_lost_is_begun_anew_once_the_backup_is_restored(
    small: Copy,
) -> None:
    small.db.execute("UPDATE place SET mark = ?", ["f" * 32])
    small.db.execute("INSERT INTO checks VALUES ('published-after-the-backup', '{}')")
    small.db.commit()
    small.catch_up()
    assert small.is_exact()
    assert "published-after-the-backup" not in small.checks()


@pytest.mark.django_db(transaction=True)
def test_who_asks_too_often_waits_as_long_as_is_asked(
    small: Copy, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        published(statement=f"Claim {n}")
    waited: list[float] = []
    Window.objects.all().delete()
    settings.API_REQUESTS_A_MINUTE = {"address": 3}

    def wait(seconds: float) -> None:
        waited.append(seconds)
        Window.objects.all().delete()  # the minute is over

    monkeypatch.setattr(time, "sleep", wait)
    small.catch_up()
    monkeypatch.undo()
    assert waited
    assert all(0 < seconds <= 60 for seconds in waited)
    assert len(small.checks()) == 6


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
