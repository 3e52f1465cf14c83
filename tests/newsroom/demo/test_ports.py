import socket
from collections.abc import Iterator

import pytest

from newsroom.demo import ports


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server((ports.HOST, 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_refused_with_a_sentence_and_what_to_do(taken: int) -> None:
    with pytest.raises(
        ports.Taken, match=rf"Port {taken} is not free \(Address already in use\)\. Choose"
    ):
        ports.refuse_taken(taken, "Choose another.")


def test_a_port_that_does_not_exist_is_refused_with_a_sentence() -> None:
    with pytest.raises(ports.Taken, match=r"Port 80000 is not free .*must be 0-65535"):
        ports.refuse_taken(80000, "Choose another.")


def test_a_port_is_free_again_once_its_server_has_gone(taken: int) -> None:
    assert ports.is_open(taken)
    with socket.create_server((ports.HOST, 0)) as server:
        free = server.getsockname()[1]
    assert not ports.is_open(free)
    ports.refuse_taken(free, "")


def test_what_listens_but_does_not_speak_http_does_not_answer(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "ANSWER_SECONDS", 0.1)
    assert not ports.answers(taken, "/readyz")
