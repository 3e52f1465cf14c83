"""``manage.py import_claimreview``: what is kept, what is refused and why, and the file of that."""

import csv
import gzip
import json
from collections.abc import Iterator
from io import StringIO
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from factcheck.external.files import entries_at
from factcheck.external.rating import Scale
from factcheck.external.review import read_review
from factcheck.models import Claim, ExternalReview, ReviewFeed
from newsroom.accounts.models import Role
from newsroom.audit.models import Event
from sources.models import Link, Source
from tests.factcheck.external.reviews import feed, review, written
from tests.factcheck.importing.reviews import page
from tests.factories import person, publisher, reporter
from tests.support.website import Website, content

pytestmark = pytest.mark.django_db

LOCKS_HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "claimreview"


def run(*words: object, fails: str = "") -> str:
    out = StringIO()
    if fails:
        with pytest.raises(CommandError, match=fails):
            call_command("import_claimreview", *map(str, words), stdout=out, stderr=out)
    else:
        call_command("import_claimreview", *map(str, words), stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "feed.json", feed(review(1), review(2)))


def test_a_feed_is_kept_in_somebodys_name_and_nothing_else_is_made_of_it(path: Path) -> None:
    chief = publisher()
    assert run(path) == f"{path}: 2 new\n"
    assert ReviewFeed.objects.get().created_by == chief
    assert not any(model.objects.exists() for model in (Claim, Source, Link))
    assert run(path) == f"{path}: 2 unchanged\n"


def test_each_refused_row_says_why_here_and_in_a_file(path: Path, tmp_path: Path) -> None:
    reporter(username="ana")
    bad = review(3, claimReviewed="=1+1", url="javascript:alert(1)")
    written(path, feed(review(1), bad, None, review(2)))
    said = run(path, "--by", "ana", "--refused", tmp_path / "refused.csv", fails="2 refused")
    assert "     2  refused: =1+1" in said
    assert "✕ Its address “javascript:alert(1)” is none" in said
    assert f"{path}: 2 new, 2 refused" in said
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["claim"]) for row in rows] == [("2", "'=1+1"), ("3", "")]
    assert rows[1]["why"] == "There is no ClaimReview in this item."
    assert ReviewFeed.objects.get().created_by.username == "ana"


def test_a_file_of_refused_rows_that_cannot_be_written_is_told_before_anything(path: Path) -> None:
    publisher()
    run(path, "--refused", path / "no" / "folder.csv", fails="cannot be written")
    assert not ExternalReview.objects.exists()


def test_a_dry_run_says_the_same_and_does_nothing(path: Path) -> None:
    publisher()
    events = Event.objects.count()
    assert run(path, "--dry-run") == f"{path}: 2 new\n"
    assert not any(model.objects.exists() for model in (ExternalReview, ReviewFeed))
    assert Event.objects.count() == events


def test_a_dry_run_may_wait_for_what_it_reads_and_keeps_nobody_else_waiting(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher()
    found = []

    def reading(place: str) -> Iterator[Any]:
        with connection.cursor() as cursor:
            cursor.execute("SHOW idle_in_transaction_session_timeout")
            idle = cursor.fetchone()
            cursor.execute(LOCKS_HELD)
            found.append((idle, cursor.fetchone()))
        yield from entries_at(place)

    monkeypatch.setattr("factcheck.external.importing.entries_at", reading)
    run(path, path, "--dry-run")
    assert found == [(("0",), (0,))] * 2


def test_every_row_is_told_to_who_asks(path: Path) -> None:
    publisher()
    assert "     1  new: The harbour of Porto moved 1 tons" in run(path, "--verbosity", 2)


def test_what_is_gone_from_a_feed_is_told(path: Path) -> None:
    publisher()
    run(path)
    written(path, feed(review(1)))
    said = run(path)
    assert "1 no longer in it, and kept:" in said
    assert "https://checkers.example.org/2" in said


def test_what_cannot_be_read_is_one_refusal_and_others_go_on(path: Path, tmp_path: Path) -> None:
    publisher()
    cut = written(tmp_path / "cut.json", path.read_bytes()[:-40])
    said = run(tmp_path / "none.json", cut, path, fails="2 refused")
    assert "none.json cannot be opened" in said
    assert "This is no JSON" in said
    assert "The 1 rows before it stand as they are told." in said
    assert f"{path}: 1 new, 1 unchanged" in said
    empty = written(tmp_path / "empty.json", {"@type": "DataFeed"})
    assert "There is no ClaimReview in it." in run(empty, fails="1 refused")


def test_who_may_not_split_claims_keeps_none(path: Path) -> None:
    person(Role.NONE, username="ana")
    run(path, "--by", "ana", fails="does not allow you")
    assert not ExternalReview.objects.exists()


@pytest.fixture
def site(settings: Any) -> Iterator[Website]:
    with Website() as site:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [site.port]
        yield site


def test_a_page_and_a_packed_feed_are_fetched(site: Website) -> None:
    publisher()
    site.pages["/check"] = content(page(review(1, url=None)))
    site.pages["/feed"] = content(gzip.compress(json.dumps(feed(review(2))).encode()))
    assert "1 new" in run(site.url("/check"))
    assert ExternalReview.objects.get().url == site.url("/check")
    assert "1 new" in run(site.url("/feed"))
    assert "it answers 404" in run(site.url("/none"), fails="1 refused")


def test_nothing_is_fetched_from_where_we_must_not_look(settings: Any) -> None:
    publisher()
    with Website() as site:
        site.pages["/check"] = content(page(review(1)))
        assert "Our policy refuses to look there" in run(site.url("/check"), fails="1 refused")
        assert not site.requests


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/claimreview")
def test_every_review_of_real_feeds_is_read() -> None:
    scale, names = Scale(), ("datafeed-sample.json.gz", "quirks.json")
    entries = [entry for name in names for entry in entries_at(str(SHARED / name))]
    found = [read_review(entry.review, scale) for entry in entries]
    assert len(found) > 1_900
    assert not [one.problems for one in found if one.problems]
    unmapped = {one.rating_given for one in found if one.rating is None}
    assert unmapped == {"Full Flop", "Half Flip", "No Flip"}  # of a mind, not of a claim
    upside_down = next(one for one in found if "(5–1)" in one.rating_given)
    assert upside_down.rating.key == "false"
