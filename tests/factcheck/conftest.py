"""What the tests of claims share."""

from collections.abc import Iterator
from contextlib import nullcontext
from ipaddress import ip_network
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from factcheck.exporting import files
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
    return _kept_apart("cards", settings, tmp_path)


@pytest.fixture
def exports(settings: Settings, tmp_path: Path) -> Path:
    """Keep the exports of this test in a folder of its own, and say which."""
    return _kept_apart("exports", settings, tmp_path)


@pytest.fixture
def quiet(exports: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and let exports read in the transaction of the test: nobody else is at work."""
    monkeypatch.setattr(files, "_one_moment", nullcontext)
    return exports


def _kept_apart(storage: str, settings: Settings, folder: Path) -> Path:
    backend = "django.core.files.storage.FileSystemStorage"
    kept = {"BACKEND": backend, "OPTIONS": {"location": folder / storage, "base_url": None}}
    settings.STORAGES = settings.STORAGES | {storage: kept}
    return folder / storage


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
