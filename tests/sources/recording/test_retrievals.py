import pytest

from newsroom.jobs.models import Job
from sources import actions
from sources.leasing import database_now
from sources.linkcheck.result import Outcome
from tests.factories import reporter
from tests.sources.recording.conftest import failure, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(held):
    """Have somebody wait for the page of the held host's one link."""
    (link,) = held.links
    return actions.file_source(by=reporter(), address=link.url).retrievals.get()


def state(retrieval):
    retrieval.refresh_from_db()
    return retrieval.state


def test_whoever_filed_the_address_during_a_look_waits_for_the_next_one(held):
    held.planned_at = database_now()
    filed = actions.file_source(by=reporter(), address=held.links[0].url)
    as_it_was = page(text=None, body=None)
    held.record(as_it_was)
    assert state(filed.retrievals.get()) == "waiting"
    assert held.links[0].requested_at is not None
    held.planned_at = None
    held.record(page())
    assert Job.objects.count() == 1


@pytest.mark.parametrize("outcome", [Outcome.RATE, Outcome.CHECKER_FAULT])
def test_a_look_that_told_nothing_leaves_the_article_waiting(held, waiting, outcome):
    held.record(failure(outcome))
    assert state(waiting) == "waiting"
    assert held.links[0].next_look_at is not None


def test_a_page_that_cannot_be_had_is_said(held, waiting):
    held.record(failure(Outcome.GONE, 404))
    assert state(waiting) == "failed"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.TIMEOUT, "no answer in time"),
        (Outcome.DNS_NX, "no such host"),
        (Outcome.TLS, "no safe connection"),
        (Outcome.ROBOTS, "closed to robots"),
    ],
)
def test_an_address_that_hangs_or_fails_is_told_of_in_words(held, waiting, outcome, said):
    held.record(failure(outcome))
    assert state(waiting) == "failed"
    assert waiting.note == f"The page could not be fetched ({said}). Paste its text instead."
