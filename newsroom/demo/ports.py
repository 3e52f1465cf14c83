"""Is a port free, does something answer there: questions about loopback."""

import http.client
import socket

HOST = "127.0.0.1"
ANSWER_SECONDS = 5


class Taken(RuntimeError):
    """A port cannot be used; the message says which, why and what to do."""


def refuse_taken(port: int, advice: str) -> None:
    """Raise ``Taken``, with ``advice``, unless a server could listen on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise Taken(f"Port {port} is not free ({why}). {advice}") from None


def is_open(port: int) -> bool:
    """Say whether something accepts connections on ``port``."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def answers(port: int, path: str) -> bool:
    """Say whether the web server on ``port`` answers ``path`` with 200."""
    connection = http.client.HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
