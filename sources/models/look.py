"""One look at one link."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class Look(models.Model):
    """What a look at a link found, with everything the judgement rests on. Never changed."""

    link = models.ForeignKey("sources.Link", on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField(_("looked at"))
    outcome = models.CharField(_("outcome"), max_length=20)
    rule = models.CharField(_("rule"), max_length=60)
    signals = models.JSONField(default=dict)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    final_url = models.CharField(_("final address"), max_length=2000)
    hops = models.JSONField(default=list)
    elapsed_ms = models.PositiveIntegerField(_("took, ms"))
    content_type = models.CharField(max_length=200, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    likeness = models.FloatField(_("likeness to the baseline"), null=True)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        indexes = [
            models.Index(fields=["link", "-at"], name="sources_look_link_idx"),
            models.Index(fields=["outcome"], name="sources_look_outcome_idx"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        """Say when it was."""
        return f"{self.at:%Y-%m-%d %H:%M}"
