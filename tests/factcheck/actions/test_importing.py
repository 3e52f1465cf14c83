"""Rows become claims, each whole or not at all, and never twice."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from factcheck.actions import importing
from factcheck.actions.importing import (
    confirm_import,
    discard_import,
    import_next,
    open_import,
)
from factcheck.actions.merging import merge_claimants
from factcheck.actions.naming import name_claimant
from factcheck.actions.reviewing import missing_for_submit
from factcheck.importing import job
from factcheck.importing.job import import_all, start
from factcheck.importing.resource import ClaimResource
from factcheck.models import Appearance, Claim, Claimant, ClaimImport, Topic
from newsroom.accounts.models import Role, User
from newsroom.audit.models import Event
from newsroom.jobs import queue
from newsroom.jobs.models import Job
from newsroom.refusals import NotAllowed, NotReady
from sources.models import Link, Source
from tests.factories import PRESS_TEXT, WORDS, claim, editor, person, publisher, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

ROW = {"address": "https://press.example.org/1", "statement": "It rained twice"}


def many(count: int) -> list[dict[str, str]]:
    return [ROW | {"address": f"https://press.example.org/{n}"} for n in range(count)]


def imported(*rows: dict[str, str], by: User | None = None) -> ClaimImport:
    by = by or reporter()
    batch = open_import(by=by, name="claims.csv", rows=rows)
    import_all(confirm_import(by=by, batch=batch))
    batch.refresh_from_db()
    return batch


def outcomes(batch: ClaimImport) -> list[str]:
    return list(batch.rows.order_by("number").values_list("outcome", flat=True))


def test_a_row_files_its_article_and_splits_out_its_claim() -> None:
    Topic.objects.create(name="Weather", slug="weather")
    by = reporter()
    row = ROW | {
        "claimant": "Ana Ruiz; The Council", "claimant_kind": "organisation", "said": "2019-06",
        "title_held": "Mayor", "topics": "weather", "language": "es", "summary": "Rain",
        "place": "Porto", "context": "From the archive.", "attribution": "a spokesman",
        "source_title": "Rain again", "source_outlet": "The Post", "source_published": "2019",
    }  # fmt: skip
    batch = imported(row, by=by)
    assert outcomes(batch) == ["made"]
    made = Claim.objects.get()
    assert made.created_by == by
    assert (made.said.iso(), made.language, made.place) == ("2019-06", "es", "Porto")
    assert [topic.name for topic in made.topics.all()] == ["Weather"]
    named = made.claim_claimants.values_list("claimant__name", "claimant__kind", "title_held")
    assert set(named) == {(n, "organisation", "Mayor") for n in ("Ana Ruiz", "The Council")}
    source = Source.objects.get()
    assert (source.title, str(source.outlet), source.published.iso()) == (
        "Rain again", "The Post", "2019",
    )  # fmt: skip
    assert source.link.cadence == Link.Cadence.DRAFT, "it is watched from now on"
    assert {"file", "split", "import"} <= set(Event.objects.values_list("verb", flat=True))


def test_without_words_a_claim_can_be_worked_on_but_not_reviewed() -> None:
    imported(ROW | {"quote": "it rained", "context": "A note."})
    made = Claim.objects.get()
    assert made.appearances.get().passage is None
    assert made.appearances.get().kind == Appearance.Kind.PARAPHRASE
    assert made.context_note == "A note.\n\nQuoted as: “it rained”"
    assert any("words" in reason for reason in missing_for_submit(made.verdict))


def test_words_are_anchored_where_a_text_has_them() -> None:
    imported(ROW | {"quote": WORDS, "text": PRESS_TEXT})
    assert Claim.objects.get().appearances.get().passage.exact == WORDS
    assert Source.objects.get().latest_text.obtained == "imported"


def test_a_row_that_is_refused_leaves_nothing_behind_and_stops_no_other() -> None:
    bad = ROW | {"quote": "never said", "text": PRESS_TEXT, "claimant": "Nobody Else"}
    batch = imported(bad, *many(2)[:1])
    assert outcomes(batch) == ["wrong", "made"]
    assert batch.rows.get(number=1).problems
    assert Source.objects.count() == 1
    assert not Claimant.objects.exists()


def test_among_many_rows_the_odd_ones_alone_are_refused() -> None:
    odd = {
        2: {"quote": "never said", "text": PRESS_TEXT},
        5: {"address": "http://press.example.org/4/"},
    }
    rows = [row | odd.get(number, {}) for number, row in enumerate(many(7))]
    batch = imported(*rows)
    assert [row.number for row in batch.rows.filter(outcome="wrong")] == [3, 6]
    assert "does not have the words" in batch.rows.get(number=3).problems[0]
    assert "We already have this article" in batch.rows.get(number=6).problems[0]
    assert Claim.objects.count() == Source.objects.count() == 5


def test_claims_of_one_article_file_it_once_and_name_one_claimant() -> None:
    rows = [
        ROW | {"statement": f"It rained {n} times", "claimant": name, "source_outlet": "The Post"}
        for n, name in enumerate(("Ana Ruiz", "ANA RUIZ", "Ana Ruiz; Bo Li"))
    ]
    assert outcomes(imported(*rows)) == ["made"] * 3
    assert Source.objects.count() == 1
    assert sorted(Claimant.objects.values_list("name", flat=True)) == ["Ana Ruiz", "Bo Li"]
    assert [claim.claimants.count() for claim in Claim.objects.order_by("pk")] == [1, 1, 2]


def test_whoever_was_merged_is_named_by_who_stays() -> None:
    stays, goes = (name_claimant(by=reporter(), name=name) for name in ("Ana Ruiz", "A. Ruiz"))
    merge_claimants(by=editor(), stays=stays, goes=[goes])
    imported(ROW | {"claimant": "A. Ruiz"})
    assert Claim.objects.get().claimants.get() == stays


def test_importing_twice_makes_nothing_twice() -> None:
    first = imported(*many(3))
    second = open_import(by=reporter(), name="again.csv", rows=many(3))
    assert outcomes(second) == ["known"] * 3
    assert Claim.objects.count() == 3
    assert [row.claim for row in second.rows.all()] == [row.claim for row in first.rows.all()]


def test_two_imports_opened_before_either_was_confirmed_make_one_claim() -> None:
    one, two = reporter(), editor()
    batches = [open_import(by=by, name="claims.csv", rows=[ROW]) for by in (one, two)]
    for by, batch in zip((one, two), batches, strict=True):
        import_all(confirm_import(by=by, batch=batch))
    assert [outcomes(batch) for batch in batches] == [["made"], ["known"]]
    assert Claim.objects.count() == 1


def test_a_second_claim_of_an_article_we_have_is_added_to_it() -> None:
    address = claim().appearances.get().source.link.url
    imported({"address": address, "statement": "Another claim", "quote": WORDS})
    assert Source.objects.count() == 1
    assert Appearance.objects.filter(passage__exact=WORDS).count() == 2


def test_many_rows_are_imported_by_jobs_turn_by_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 2)
    monkeypatch.setattr(job, "TURN_S", 0.0)
    monkeypatch.setattr(importing, "AT_A_TIME", 1)
    by = reporter()
    bad = [ROW | {"said": "soon"}, ROW | {"address": "nowhere"}]
    batch = open_import(by=by, name="claims.csv", rows=[*bad, *many(3)])
    start(by=by, batch=batch)
    assert Claim.objects.count() == 0
    turns = 0
    while queue.work(limit=1, kind=job.ROWS):
        Job.objects.update(due_at="2019-01-01T00:00Z")
        turns += 1
    batch.refresh_from_db()
    assert (batch.state, turns > 1) == (ClaimImport.State.DONE, True)
    assert batch.count() == {"new": 0, "known": 0, "wrong": 2, "made": 3}
    assert Event.objects.get(verb="import").note == "3 made, 2 wrong"


def test_a_worker_that_died_is_followed_by_one_that_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 0)
    monkeypatch.setattr(importing, "AT_A_TIME", 1)
    by = reporter()
    batch = open_import(by=by, name="claims.csv", rows=many(3))
    start(by=by, batch=batch)
    done: list[bool] = []

    def dies_after_one(of: ClaimImport, resource: ClaimResource, held: set[int]) -> bool:
        if done:
            raise MemoryError
        done.append(import_next(of, resource, held))
        return True

    with monkeypatch.context() as dying:
        dying.setattr(job, "import_next", dies_after_one)
        queue.work(limit=1, kind=job.ROWS)
    assert batch.count()["made"] == 1
    Job.objects.update(due_at="2019-01-01T00:00Z")
    queue.work(limit=1, kind=job.ROWS)
    assert batch.count()["made"] == Claim.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_row_whose_page_somebody_holds_waits_for_a_job_and_is_not_refused() -> None:
    by = reporter()
    address = claim().appearances.get().source.link.url
    rows = [{"address": address, "statement": "Another claim"}]
    batch = open_import(by=by, name="claims.csv", rows=rows)
    with ThreadPoolExecutor(1) as colleague, holding(colleague, address):
        start(by=by, batch=batch)
    assert outcomes(batch) == ["new"]
    queue.work(limit=1, kind=job.ROWS)
    assert outcomes(batch) == ["made"]


def test_a_row_that_is_held_up_each_time_is_set_aside_and_stops_no_other() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE lock_not_available; END $$;"
            "CREATE TRIGGER hold_up BEFORE INSERT ON factcheck_claim FOR EACH ROW "
            "WHEN (NEW.statement = 'Held up') EXECUTE FUNCTION hold_up()"
        )
    by = reporter()
    rows = [*many(3), ROW | {"statement": "Held up"}, *many(6)[3:]]
    batch = open_import(by=by, name="claims.csv", rows=rows)
    start(by=by, batch=batch)
    assert batch.count() == {"new": 1, "known": 0, "wrong": 0, "made": 6}
    for _turn in range(2):
        queue.work(limit=1, kind=job.ROWS)
        Job.objects.update(due_at="2019-01-01T00:00Z")
    batch.refresh_from_db()
    assert batch.state == ClaimImport.State.DONE
    (wrong,) = batch.rows.filter(outcome="wrong")
    assert wrong.number == 4
    assert wrong.problems == ["Somebody was holding what it needs, each time. Import it again."]
    assert Claim.objects.count() == 6


@contextmanager
def holding(colleague: ThreadPoolExecutor, address: str) -> Iterator[None]:
    """Let a colleague hold a page until the block ends."""
    is_held, may_let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Link.objects.select_for_update(of=("self",)).get(url=address)
            is_held.set()
            may_let_go.wait(30)
        connection.close()

    held = colleague.submit(hold)
    assert is_held.wait(30)
    yield
    may_let_go.set()
    held.result()


def test_only_whoever_opened_an_import_decides_about_it_and_once() -> None:
    by = reporter()
    batch = open_import(by=by, name="claims.csv", rows=[ROW])
    with pytest.raises(NotAllowed, match="Whoever opened an import"):
        confirm_import(by=publisher(), batch=batch)
    discard_import(by=by, batch=batch)
    with pytest.raises(NotReady, match="nothing to decide: it is discarded"):
        confirm_import(by=by, batch=batch)
    assert not Claim.objects.exists()


def test_nobody_without_a_role_imports_and_whoever_lost_theirs_no_more() -> None:
    with pytest.raises(NotAllowed):
        open_import(by=person(Role.NONE, is_superuser=True), name="x", rows=[ROW])
    by = reporter()
    batch = confirm_import(by=by, batch=open_import(by=by, name="x", rows=[ROW]))
    User.objects.filter(pk=by.pk).update(role=Role.NONE)
    import_all(ClaimImport.objects.get(pk=batch.pk))
    assert outcomes(batch) == ["wrong"]
    assert not Claim.objects.exists()


def test_a_row_among_many_costs_less_than_one_query() -> None:
    by = reporter()
    rows = [row | {"claimant": f"Number {n}"} for n, row in enumerate(many(100))]
    batch = confirm_import(by=by, batch=open_import(by=by, name="x", rows=rows))
    with sql_sent() as sent:
        import_all(batch)
    assert Claim.objects.count() == 100
    assert len(sent) < 100
