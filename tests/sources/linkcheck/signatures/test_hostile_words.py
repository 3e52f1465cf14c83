"""Words written to make a pattern try everything: they must cost no more than their length."""

import time

import pytest

from sources.linkcheck.answer import Fetched
from sources.linkcheck.page import Extracted
from sources.linkcheck.rules.evidence import Evidence
from sources.linkcheck.signatures import markup, missing, notices

URL = "https://example.org/a"
ALLOWED_CPU_S = 5.0

pytestmark = pytest.mark.attacks


HOSTILE = (
    *("404 " * 149, "404-" * 5_000, "error-" * 4_000, "oops! sorry! " * 70),
    *("-" * 20_000, ":" * 20_000, "a-" * 10_000, "a." * 10_000, "the page" + "-" * 10_000),
    " ".join(["-" * 200] * 149),
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_judged_at_once(words: str) -> None:
    began = time.process_time()
    missing.missing_phrase(words)
    notices.parked_phrase(words)
    notices.idle_notice(words, words)
    notices.maintenance_notice(words, words)
    notices.region_notice(words)
    missing.heading(words)
    assert time.process_time() - began < ALLOWED_CPU_S


def test_many_lines_are_looked_for_among_what_is_seen_at_once() -> None:
    lines = "\n".join(f"{number:06d}" for number in range(140_000))
    page = Extracted(text=lines, visible_text=lines)
    began = time.process_time()
    assert Evidence(URL, Fetched(URL, URL, 200), page).shown == lines
    markup.is_application(b"<" + b"a" * 2_000_000)
    assert time.process_time() - began < ALLOWED_CPU_S
