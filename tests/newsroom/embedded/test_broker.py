"""The embedded broker, spoken to through kombu as Celery does."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import cast

import pytest
from kombu import Connection

from newsroom import embedded
from newsroom.embedded import broker


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (embedded, broker):
        monkeypatch.setattr(module, "BROKER_FOLDER", tmp_path / "broker")
    return tmp_path / "broker"


def connect() -> Connection:
    return Connection(embedded.BROKER_URL, transport_options=broker.options())


@pytest.fixture
def connection() -> Iterator[Connection]:
    with connect() as opened:
        yield opened


def test_messages_are_taken_once_in_the_order_they_came(connection: Connection) -> None:
    bells = connection.SimpleQueue("jobs")
    for number in range(3):
        bells.put(number)
    taken = [bells.get_nowait() for _ in range(3)]
    for message in taken:
        message.ack()
    assert [message.payload for message in taken] == [0, 1, 2]
    with pytest.raises(Empty):
        bells.get_nowait()


def test_a_queue_never_gives_another_queue_s_messages(connection: Connection) -> None:
    connection.SimpleQueue("links-interactive").put("asked for")
    with pytest.raises(Empty):
        connection.SimpleQueue("links").get_nowait()


def test_a_message_is_heard_by_another_process(folder: Path, connection: Connection) -> None:
    ring = (
        "import sys; from pathlib import Path\n"
        "from kombu import Connection\n"
        "from newsroom.embedded import BROKER_URL, broker\n"
        "broker.BROKER_FOLDER = Path(sys.argv[1])\n"
        "with Connection(BROKER_URL, transport_options=broker.options()) as c:\n"
        "    c.SimpleQueue('jobs').put('from afar')\n"
    )
    subprocess.run([sys.executable, "-c", ring, str(folder)], check=True)
    assert connection.SimpleQueue("jobs").get(timeout=1).payload == "from afar"


def test_many_who_ring_and_many_who_hear_lose_and_double_nothing(folder: Path) -> None:
    heard: list[int] = []
    ringing = threading.Event()
    ringing.set()

    def ring(first: int) -> None:
        with connect() as connection:
            for number in range(first, first + 100):
                connection.SimpleQueue("jobs").put(number)

    def hear() -> None:
        with connect() as connection:
            while ringing.is_set() or any(folder.glob("*.msg")):
                with suppress(Empty):
                    heard.append(
                        cast("broker.Channel", connection.default_channel)._get("jobs")["body"]
                    )

    hearing = [threading.Thread(target=hear) for _ in range(2)]
    rings = [threading.Thread(target=ring, args=[first]) for first in (0, 100)]
    for thread in (*hearing, *rings):
        thread.start()
    join(rings)
    ringing.clear()
    join(hearing)
    assert len(heard) == 200
    assert len(set(heard)) == 200


def join(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join()


def test_forgetting_messages_leaves_a_broker_that_works(connection: Connection) -> None:
    connection.SimpleQueue("jobs").put("old")
    embedded.forget_messages()
    embedded.forget_messages()
    with connect() as later:
        bells = later.SimpleQueue("jobs")
        bells.put("new")
        assert bells.get_nowait().payload == "new"
