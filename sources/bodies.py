"""Bodies of pages, kept compressed under the hash of their content."""

import gzip
import hashlib

from django.core.files.base import ContentFile

from sources.models.snapshot import snapshot_storage

LARGEST = 20 * 1024 * 1024  # bytes; nothing larger was ever stored


def keep_body(body: bytes) -> tuple[str, str]:
    """Store ``body`` once and return its storage name and hex SHA-256."""
    digest = hashlib.sha256(body).hexdigest()
    name = f"{digest[:2]}/{digest}.gz"
    storage = snapshot_storage()
    if not storage.exists(name):
        name = storage.save(name, ContentFile(gzip.compress(body, mtime=0)))
    return name, digest


def read_body(name: str) -> bytes:
    """Return the body stored under ``name``."""
    with snapshot_storage().open(name) as packed, gzip.open(packed) as unpacked:
        return unpacked.read(LARGEST)


def remove_body(name: str) -> None:
    """Remove the body stored under ``name``, if it is there."""
    snapshot_storage().delete(name)
