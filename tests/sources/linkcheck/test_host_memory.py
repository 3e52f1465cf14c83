import json
from datetime import UTC, datetime, timedelta

import pytest

from sources.linkcheck.address import parse
from sources.linkcheck.answer import Fetched
from sources.linkcheck.appearance import LONGEST_PLACE, Appearance, place_at
from sources.linkcheck.host_memory import (
    LIFE,
    MOST_BYTES,
    MOST_FINGERPRINTS,
    MOST_PLACES,
    HostMemory,
    place_of,
)
from sources.linkcheck.page import Extracted
from sources.linkcheck.result import Hop

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MISSING = Appearance(200, "example.org/x/", "not here", "no such page", 2)


def test_a_memory_survives_being_written_down() -> None:
    memory = HostMemory("User-agent: *")
    memory.note_answer("/news/", MISSING, NOW)
    memory.seen_elsewhere("abc", "https://example.org/a")
    written = json.loads(json.dumps(memory.as_json()))
    assert HostMemory.from_json(written, "User-agent: *") == memory


def test_the_oldest_still_gives_way_after_keys_were_sorted() -> None:
    memory = HostMemory()
    for number in range(MOST_FINGERPRINTS):
        memory.seen_elsewhere(f"{number * 7 % 50}", "https://example.org/a")
    for number in range(MOST_PLACES):
        memory.note_answer(f"/{number * 7 % 20}/", MISSING, NOW)
    stored = json.loads(json.dumps(memory.as_json(), sort_keys=True))
    recalled = HostMemory.from_json(stored)
    recalled.seen_elsewhere("new", "https://example.org/a")
    recalled.note_answer("/new/", MISSING, NOW)
    assert list(recalled.fingerprints) == [*list(memory.fingerprints)[1:], "new"]
    assert list(recalled.answers) == [*list(memory.answers)[1:], "/new/"]


@pytest.mark.parametrize("written", [{}, {"answers": 3}, {"answers": {"/": ["soon"]}}, {"x": []}])
def test_what_cannot_be_read_is_forgotten(written: dict[str, object]) -> None:
    assert HostMemory.from_json(written, "robots") == HostMemory("robots")


def test_what_a_missing_page_looks_like_is_remembered_for_a_day() -> None:
    memory = HostMemory()
    memory.note_answer("/news/", MISSING, NOW)
    assert memory.answer_for("/news/", NOW + LIFE - timedelta(seconds=1)) == MISSING
    assert memory.answer_for("/news/", NOW + LIFE) is None
    assert memory.answer_for("/", NOW) is None


def test_a_memory_does_not_grow_without_end() -> None:
    memory = HostMemory()
    for number in range(200):
        memory.note_answer(f"/{number}/", MISSING, NOW)
        memory.seen_elsewhere(f"print {number}", "https://example.org/")
    assert (len(memory.answers), len(memory.fingerprints)) == (MOST_PLACES, MOST_FINGERPRINTS)
    assert memory.answer_for("/199/", NOW) == MISSING


@pytest.mark.parametrize("letter", ["a", "\U00020000", "\ufdfa", "\x01", '"'])
def test_a_memory_stays_small_whatever_a_host_writes(letter: str) -> None:
    memory = HostMemory()
    url = f"https://example.org/{'a' * 7_000}"
    for number in range(MOST_PLACES):
        page = Extracted(letter * 300_000, f"{number}" + letter * 300_000)
        fetched = Fetched(url, url, 200, hops=(Hop("https://example.org/b", 302),))
        place = f"/{number}{letter * 98}/"
        memory.note_answer(place, Appearance.of(url, fetched, page), NOW)
        memory.seen_elsewhere(f"{number:016}", url)
    written = json.dumps(memory.as_json(), ensure_ascii=False).encode()
    assert MOST_BYTES / 2 < len(written) < MOST_BYTES * 1.5
    assert memory.answer_for(place, NOW)


def test_long_places_are_told_apart() -> None:
    long = f"https://example.org/{'a' * 7_000}"
    places = {place_at(parse(url)) for url in (long, long + "b", "https://example.org/a")}
    assert len(places) == 3
    assert max(map(len, places)) <= LONGEST_PLACE


def test_a_text_is_seen_elsewhere_when_another_address_has_it() -> None:
    memory = HostMemory()
    assert not memory.seen_elsewhere("abc", "https://example.org/a")
    assert not memory.seen_elsewhere("abc", "https://example.org/a")
    assert memory.seen_elsewhere("abc", "https://example.org/b")
    assert not memory.seen_elsewhere("xyz", "https://example.org/b")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/a", "/"),
        ("/news/a", "/news/"),
        ("/news/2026/a", "/news/"),
        ("/news/", "/news/"),
        ("/page.php?id=3", "/page.php?"),
        ("/", "/"),
    ],
)
def test_missing_pages_are_remembered_by_first_segment(path: str, place: str) -> None:
    assert place_of(parse(f"https://example.org{path}")) == place
