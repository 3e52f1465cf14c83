"""What an editor decided about sources that disagree."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


@pghistory.track(append_only=True)
class DiscrepancyDecision(models.Model):
    """An editor's word on a derived discrepancy (``factcheck.discrepancy``), never automatic."""

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed: shown to readers")
        DISMISSED = "dismissed", _("dismissed")

    claim = models.ForeignKey(
        "factcheck.Claim", on_delete=models.CASCADE, related_name="discrepancy_decisions"
    )
    key = models.CharField(_("discrepancy"), max_length=200)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["claim", "key"]
        verbose_name = _("decision on a discrepancy")
        verbose_name_plural = _("decisions on discrepancies")
        constraints = [
            models.UniqueConstraint(fields=["claim", "key"], name="factcheck_discrepancy_once"),
            models.CheckConstraint(
                name="factcheck_discrepancy_with_reason",
                condition=~models.Q(reason__regex=r"^\s*$"),
            ),
        ]
        indexes = [WordsIndex("key", "reason", name="factcheck_discrepancy_word_idx")]

    def __str__(self) -> str:
        """Name the discrepancy and the decision."""
        return f"{self.key}: {self.get_decision_display()}"
