"""What is believed of an archive, over real HTTP."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from sources.linkcheck.archive import Archive, Reply, Wanted, availability_of, is_same_page
from sources.linkcheck.fetch import AioFetcher
from tests.sources.linkcheck.looking import QUICK
from tests.sources.linkcheck.network import AGENT, POLICY
from tests.support.archive import WebArchive
from tests.support.website import Handler, content, hanging, status

PAGE = "https://news.example.org/2019/06/a?id=1&page=2"
DIED = datetime(2019, 6, 10, tzinfo=UTC)


@pytest.fixture
def archive() -> Iterator[WebArchive]:
    with WebArchive() as standing_in:
        yield standing_in


def ask(archive: WebArchive, question: Callable[[Archive], Coroutine[Any, Any, Reply]]) -> Reply:
    async def go() -> Reply:
        async with AioFetcher(POLICY, AGENT, limits=QUICK) as fetcher:
            return await question(Archive(archive.base, fetcher.fetch))

    return asyncio.run(go())


def save(archive: WebArchive, url: str = PAGE) -> Reply:
    return ask(archive, lambda there: there.save(url))


def find(archive: WebArchive, url: str = PAGE) -> Reply:
    return ask(archive, lambda there: there.find(url, Wanted(DIED, latest=DIED)))


@pytest.mark.parametrize("shows", ["redirect", "content-location", "link"])
def test_the_copy_is_read_however_the_archive_tells_of_it(archive: WebArchive, shows: str) -> None:
    archive.shows = shows
    copy = save(archive).copy
    assert archive.paths[0] == f"/save/{PAGE}"
    (stamp,) = archive.copies[PAGE]
    assert copy.url == f"{archive.base}/web/{stamp}/{PAGE}"
    assert copy.taken_at.strftime("%Y%m%d%H%M%S") == stamp


def test_an_archive_still_at_work_is_not_asked_again(archive: WebArchive) -> None:
    archive.shows = "later"
    assert save(archive).is_taken
    archive.saving = hanging()
    assert save(archive).is_taken


def test_a_busy_archive_says_how_long_to_wait(archive: WebArchive) -> None:
    archive.saving = status(429, Retry_After="300")
    assert save(archive).wait_s == 300
    archive.saving = status(429)
    assert save(archive).wait_s == 60
    assert not save(archive).is_taken


@pytest.mark.parametrize(("code", "is_final"), [(403, True), (451, True), (520, False)])
def test_a_refusal_is_final_and_a_failure_is_not(
    archive: WebArchive, code: int, is_final: bool
) -> None:
    archive.saving = status(code)
    reply = save(archive)
    assert (reply.copy, reply.is_final) == (None, is_final)
    assert str(code) in reply.note


def test_a_copy_of_another_address_is_none(archive: WebArchive) -> None:
    archive.lie = "https://evil.example.org/"
    for shows in ("redirect", "content-location", "link"):
        archive.shows = shows
        assert save(archive).copy is None
    archive.keep(PAGE, "20190603120000")
    assert find(archive).copy is None


def test_a_copy_elsewhere_is_none(archive: WebArchive) -> None:
    archive.saving = status(
        200, Link=f'<https://evil.example.org/web/20190603120000/{PAGE}>; rel="memento"'
    )
    assert save(archive).copy is None


def test_a_copy_with_a_date_that_does_not_exist_is_none(archive: WebArchive) -> None:
    archive.saving = status(200, Content_Location=f"/web/20190699120000/{PAGE}")
    assert save(archive).copy is None


def test_the_page_that_sent_readers_home_is_no_copy(archive: WebArchive) -> None:
    home = archive.keep("https://news.example.org/", "20190603120001")
    archive.saving = status(302, Location=f"/web/20190603120000/{PAGE}")

    def show(stamp: str, address: str) -> Handler:
        assert stamp.startswith("20190603")
        return status(302, Location=home) if address == PAGE else status(200, Memento_Datetime="x")

    archive._show = show  # type: ignore[method-assign]
    assert save(archive).copy is None


def test_the_copy_closest_before_the_death_is_found(archive: WebArchive) -> None:
    archive.keep(PAGE, "20190501120000")
    best = archive.keep(PAGE, "20190603120000")
    archive.keep(PAGE, "20190711120000")
    found = find(archive)
    assert found.copy.url == best
    assert found.copy.taken_at == datetime(2019, 6, 3, 12, tzinfo=UTC)
    assert len(archive.requests) == 1


def test_a_copy_taken_after_the_death_leads_to_the_one_before(archive: WebArchive) -> None:
    best = archive.keep(PAGE, "20190501120000")
    archive.keep(PAGE, "20190611120000")
    assert find(archive).copy.url == best


@pytest.mark.parametrize("body", ["", "[]", "{", '{"archived_snapshots": []}', "null", '"x"'])
def test_the_time_gate_is_asked_when_the_availability_api_is_no_help(
    archive: WebArchive, body: str
) -> None:
    archive.knowing = content(body, content_type="application/json")
    best = archive.keep(PAGE, "20190603120000")
    assert find(archive).copy.url == best


def test_a_copy_of_an_error_page_is_none(archive: WebArchive) -> None:
    for code in (404, 403, 503, 301):
        archive.copies.clear()
        archive.keep(PAGE, "20190603120000", code)
        reply = find(archive)
        assert reply.copy is None
        assert (reply.wait_s, reply.is_final) == (0, False)


def test_copies_from_after_the_death_only_are_none(archive: WebArchive) -> None:
    archive.keep(PAGE, "20190711120000")
    assert find(archive).note == "The archive has no copy from before the page died."


def test_an_archive_that_knows_nothing_says_so(archive: WebArchive) -> None:
    assert find(archive).note == "The archive has no good copy of this page."


def test_a_copy_taken_before_we_asked_is_not_the_one_asked_for(archive: WebArchive) -> None:
    archive.keep(PAGE, "20120101000000")
    wanted = Wanted(DIED, earliest=DIED)
    assert ask(archive, lambda there: there.find(PAGE, wanted)).copy is None


@pytest.mark.parametrize(
    ("original", "is_same"),
    [
        ("http://news.example.org:80/2019/06/a?page=2&id=1", True),
        ("https://www.news.example.org/2019/06/a/?id=1&page=2&utm_source=x", True),
        ("https://news.example.org/2019/06/a", False),
        ("https://news.example.org:8443/2019/06/a?id=1&page=2", False),
        ("https://other.example.org/2019/06/a?id=1&page=2", False),
        ("not an address", False),
    ],
)
def test_addresses_are_the_same_as_archives_see_them(original: str, is_same: bool) -> None:
    assert is_same_page(original, PAGE) is is_same


def test_the_availability_api_of_the_wayback_machine_lives_next_door() -> None:
    assert availability_of("https://web.archive.org") == "https://archive.org/wayback/available"
    assert availability_of("http://127.0.0.1:1") == "http://127.0.0.1:1/wayback/available"
