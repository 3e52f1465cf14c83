"""What the tests of claims share."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from factcheck.exporting import files
from tests.factcheck.admin.newsrooms import Newsroom, furnish


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
