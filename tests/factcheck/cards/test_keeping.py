from pathlib import Path

import pytest
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils import timezone

from factcheck import actions
from factcheck.cards.contents import card_of
from factcheck.cards.keeping import KIND, card_storage, picture_of
from factcheck.models import Publication
from newsroom.jobs import queue
from newsroom.jobs.models import Job
from tests.factcheck.cards.samples import CARD, card
from tests.factcheck.views.reader import correct
from tests.factories import approve, judged_claim, published_claim, publisher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cards")]


def kept(cards: Path) -> list[Path]:
    return sorted(cards.rglob("*.png"))


def test_publishing_has_the_card_drawn_once_by_a_worker(cards: Path) -> None:
    published_claim()
    assert not kept(cards)
    assert queue.work(kind=KIND) == 1
    assert len(kept(cards)) == 1
    assert kept(cards)[0].stem == card_of(Publication.objects.get()).key
    assert Job.objects.get(kind=KIND).state == Job.State.DONE


def test_what_is_not_published_has_no_card(cards: Path) -> None:
    approve(judged_claim())
    assert not Job.objects.filter(kind=KIND).exists()


def test_a_publication_that_is_undone_leaves_no_job(cards: Path) -> None:
    draft = judged_claim()
    sha256 = approve(draft)
    with transaction.atomic():
        actions.publish(by=publisher(), claim=draft, sha256=sha256)
        transaction.set_rollback(True)
    assert not Job.objects.filter(kind=KIND).exists()


def test_drawing_again_leaves_the_picture_alone(cards: Path) -> None:
    first = picture_of(CARD)
    before = kept(cards)[0].stat().st_mtime_ns
    assert picture_of(CARD) == first
    assert [path.stat().st_mtime_ns for path in kept(cards)] == [before]


def test_a_picture_that_is_missing_or_half_written_is_drawn_again(cards: Path) -> None:
    whole = picture_of(CARD)
    kept(cards)[0].write_bytes(whole[:100])
    assert picture_of(CARD) == whole
    assert [path.read_bytes() for path in kept(cards)] == [whole]
    kept(cards)[0].unlink()
    assert picture_of(CARD) == whole
    assert [path.read_bytes() for path in kept(cards)] == [whole]


def test_a_correction_has_a_card_of_its_own(cards: Path) -> None:
    claim = published_claim()
    correct(claim)
    Job.objects.update(due_at=timezone.now())
    assert queue.work(kind=KIND) == 2
    keys = {card_of(one).key for one in Publication.objects.all()}
    assert {path.stem for path in kept(cards)} == keys


def test_a_card_is_named_by_every_word_on_it() -> None:
    words = ("newsroom", "claim", "claimants", "rating", "shape", "date", "instead")
    assert len({CARD.key, *(card(**{name: "x"}).key for name in words)}) == len(words) + 1


def test_a_picture_somebody_takes_away_meanwhile_is_drawn_again(
    cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = picture_of(CARD)
    storage = card_storage()
    assert isinstance(storage, FileSystemStorage)

    def taken_away(name: str, mode: str = "rb") -> File[bytes]:
        storage.delete(name)
        return FileSystemStorage.open(storage, name, mode)

    monkeypatch.setattr(storage, "open", taken_away)
    assert picture_of(CARD) == whole
    assert [path.read_bytes() for path in kept(cards)] == [whole]
