"""What came back from an endpoint, and what is wrong with it in words."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from factcheck.digest.wording import plain
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.retry import retry_after_s

GONE = 410
BUSY = frozenset({429, 503})
SHOWN = 200
"""Characters of an answer that are kept."""

# Names that are private and that are none answer alike: ours are nobody's business.
_NOTHING_PUBLIC = gettext_noop("The address leads nowhere public. Webhooks are sent nowhere else.")
_SLOW = gettext_noop("There was no answer in time.")
_TLS = gettext_noop("No secure connection could be made: the certificate is not valid.")
_CLOSED = gettext_noop("No connection could be made.")
_BROKEN = gettext_noop("The connection broke before there was an answer.")
_REDIRECTS = gettext_noop("It redirects. Redirects are not followed: name the final address.")

_WORDS: dict[Fault, str] = {
    Fault.FORBIDDEN_ADDRESS: _NOTHING_PUBLIC,
    Fault.NAME_UNKNOWN: _NOTHING_PUBLIC,
    Fault.NAME_SERVER: gettext_noop("The name server did not answer."),
    Fault.CONNECT_REFUSED: _CLOSED,
    Fault.CONNECT_FAILED: _CLOSED,
    Fault.CONNECT_TIMEOUT: _SLOW,
    Fault.READ_TIMEOUT: _SLOW,
    Fault.DEADLINE: _SLOW,
    Fault.TLS_CERTIFICATE: _TLS,
    Fault.TLS_HANDSHAKE: _TLS,
    Fault.MALFORMED: gettext_noop("The answer is not HTTP."),
}
_OUR_OWN = frozenset({Fault.NO_RESOURCES, Fault.STALLED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: ``problem`` is empty when the message was taken.

    ``text`` are the first characters of what was answered, in one line; ``asked_s`` the seconds
    that a busy receiver asked for. A fault of our own is no attempt.
    """

    status: int | None = None
    elapsed_ms: int = 0
    problem: str = ""
    text: str = ""
    asked_s: float | None = None
    is_our_fault: bool = False

    @property
    def is_taken(self) -> bool:
        """Tell whether the receiver has the message: a status in the two hundreds and no other."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_down(self) -> bool:
        """Tell whether the receiver as a whole is in trouble, not only with this message."""
        return self.status is None or self.status >= 500 or self.status in BUSY


def answer_in(fetched: Fetched) -> Answer:
    """Judge what came back. Problems are English here, and translated where they are shown."""
    return Answer(
        status=fetched.status,
        elapsed_ms=fetched.elapsed_ms,
        problem=_problem(fetched),
        text=plain(fetched.body.decode("utf-8", "replace"), SHOWN),
        asked_s=retry_after_s(fetched) if fetched.status in BUSY else None,
        is_our_fault=fetched.status is None and fetched.fault in _OUR_OWN,
    )


def _problem(fetched: Fetched) -> str:
    status = fetched.status
    if status is None:
        return _WORDS.get(fetched.fault, _BROKEN) if fetched.fault else _BROKEN
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return _REDIRECTS
    return gettext_noop("It answered with an error.")
