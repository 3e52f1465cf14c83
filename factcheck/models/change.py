"""The outbox: what changed in public, in commit order."""

from datetime import UTC
from hashlib import sha256

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ChangeCounter(models.Model):
    """The one row that hands out sequence numbers; its lock makes commit order."""

    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="factcheck_changecounter_single", condition=models.Q(pk=1))
        ]

    def __str__(self) -> str:
        """Return the last number handed out."""
        return str(self.value)


class Change(models.Model):
    """One public change of one check. ``sequence`` has no gaps and follows commit order."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EVIDENCE_CHANGED = "evidence_changed", _("evidence changed")
        REVIEW_CHANGED = "review_changed", _("re-review begun or ended")

    sequence = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    # "check" itself is a method every model has.
    check_record = models.ForeignKey(
        "factcheck.Check", on_delete=models.PROTECT, related_name="changes"
    )
    publication = models.ForeignKey(
        "factcheck.Publication", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index(fields=["kind"], name="factcheck_change_kind_idx")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        """Describe the change in a line."""
        return f"{self.sequence} {self.kind}"

    @property
    def mark(self) -> str:
        """Return what tells this very change from another that was given its number.

        After a backup was restored the numbers are given again; the moments are not.
        """
        told = f"{self.sequence} {self.kind} {self.at.astimezone(UTC).isoformat()}"
        return sha256(told.encode()).hexdigest()[:32]
