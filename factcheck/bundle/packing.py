"""Make the zip of a check. The same version and the same evidence are the same bytes."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import override

from factcheck.bundle.contents import Published, files
from factcheck.bundle.log import log_of
from factcheck.cards.contents import spoken
from factcheck.markup import markup
from factcheck.models import Check
from factcheck.sharing import absolute, cited

FORMAT = 1
"""Raise it when the same check shall be packed differently."""

READABLE = 0o644 << 16


def bundle(check: Check) -> bytes:
    """Return the zip of a standing check, with its ``publication`` loaded. Two queries.

    Its words are in the language of the check where the site speaks it, whoever asks.
    """
    with override(spoken(check.publication.document)):
        return pack(folder_of(check), files(_published(check)), at=check.publication.published_at)


def folder_of(check: Check) -> str:
    """Name the folder everything is in, and the zip: ``<slug>-v<version>``."""
    return f"{check.slug}-v{check.publication.number}"


def pack(folder: str, contents: dict[str, bytes], *, at: datetime) -> bytes:
    """Zip files and the list of their hashes, all dated ``at``.

    Not compressed: compressors differ from release to release, and then so would the bytes.
    """
    sums = "".join(f"{sha256(body).hexdigest()}  {name}\n" for name, body in contents.items())
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, body in {**contents, "SHA256SUMS": sums.encode()}.items():
            entry = ZipInfo(f"{folder}/{name}", at.astimezone(UTC).timetuple()[:6])
            entry.create_system, entry.external_attr = 3, READABLE  # as on Unix, everywhere
            archive.writestr(entry, body)
    return packed.getvalue()


def _published(check: Check) -> Published:
    publication = check.publication
    return Published(
        document=publication.document,
        sha256=publication.sha256,
        submitted_at=publication.submitted_at.isoformat(),
        approved_at=publication.approved_at.isoformat(),
        published_at=publication.published_at.isoformat(),
        page=absolute("check", check.slug),
        methodology=absolute("methodology"),
        markup=markup(check) | {"dateModified": publication.published_at.isoformat("T", "seconds")},
        log=log_of(check),
        cited=cited(check.slug, publication),
    )
