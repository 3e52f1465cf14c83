"""What readers tell us."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


class ReaderReport(models.Model):
    """A reader's message about a check. The contact is optional and kept out of the history."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        ACTED_ON = "acted_on", _("acted on")
        DISMISSED = "dismissed", _("dismissed")

    # "check" itself is a method every model has; the record is the same one claims point to.
    check_record = models.ForeignKey(
        "factcheck.Check",
        on_delete=models.PROTECT,
        related_name="reader_reports",
        verbose_name=_("check"),
    )
    message = models.TextField(_("message"))
    evidence_url = models.CharField(_("address of evidence"), max_length=2000, blank=True)
    contact = models.CharField(_("contact"), max_length=254, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN
    )
    received_at = models.DateTimeField(_("received"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("reader report")
        verbose_name_plural = _("reader reports")
        constraints = [
            models.CheckConstraint(
                name="factcheck_readerreport_url_is_web",
                condition=models.Q(evidence_url="")
                | models.Q(evidence_url__regex=r"^https?://[^\s<>\"]+$"),
            )
        ]
        indexes = [
            models.Index(fields=["outcome"], name="factcheck_report_outcome_idx"),
            WordsIndex("message", name="factcheck_report_words_idx"),
        ]

    def __str__(self) -> str:
        """Return the beginning of the message."""
        return self.message[:80]
