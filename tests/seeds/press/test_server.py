import http.client
import socket
from dataclasses import replace

import pytest

from seeds.press.changes import State, write_change
from seeds.press.server import PressError, serving
from sources.linkcheck.extract import extract
from tests.support.press import Press


class Response:
    """What a page of the press answered."""

    def __init__(self, press: Press, name: str, method: str = "GET", **headers: str) -> None:
        page = press.pages[name]
        self.address = page.address
        connection = http.client.HTTPConnection("127.0.0.1", page.outlet.port, timeout=5)
        connection.request(
            method, page.path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = connection.getresponse()
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()
        connection.close()

    @property
    def main_text(self) -> str:
        return extract(self.body, "utf-8", self.address).text or ""


def test_no_two_visits_get_the_same_page_but_all_get_the_same_story(open_press: Press) -> None:
    first, second = Response(open_press, "rosneft"), Response(open_press, "rosneft")
    assert first.body != second.body
    assert first.main_text == second.main_text
    assert "Related" not in first.main_text


def test_every_page_serves_all_of_its_text_as_main_text(open_press: Press) -> None:
    for page in open_press.pages.values():
        main_text = Response(open_press, page.name).main_text.replace("\n", " ")
        for paragraph in page.text.split("\n\n"):
            assert paragraph.replace("\n", " ") in main_text


def test_an_edit_shows_at_once_and_only_there(open_press: Press) -> None:
    before = Response(open_press, "rosneft").main_text
    write_change(open_press.changes, "rosneft", State.EDITED)
    after = Response(open_press, "rosneft").main_text
    assert "17 million dollars" in after
    assert after.replace("17 million dollars", "17,000 dollars") == before


@pytest.mark.parametrize(("state", "status"), [(State.REMOVED, 404), (State.GONE, 410)])
def test_a_removed_page_is_gone_until_it_is_restored(
    state: State, status: int, open_press: Press
) -> None:
    write_change(open_press.changes, "rosneft", state)
    assert Response(open_press, "rosneft").status == status
    write_change(open_press.changes, "rosneft", State.ORIGINAL)
    assert Response(open_press, "rosneft").status == 200


@pytest.mark.parametrize("condition", ["If_None_Match", "If_Modified_Since"])
def test_an_unchanged_page_answers_a_condition_without_a_body(
    condition: str, open_press: Press
) -> None:
    known = Response(open_press, "rosneft").headers
    validator = known["ETag" if condition == "If_None_Match" else "Last-Modified"]
    again = Response(open_press, "rosneft", **{condition: validator})
    assert (again.status, again.body) == (304, b"")
    write_change(open_press.changes, "rosneft", State.EDITED)
    assert Response(open_press, "rosneft", **{condition: validator}).status == 200


def test_head_gets_the_headers_alone(open_press: Press) -> None:
    answer = Response(open_press, "rosneft", "HEAD")
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.body == b""


@pytest.mark.parametrize(("path", "status"), [("/robots.txt", 200), ("/", 200), ("/nothing/", 404)])
def test_an_outlet_has_a_front_page_and_robots_and_nothing_else(
    path: str, status: int, press: Press
) -> None:
    moved = {"rosneft": replace(press.pages["rosneft"], path=path)}
    with press.open():
        assert Response(Press(moved, press.changes), "rosneft").status == status


def test_a_taken_port_is_said_in_a_sentence(press: Press) -> None:
    outlet = press.pages["rosneft"].outlet
    with socket.socket() as other:
        other.bind(("127.0.0.1", outlet.port))
        other.listen()
        with (
            pytest.raises(PressError, match=rf"Port {outlet.port} is taken, and PanAm Post"),
            serving([outlet], press.pages, press.changes),
        ):
            pass
