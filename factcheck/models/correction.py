"""What we got wrong, or what changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex


class Correction(models.Model):
    """Waits with the draft, then belongs to the publication it led to. Append-only from there.

    A retraction (withdrawal) leads to no publication; it is published when the check goes.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction")
        CLARIFICATION = "clarification", _("clarification")
        UPDATE = "update", _("update")
        RETRACTION = "retraction", _("retraction")
        EVIDENCE_REPLACED = "evidence_replaced", _("evidence replaced")
        MINOR = "minor", _("minor")

    class Cause(models.TextChoices):
        EDITOR_ERROR = "editor_error", _("our error")
        NEW_EVIDENCE = "new_evidence", _("new evidence")
        SOURCE_CHANGED = "source_changed", _("the source changed")
        SOURCE_WITHDRAWN = "source_withdrawn", _("the source was withdrawn")
        READER_REPORT = "reader_report", _("a reader's report")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    claim = models.ForeignKey(
        "factcheck.Claim", on_delete=models.PROTECT, related_name="corrections"
    )
    publication = models.OneToOneField(
        "factcheck.Publication",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="correction",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices)
    was_wrong = models.TextField(_("what was wrong"))
    what_changed = models.TextField(_("what changed"), blank=True)
    why = models.TextField(_("why"), blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                name="factcheck_correction_one_pending",
                condition=Q(published_at__isnull=True),
            ),
            models.CheckConstraint(
                name="factcheck_correction_says_what",
                condition=~Q(was_wrong__regex=r"^\s*$"),
                violation_error_message=_("Say what was wrong."),
            ),
            models.CheckConstraint(
                name="factcheck_correction_publication_when_published",
                condition=Q(published_at__isnull=True, publication__isnull=True)
                | Q(published_at__isnull=False, publication__isnull=False)
                | Q(published_at__isnull=False, kind="retraction"),
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="factcheck_correction_log_idx"),
            models.Index(
                fields=["kind", "-published_at", "-id"], name="factcheck_correction_kind_idx"
            ),
            models.Index(fields=["cause"], name="factcheck_correction_cause_idx"),
            WordsIndex("was_wrong", name="factcheck_correction_words_idx"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only_once_published",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        """Name the kind."""
        return f"{self.get_kind_display()}: {self.was_wrong[:80]}"
