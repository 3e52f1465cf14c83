"""Articles filed by their address: the next look brings the page."""

import socket

import pytest

from newsroom.jobs import queue
from sources import actions
from sources.checking import check_due, check_links
from tests.factories import WORDS, reporter
from tests.support.website import unless_modified

pytestmark = pytest.mark.django_db


def test_filing_by_address_reads_the_page(site):
    filed = actions.file_source(by=reporter(), address=site.url("/a"))
    assert check_due() == 1
    assert queue.work() == 1
    retrieval = filed.retrievals.get()
    assert retrieval.state == "read"
    assert WORDS in retrieval.raw
    filed.refresh_from_db()
    assert filed.title == "An article"


def test_a_page_already_watched_is_fetched_anew_for_whoever_files_it(site):
    site.pages["/a"] = unless_modified(site.pages["/a"], '"one"')
    link = actions.ensure_link(site.url("/a"))
    check_links([link])
    filed = actions.file_source(by=reporter(), address=site.url("/a"))
    check_links([link])
    queue.work()
    assert filed.retrievals.get().state == "read"


def test_a_page_that_cannot_be_fetched_says_so_to_whoever_filed_it(site):
    filed = actions.file_source(by=reporter(), address=site.url("/missing"))
    check_due()
    retrieval = filed.retrievals.get()
    assert retrieval.state == "failed"
    assert "404" in retrieval.note


def test_a_page_without_an_answer_is_told_of_in_words(site, settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        settings.LINKCHECK_ALLOWED_PORTS = [port]
        filed = actions.file_source(by=reporter(), address=f"http://127.0.0.1:{port}/a")
        check_due()
    assert "could not be fetched (no connection)" in filed.retrievals.get().note
