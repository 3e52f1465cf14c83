"""The frozen text of an article."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class SourceText(models.Model):
    """Version n of an article's main text (NFC, LF). Never changed: later versions follow it.

    ``left_out`` holds what the editor left out of the raw text: a list of
    ``{"start", "end", "reason"}`` in code points of the raw text.
    """

    class Obtained(models.TextChoices):
        PASTED = "pasted", _("pasted")
        FETCHED = "fetched", _("fetched from its address")
        IMPORTED = "imported", _("imported from a file")

    source = models.ForeignKey("sources.Source", on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64)
    obtained = models.CharField(_("obtained"), max_length=10, choices=Obtained.choices)
    left_out = models.JSONField(default=list, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["source", "-number"]
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="sources_text_number"),
            models.CheckConstraint(
                name="sources_text_not_empty", condition=~models.Q(text__regex=r"^\s*$")
            ),
        ]
        indexes = [models.Index(fields=["obtained"], name="sources_text_obtained_idx")]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        """Name the source and the version."""
        return f"{self.source}, text {self.number}"
