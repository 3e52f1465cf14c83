import time

import pytest

from sources.linkcheck.answer import Fetched
from sources.linkcheck.refresh import refresh_target

URL = "https://example.org/a"


def target(body: str, **headers: str) -> str | None:
    return refresh_target(Fetched(URL, URL, 200, headers, body.encode()))


@pytest.mark.parametrize(
    ("head", "to"),
    [
        ('<meta http-equiv="refresh" content="0; url=/b">', "/b"),
        ("<META HTTP-EQUIV=Refresh CONTENT='0;URL=/b'>", "/b"),
        ('<meta content="1; /b" http-equiv="refresh">', "/b"),
        ('<meta http-equiv="refresh" content="0; url=\'/b?x=1&amp;y=2\'">', "/b?x=1&y=2"),
        ('<meta http-equiv="refresh" content="5">', None),
        ('<meta http-equiv="refresh" content="300; url=/b">', None),
        ('<meta http-equiv="refresh" content="0; url=intent://open">', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/b"></noscript>', None),
        ('<!-- <meta http-equiv="refresh" content="0; url=/b"> -->', None),
        ('<script>\'<meta http-equiv="refresh" content="0; url=/b">\'</script>', None),
        ('<meta http-equiv="content-type" content="0; url=/b">', None),
        ("<p>Nothing</p>", None),
    ],
)
def test_a_page_may_send_on_at_once(head: str, to: str | None) -> None:
    assert target(head) == to


def test_a_header_may_send_on_too() -> None:
    assert target("Hello", refresh="0; url=/b") == "/b"
    assert target("Hello", refresh="60; url=/b") is None


@pytest.mark.attacks
@pytest.mark.parametrize("between", [" ", ";", "url=", "9"])
def test_a_hostile_instruction_costs_no_more_than_its_length(between: str) -> None:
    began = time.process_time()
    target("Hello", refresh="0" + between * 30_000 + "''x")
    assert time.process_time() - began < 5
