"""Articles filed by their address: the next look brings the page."""

import socket

import pytest
from django.urls import reverse

from newsroom.jobs import queue
from sources import actions
from sources.checking import check_due, check_links
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import WORDS, reporter, source
from tests.sources.cited_page import OPENING, SAID
from tests.support.website import content, html, status, unless_modified

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


WALL = (
    '<script type="application/ld+json">{"@context": "https://schema.org", '
    '"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
)


def test_the_beginning_of_a_page_behind_a_paywall_is_read_and_told_of(site):
    site.pages["/paid"] = html(
        f"{WALL}<article><h1>A dear article</h1><p>{OPENING}</p><p>{SAID}</p></article>",
        title="A dear article",
    )
    filed = actions.file_source(by=reporter(), address=site.url("/paid"))
    check_due()
    queue.work()
    retrieval = filed.retrievals.get()
    assert retrieval.state == "read"
    assert "behind a paywall" in retrieval.note
    filed.refresh_from_db()
    assert filed.title == "A dear article"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (status(403), "HTTP 403: blocked"),
        (status(402), "HTTP 402: behind a paywall"),
        (status(401), "HTTP 401: behind a login"),
        (status(404), "HTTP 404: gone"),
        (status(500), "HTTP 500: server error"),
    ],
)
def test_a_page_we_are_not_shown_says_why_in_words_and_asks_for_the_text(site, page, said):
    site.pages["/a"] = page
    filed = actions.file_source(
        by=reporter(), address=site.url("/a"), particulars=actions.Particulars(notes="Typed.")
    )
    check_due()
    retrieval = filed.retrievals.get()
    assert retrieval.state == "failed"
    assert retrieval.note == f"The page could not be fetched ({said}). Paste its text instead."
    filed.refresh_from_db()
    assert filed.notes == "Typed."


def test_a_page_that_names_the_address_of_an_article_we_have_leads_to_it(site):
    known = source("A text of its own.", address=site.url("/a"), title="Known")
    name = f'<link rel="canonical" href="{site.url("/a/?utm_source=x")}">'
    body = f"<article><h1>A copy</h1><p>{OPENING}</p><p>{SAID}</p></article>"
    site.pages["/copy"] = content(f"<html><head><title>A copy</title>{name}</head>{body}</html>")
    filed = actions.file_source(by=reporter(), address=site.url("/copy"))
    check_due()
    queue.work()
    page = desk_of(reporter()).get(reverse("admin:sources_source_text", args=[filed.pk]))
    assert "We have this article: Known" in text_of(page.content)
    assert reverse("admin:sources_source_change", args=[known.pk]) in page.content.decode()


def test_a_page_that_names_its_own_address_is_no_copy(site):
    filed = actions.file_source(by=reporter(), address=site.url("/a"))
    check_due()
    queue.work()
    page = desk_of(reporter()).get(reverse("admin:sources_source_text", args=[filed.pk]))
    assert "We have this article" not in text_of(page.content)
