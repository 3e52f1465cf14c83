"""What came back from an address: an answer, or the fault that kept us from one."""

import errno
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import aiohttp

from sources.linkcheck.address import AddressError
from sources.linkcheck.decode import Undecodable
from sources.linkcheck.guard import AddressRefused
from sources.linkcheck.result import Hop
from sources.linkcheck.wire import TooManyBytes

PERMANENT = frozenset({301, 308})
OUR_OWN = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.EADDRNOTAVAIL})
"""What the system says when it is we who have no room for another connection."""

_MISSING_NAME = {
    code
    for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY")
    if (code := getattr(socket, name, None)) is not None
}


class Fault(StrEnum):
    """Why no whole answer was had."""

    NAME_UNKNOWN = "name-unknown"
    NAME_SERVER = "name-server-failed"
    CONNECT_REFUSED = "connection-refused"
    CONNECT_FAILED = "connection-failed"
    DISCONNECTED = "disconnected"
    CUT_SHORT = "body-cut-short"
    MALFORMED = "malformed-answer"
    TOO_MANY_BYTES = "more-bytes-than-a-page"
    UNDECODABLE = "body-undecodable"
    TLS_CERTIFICATE = "tls-certificate"
    TLS_HANDSHAKE = "tls-handshake"
    CONNECT_TIMEOUT = "connect-timeout"
    READ_TIMEOUT = "read-timeout"
    DEADLINE = "deadline"
    REDIRECT_LOOP = "redirect-loop"
    REDIRECT_LOOP_COOKIE = "redirect-loop-wants-cookie"
    REDIRECT_TOO_MANY = "too-many-redirects"
    FORBIDDEN_ADDRESS = "forbidden-address"
    FORBIDDEN_REDIRECT = "forbidden-redirect"
    ROBOTS = "robots-txt"
    NO_RESOURCES = "own-resources-used-up"
    STALLED = "own-loop-stalled"


OF_WAITING = frozenset(
    {
        Fault.NAME_SERVER,
        Fault.CONNECT_FAILED,
        Fault.DISCONNECTED,
        Fault.CUT_SHORT,
        Fault.TLS_HANDSHAKE,
        Fault.CONNECT_TIMEOUT,
        Fault.READ_TIMEOUT,
        Fault.DEADLINE,
    }
)
"""Faults that we bring about ourselves by standing still; the others are told by what came in."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back from an address: an answer, a fault, or an answer cut off by a fault.

    `headers` have lower-case names. `hops` are the redirects met, `fragment` what the last of them
    named after a `#`; the body is decoded, and `cut` when there was more of it than we read.
    """

    url: str
    final_url: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False
    hops: tuple[Hop, ...] = ()
    fault: Fault | None = None
    detail: str = ""
    elapsed_ms: int = 0
    fragment: str = ""

    @property
    def content_type(self) -> str:
        """Name the media type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()[:200]

    @property
    def answered_well(self) -> bool:
        """Tell whether there is a page: a whole answer with a status in the two hundreds."""
        return self.fault is None and self.status is not None and 200 <= self.status < 300

    @property
    def moved_for_good(self) -> bool:
        """Tell whether every redirect on the way was a permanent one."""
        return bool(self.hops) and all(hop.status in PERMANENT for hop in self.hops)


class BadRedirect(Exception):
    """A redirect that leads nowhere."""

    def __init__(self, fault: Fault) -> None:
        """Say in which way it leads nowhere."""
        super().__init__(fault.value)
        self.fault = fault


class HungUp(aiohttp.ClientError):
    """The connection broke before there was an answer."""


FAILURES = (
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    AddressError,
    Undecodable,
    BadRedirect,
)
"""What may go wrong with a page; anything else is a fault of our own."""

_FAULTS: tuple[tuple[type[BaseException], Fault], ...] = (
    (AddressRefused, Fault.FORBIDDEN_ADDRESS),
    (AddressError, Fault.FORBIDDEN_REDIRECT),
    (Undecodable, Fault.UNDECODABLE),
    (aiohttp.ClientConnectorCertificateError, Fault.TLS_CERTIFICATE),
    (ssl.SSLCertVerificationError, Fault.TLS_CERTIFICATE),
    (ssl.SSLError, Fault.TLS_HANDSHAKE),
    (aiohttp.ConnectionTimeoutError, Fault.CONNECT_TIMEOUT),
    (aiohttp.ServerTimeoutError, Fault.READ_TIMEOUT),
    (TimeoutError, Fault.DEADLINE),
    (ConnectionRefusedError, Fault.CONNECT_REFUSED),
    (aiohttp.ClientConnectorError, Fault.CONNECT_FAILED),
    (TooManyBytes, Fault.TOO_MANY_BYTES),
    (aiohttp.ClientPayloadError, Fault.CUT_SHORT),
    (aiohttp.ClientResponseError, Fault.MALFORMED),
)


def cause_of(error: BaseException) -> BaseException:
    """Find what the system said beneath what the client made of it."""
    if isinstance(error, HungUp) and error.__cause__:
        return error.__cause__
    return error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error


def fault_of(error: BaseException) -> Fault:
    """Name what went wrong; the more telling names come first."""
    if isinstance(error, BadRedirect):
        return error.fault
    cause = cause_of(error)
    if isinstance(cause, OSError) and cause.errno in OUR_OWN:
        return Fault.NO_RESOURCES
    if isinstance(cause, socket.gaierror):
        return _lookup_fault(cause)
    for kind, fault in _FAULTS:
        if isinstance(cause, kind) or isinstance(error, kind):
            return fault
    return Fault.DISCONNECTED


def _lookup_fault(error: socket.gaierror) -> Fault:
    if error.errno in {socket.EAI_SYSTEM, socket.EAI_MEMORY}:
        return Fault.NO_RESOURCES
    return Fault.NAME_UNKNOWN if error.errno in _MISSING_NAME else Fault.NAME_SERVER
