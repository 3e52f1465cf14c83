"""A feed of reviews comes in, again and again."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.external.importing import Import
from factcheck.models import Claim, ExternalReview, ReviewFeed
from newsroom.audit.models import Event
from sources.models import Source
from tests.factcheck.external.reviews import feed, rated, review, written
from tests.factories import publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feed.json"


def brought(path: Path, *reviews: Any) -> Import:
    """Write the reviews to the file, where there are any, and import it to its end."""
    if reviews:
        written(path, feed(*reviews))
    by = publisher() if not ReviewFeed.objects.exists() else ReviewFeed.objects.get().created_by
    done = Import(by=by, place=str(path))
    list(done.rows())
    return done


def versions() -> list[Any]:
    """Name each row and the transaction that wrote it last: a write of the same is a write too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin || ' ' || ctid FROM factcheck_externalreview ORDER BY id")
        return list(cursor.fetchall())


def test_a_review_by_others_is_kept_as_theirs_and_makes_no_claim(path: Path) -> None:
    assert brought(path, review(7)).number == {"new": 1}
    row = ExternalReview.objects.get()
    assert (row.publisher, row.claimant) == ("The Checkers", "Ana Ruiz")
    assert row.url == "https://checkers.example.org/7"
    assert row.claim_reviewed == "The harbour of Porto moved 7 tons of grain in May"
    assert (row.said.iso(), row.published.iso()) == ("2019-06-03", "2019-06-10")
    assert (row.rating.key, row.rating_given) == ("false", "False · 1 (1–5)")
    assert (row.language, row.remarks, row.raw["identifier"]) == ("en", [], "checkers-7")
    assert row.feed.name == str(path)
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


def test_a_second_import_writes_nothing(path: Path) -> None:
    several = [review(n) for n in range(5)]
    brought(path, *several)
    before, events = versions(), Event.objects.count()
    assert brought(path, *several).number == {"unchanged": 5}
    assert versions() == before
    assert Event.objects.count() == events


def test_an_update_is_followed_and_what_it_said_before_is_kept(path: Path) -> None:
    brought(path, review(1), review(2))
    changed = review(1, reviewRating=rated("Half true"), datePublished="2020-01-01")
    assert brought(path, changed, review(2)).number == {"changed": 1, "unchanged": 1}
    row: Any = ExternalReview.objects.get(url__endswith="/1")
    assert (row.rating.key, row.published.iso()) == ("half-true", "2020-01-01")
    assert [event.rating_given for event in row.events.order_by("pgh_id")] == [
        "False · 1 (1–5)",
        "Half true",
    ]


@pytest.mark.parametrize("identifier", ["checkers-1", None])
def test_a_review_that_moved_is_the_row_it_was(path: Path, identifier: str | None) -> None:
    brought(path, review(1, identifier=identifier), review(2))
    pk = ExternalReview.objects.get(url__endswith="/1").pk
    moved = review(1, identifier=identifier, url="https://checkers.example.org/new/1")
    assert brought(path, moved, review(2)).number == {"changed": 1, "unchanged": 1}
    assert ExternalReview.objects.get(url__endswith="/new/1").pk == pk


def test_a_claim_that_was_reworded_is_the_row_it_was(path: Path) -> None:
    brought(path, review(1))
    assert brought(path, review(1, claimReviewed="It moved a ton")).number == {"changed": 1}
    assert ExternalReview.objects.get().claim_reviewed == "It moved a ton"


def test_one_name_for_everything_makes_no_two_reviews_one(path: Path) -> None:
    several = [review(n, identifier="factcheck") for n in range(3)]
    brought(path, *several[:2])
    assert brought(path, several[2]).number == {"new": 1}
    assert brought(path, *several).number == {"changed": 2, "unchanged": 1}  # two were gone
    assert brought(path, *several).number == {"unchanged": 3}


def test_what_a_feed_no_longer_has_is_told_and_kept_until_it_is_back(path: Path) -> None:
    brought(path, review(1), review(2))
    assert [row.url for row in brought(path, review(1)).gone] == ["https://checkers.example.org/2"]
    row = ExternalReview.objects.get(url__endswith="/2")
    assert row.missing_since is not None
    assert brought(path, review(1)).gone == []  # told once
    assert brought(path, review(1), review(2)).number == {"unchanged": 1, "changed": 1}
    row.refresh_from_db()
    assert row.missing_since is None


def test_nothing_is_gone_from_a_feed_that_breaks_off(path: Path) -> None:
    brought(path, review(1), review(2))
    whole = json.dumps(feed(review(1), review(2))).encode()
    done = brought(written(path, whole[: whole.index(b"checkers.example.org/2")]))
    assert done.broken.startswith("This is no JSON")
    assert (done.gone, done.number) == ([], {"unchanged": 1})


def test_a_row_that_cannot_be_read_today_is_not_gone(path: Path) -> None:
    brought(path, review(1))
    done = brought(path, review(1, claimReviewed=""))
    assert (done.number, done.gone) == ({"refused": 1}, [])


def test_a_review_that_is_there_twice_counts_once(path: Path) -> None:
    again = review(1, reviewRating=rated("True"))
    for _time in range(2):
        done = brought(path, review(1), again)
        assert done.number["there twice"] == 1
        assert ExternalReview.objects.get().rating.key == "false"
    assert done.number == {"unchanged": 1, "there twice": 1}


def test_a_row_the_database_refuses_costs_no_other(path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE factcheck_externalreview ADD CHECK (claim_reviewed NOT LIKE '% 3 tons%')"
        )
    done = brought(path, *(review(n) for n in range(7)))
    assert done.number == {"new": 6, "refused": 1}
    assert ExternalReview.objects.count() == 6


def test_queries_grow_with_lots_and_not_with_rows(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def queries(rows: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            brought(path, *(review(n) for n in range(rows)))
        return len(asked)

    monkeypatch.setattr("factcheck.external.importing.AT_A_TIME", 40)
    queries(1)
    one_lot = queries(20)
    assert queries(40) == one_lot
    assert queries(80) <= one_lot + 9


def test_the_trail_tells_of_an_import_that_changed_something(path: Path) -> None:
    brought(path, review(1), review(2))
    brought(path, review(1, datePublished="2020"))
    notes = Event.objects.filter(verb="import reviews of others").order_by("id")
    assert [event.note for event in notes] == ["2 new", "1 changed, 1 gone"]
