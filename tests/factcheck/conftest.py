"""What the tests of claims share."""

from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from factcheck.models import WebhookEndpoint
from tests.factcheck.admin.newsrooms import Newsroom, furnish
from tests.factcheck.webhooks.partner import open_to
from tests.support.receiver import Receiver


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """A newsroom with something of everything in it."""
    return furnish()


@pytest.fixture
def cards(settings: Settings, tmp_path: Path) -> Path:
    """Keep the pictures of this test in a folder of its own, and say which."""
    backend = "django.core.files.storage.FileSystemStorage"
    kept = {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "cards", "base_url": None}}
    settings.STORAGES = settings.STORAGES | {"cards": kept}
    return tmp_path / "cards"


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """A receiver whose address our policy allows."""
    with Receiver() as site:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/29")]
        settings.LINKCHECK_ALLOWED_PORTS = range(1, 65_536)
        yield site


@pytest.fixture
def endpoint(receiver: Receiver, db: None) -> WebhookEndpoint:
    """An endpoint that wants to hear of everything."""
    return open_to(receiver)
