"""Exports that are kept for partners to take, and attempts at one that have come to nothing."""

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


class ExportAttempt(models.Model):
    """An export that was begun and is not finished: under way, or broken off.

    The next that is finished removes all: how many there are is how often it failed in a row.
    ``at`` is when it began or, with an ``error`` (its type), when it failed. A worker that is
    killed leaves no error.
    """

    at = models.DateTimeField(db_default=Now())
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("attempt at an export")
        verbose_name_plural = _("attempts at an export")

    def __str__(self) -> str:
        """Say when, and what went wrong."""
        return f"{self.at:%Y-%m-%d %H:%M} {self.error}".rstrip()
