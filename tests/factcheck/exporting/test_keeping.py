"""Exports for partners: made where there is none of the day, gone with what was withdrawn."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from factcheck.exporting import keeping
from factcheck.exporting.files import MANIFEST, REVIEWS, UnderWay
from factcheck.exporting.keeping import export_where_needed, folder_of, keep_export
from factcheck.models import Check, Export, ExportAttempt
from factcheck.tasks import export_where_needed as bell
from tests.factcheck.api.desk import published, withdrawn

pytestmark = pytest.mark.django_db


def folders(exports: Path) -> set[str]:
    return {path.name for path in exports.iterdir()}


def listed() -> set[str]:
    return {str(one.public_id) for one in Export.objects.all()}


def age(export: Export, by: timedelta) -> None:
    Export.objects.filter(pk=export.pk).update(made_at=timezone.now() - by)


def test_there_is_a_new_one_each_day_and_no_more(quiet: Path) -> None:
    published()
    assert [bell(), bell()] == [1, 0]
    age(Export.objects.get(), keeping.EVERY)
    assert [bell(), bell()] == [1, 0]


def test_a_withdrawal_takes_all_older_ones_away_at_once_and_asks_for_another(
    quiet: Path,
) -> None:
    check = published(statement="Forged")
    old = keep_export()
    withdrawn(check)
    assert not Export.objects.available().exists()
    assert export_where_needed() == 1
    (new,) = Export.objects.available()
    assert new.sequence == old.sequence + 1
    assert folders(quiet) == {str(new.public_id)} == listed()
    assert "Forged" not in (folder_of(new.public_id) / REVIEWS).read_text()


@pytest.mark.django_db(transaction=True)
def test_one_that_was_being_made_while_something_was_withdrawn_is_none(
    exports: Path,
) -> None:
    check = published(statement="Forged")

    def withdraw(_done: int, _all: int) -> None:
        thread = Thread(target=_in_own_connection, args=[check])
        thread.start()
        thread.join()

    keep_export(withdraw)
    assert not Export.objects.available().exists()


def _in_own_connection(check: Check) -> None:
    withdrawn(check)
    connection.close()


def test_old_ones_are_kept_for_some_days_and_the_newest_for_ever(quiet: Path) -> None:
    published()
    first, second, third = keep_export(), keep_export(), keep_export()
    age(first, keeping.KEPT)
    age(second, keeping.KEPT - timedelta(hours=1))
    export_where_needed()
    assert folders(quiet) == {str(second.public_id), str(third.public_id)} == listed()
    for one in (second, third):
        age(one, keeping.KEPT * 2)
    age(third, keeping.KEPT * 2 - timedelta(hours=1))
    keeping._remove_old()
    assert folders(quiet) == {str(third.public_id)} == listed()


def test_who_is_reading_a_file_reads_it_to_its_end(quiet: Path) -> None:
    check = published(statement="Forged")
    old = keep_export()
    path = folder_of(old.public_id) / REVIEWS
    whole = path.read_bytes()
    with path.open("rb") as reading:
        reading.read(10)
        withdrawn(check)
        export_where_needed()
        assert not path.exists()
        assert reading.read() == whole[10:]


def test_what_was_never_finished_is_removed(quiet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published()

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep_export(stop)
    assert len(folders(quiet)) == 1
    assert not Export.objects.exists()
    assert export_where_needed() == 0  # it rests a minute
    ExportAttempt.objects.update(at=timezone.now() - keeping.RESTS[0])
    assert export_where_needed() == 1
    assert folders(quiet) == listed()


def test_one_whose_files_are_lost_is_made_again(quiet: Path) -> None:
    published()
    export_where_needed()
    (folder_of(Export.objects.get().public_id) / MANIFEST).unlink()
    assert export_where_needed() == 1


@pytest.mark.django_db(transaction=True)
def test_one_is_made_at_a_time(exports: Path) -> None:
    published()
    told: list[object] = []

    def another() -> None:
        try:
            told.append(export_where_needed())
            keep_export()
        except UnderWay as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    def begin_another(_done: int, _all: int) -> None:
        thread = Thread(target=another)
        thread.start()
        thread.join()

    keep_export(begin_another)
    assert told == [0, "Another export is under way."]
    assert len(folders(exports)) == 1


def tried(*ages: timedelta) -> None:
    """Write down attempts that failed, each so long ago."""
    now = timezone.now()
    ExportAttempt.objects.bulk_create(ExportAttempt(at=now - age, error="OSError") for age in ages)


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("ages", "made"),
    [
        ([0.9], 0),
        ([1.1], 1),
        ([1.1, 5], 0),
        ([11, 20], 1),
        ([59, 90, 100], 0),
        ([61, 90, 100], 1),
        ([359, 900, 1000, 2000, 9000], 0),
        ([361, 900, 1000, 2000, 9000], 1),
    ],
)
def test_after_each_failure_it_rests_longer_and_six_hours_at_most(
    quiet: Path, ages: list[float], made: int
) -> None:
    published()
    tried(*(age * MINUTE for age in ages))
    assert export_where_needed() == made
    assert ExportAttempt.objects.exists() is not bool(made)


def test_who_makes_one_by_hand_does_not_wait(quiet: Path) -> None:
    published()
    tried(0 * MINUTE)
    keep_export()
    assert not ExportAttempt.objects.exists()


def test_a_worker_that_is_to_end_waits_for_no_export(
    quiet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    monkeypatch.setattr(keeping, "is_stopping", lambda: True)
    assert bell() == 0
    assert not ExportAttempt.objects.exists(), "it did not fail"
    assert not Export.objects.exists()
    keep_export()  # by hand it is somebody else's


def test_what_went_wrong_is_written_down(quiet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "export", full)
    with pytest.raises(OSError, match="No space left"):
        bell()
    assert [one.error for one in ExportAttempt.objects.all()] == ["OSError"]
    assert bell() == 0
