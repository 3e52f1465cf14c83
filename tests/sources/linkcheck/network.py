"""A small network for the engine's tests: loopback addresses, one of them forbidden, and names."""

import socket
from collections.abc import Sequence

from sources.linkcheck.network import NetworkPolicy

LOOPBACK = [f"127.0.0.{last}" for last in range(1, 10)]
"""What pytest-socket lets the tests reach; the forbidden ones too, to see that nobody calls."""

FORBIDDEN = "127.0.0.9"

POLICY = NetworkPolicy.opening(["127.0.0.0/29"], range(1, 65_536))
"""Open to 127.0.0.1 to 127.0.0.7."""

AGENT = "FactDesk-test/1.0 (+https://desk.example.org/)"


class Names:
    """A name server that answers from a table, one answer after the other, the last for ever."""

    def __init__(self, **answers: list[Sequence[str] | OSError]) -> None:
        self._answers = {name.replace("_", "."): answer for name, answer in answers.items()}
        self.asked = 0

    @classmethod
    def here(cls, *hosts: str) -> "Names":
        """Answer for these hosts with our own address."""
        names = cls()
        names._answers = {host: [["127.0.0.1"]] for host in hosts}
        return names

    async def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked += 1
        answers = self._answers.get(host, [socket.gaierror(socket.EAI_NONAME, "no such name")])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, OSError):
            raise answer
        return answer
