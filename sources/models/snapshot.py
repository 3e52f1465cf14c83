"""What a page was: at the baseline, at each change, or as an editor saw it."""

from typing import Self

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex


def snapshot_storage() -> Storage:
    """Return the private storage of page bodies and uploads; never served directly."""
    return storages["snapshots"]


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots by whether their content may still be had."""

    def standing(self) -> Self:
        """Keep snapshots that were not taken down."""
        return self.filter(taken_down_at__isnull=True)

    def taken_down(self) -> Self:
        """Keep snapshots whose content had to go; of their pages nothing more is kept."""
        return self.filter(taken_down_at__isnull=False)


class Snapshot(models.Model):
    """The main text of a page, and its body or the uploaded picture or PDF where we keep one.

    Of one that was taken down only the hashes are left, and who did it, when and why.
    """

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

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.CheckConstraint(
                name="sources_snapshot_taken_down_is_empty",
                condition=Q(
                    taken_down_at__isnull=True, taken_down_by__isnull=True, taken_down_reason=""
                )
                | Q(
                    Q(taken_down_at__isnull=False, taken_down_by__isnull=False),
                    ~Q(taken_down_reason=""),
                    text="",
                    title="",
                    body="",
                ),
            )
        ]
        indexes = [
            models.Index(fields=["link", "-id"], name="sources_snapshot_link_idx"),
            models.Index(fields=["kind"], name="sources_snapshot_kind_idx"),
            WordsIndex("title", name="sources_snapshot_words_idx"),
        ]

    def __str__(self) -> str:
        """Describe the snapshot in a line."""
        return f"{self.get_kind_display()}: {self.title or self.public_id}"
