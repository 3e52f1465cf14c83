import pytest


@pytest.fixture(autouse=True)
def snapshots(settings, tmp_path) -> None:
    """Keep copies of pages in a folder of the test's own."""
    where = {"location": tmp_path / "snapshots", "base_url": None}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {"snapshots": {"BACKEND": backend, "OPTIONS": where}}
