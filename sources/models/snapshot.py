"""What a page was: at the baseline, at each change, or as an editor saw it."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7


def snapshot_storage() -> Storage:
    """Return the private storage of page bodies and uploads; never served directly."""
    return storages["snapshots"]


class Snapshot(models.Model):
    """The main text of a page, and its body or the uploaded picture or PDF where we keep one."""

    class Kind(models.TextChoices):
        BASELINE = "baseline", _("baseline")
        CHANGE = "change", _("change")
        UPLOAD = "upload", _("uploaded by an editor")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    link = models.ForeignKey(
        "sources.Link",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="snapshots",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=500, blank=True)
    text = models.TextField(_("main text"), blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    body = models.FileField(_("file"), storage=snapshot_storage, blank=True, max_length=200)
    body_sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    extractor = models.CharField(max_length=60, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)
    taken_down_at = models.DateTimeField(_("taken down at"), null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    taken_down_reason = models.TextField(_("reason for taking it down"), blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        indexes = [models.Index(fields=["link", "-id"], name="sources_snapshot_link_idx")]

    def __str__(self) -> str:
        """Describe the snapshot in a line."""
        return f"{self.get_kind_display()}: {self.title or self.public_id}"
