"""A mail server, and people to write to."""

from collections.abc import Iterator

import pytest

from tests.support.mailbox import Mailbox, mail_server


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Run a real mail server on loopback."""
    with mail_server() as found:
        yield found
