import hashlib

import pytest

from sources.actions import take_down
from sources.bodies import read_body
from sources.linkcheck.result import Outcome
from sources.models import Retrieval, Snapshot, Source
from sources.models.snapshot import snapshot_storage
from sources.recording import copies
from tests.factories import publisher, reporter
from tests.sources.recording.conftest import HeldHost, failure, page

pytestmark = pytest.mark.django_db


def kinds():
    return list(Snapshot.objects.order_by("pk").values_list("kind", flat=True))


def test_the_first_page_is_the_baseline_with_its_body(held):
    held.record(page("As it was.", etag='"one"'))
    (link,) = held.links
    assert (link.baseline.text, link.etag) == ("As it was.", '"one"')
    assert read_body(link.baseline.body.name) == b"As it was."


def test_a_page_that_goes_back_and_forth_between_two_texts_is_kept_twice_and_no_more(held):
    for text in ("One.", "Two.", "One.", "Two.", "One.", "Two."):
        held.record(page(text, likeness=0.5))
    assert kinds() == ["baseline", "change"]


def test_a_page_in_which_only_a_counter_turns_is_not_kept_again(held):
    held.record(page("Read by 1."))
    held.record(page("Read by 2.", likeness=0.99))
    assert kinds() == ["baseline"]


def test_of_a_page_that_never_stops_changing_the_oldest_copies_give_way(
    held, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(copies, "KEPT", 2)
    other = HeldHost()
    other.record(page("Change 1."))
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(6):
            held.record(page(f"Change {number}.", likeness=0.9 if number else 1.0))
    kept = Snapshot.objects.filter(link=held.links[0]).order_by("pk")
    first_change = "Change 1."  # led to a transition: the page began to change
    assert [copy.text for copy in kept] == ["Change 0.", first_change, "Change 4.", "Change 5."]
    gone, shared = (f"Change {number}.".encode() for number in (2, 1))
    assert not snapshot_storage().exists(name_of(gone))
    assert read_body(name_of(shared)) == shared


def name_of(body):
    digest = hashlib.sha256(body).hexdigest()
    return f"{digest[:2]}/{digest}.gz"


def test_what_cannot_be_read_or_reached_is_not_kept(held):
    held.record(page(text=None, text_sha256=None, extractor=None, body=b"%PDF-1.7"))
    held.record(failure(Outcome.GONE, 404))
    assert kinds() == []


def test_an_upgraded_extractors_reading_takes_the_place_of_the_old_one(held):
    held.record(page("As it  was.", etag='"one"'))
    held.record(page("As it is.", extractor="test 2", baseline_text="As it was.", likeness=0.5))
    (link,) = held.links
    assert (link.baseline.text, link.baseline.extractor) == ("As it was.", "test 2")
    assert link.baseline.text_sha256 == hashlib.sha256(b"As it was.").hexdigest()
    assert link.etag == '"one"'
    assert kinds() == ["baseline", "change"]


def test_a_baseline_that_cannot_be_read_again_gives_way_to_the_page_as_it_is(held):
    held.record(page("As it was."))
    held.record(page("As it is.", extractor="test 2"))
    (link,) = held.links
    assert (link.baseline.text, link.baseline.extractor) == ("As it is.", "test 2")
    assert kinds() == ["baseline", "baseline"]


def test_of_a_page_with_a_copy_taken_down_nothing_more_is_kept(held):
    held.record(page("As it was."))
    take_down(by=publisher(), snapshot=Snapshot.objects.get(), reason="A court said so.")
    held.record(page("As it is.", likeness=0.1))
    assert kinds() == ["baseline"]


def test_whoever_waits_for_a_page_that_was_taken_down_is_told_so(held):
    (link,) = held.links
    filed = Source.objects.create(slug="filed", link=link, filed_by=reporter())
    waiting = Retrieval.objects.create(source=filed, obtained="fetched")
    copy = Snapshot.objects.create(link=link, kind="baseline")
    take_down(by=publisher(), snapshot=copy, reason="A court said so.")
    held.record(page())
    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert "taken down" in waiting.note
