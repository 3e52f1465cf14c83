"""Exports that are kept for partners to take."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from factcheck.models.change import Change


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports by whether they may be taken."""

    def available(self) -> Self:
        """Keep those that hold nothing that was withdrawn since."""
        withdrawn = Change.objects.filter(kind=Change.Kind.WITHDRAWN)
        return self.exclude(Exists(withdrawn.filter(sequence__gt=OuterRef("sequence"))))


class Export(models.Model):
    """The whole corpus as files, at the moment of the change ``sequence``.

    ``mark`` is that of the change. ``files`` lists name, rows, bytes and sha256 of each; they lie
    in a folder called ``public_id`` of the storage "exports".
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    made_at = models.DateTimeField(db_default=Now())
    sequence = models.BigIntegerField()
    mark = models.CharField(max_length=32)
    checks = models.PositiveIntegerField()
    files = models.JSONField()

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self) -> str:
        """Name the last change it holds."""
        return f"{self.made_at:%Y-%m-%d %H:%M} ({self.sequence})"
