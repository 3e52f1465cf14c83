"""What the tests of claims share."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.factcheck.admin.newsrooms import Newsroom, furnish


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
