"""What readers tell us."""

from django.conf import settings
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex

LONGEST_MESSAGE = 5_000  # characters
WEB_ADDRESS = r"^https?://[^\s<>\"]+$"


class ReaderReport(models.Model):
    """A reader's message about a check: new, then answered or closed, by whom and with what note.

    The contact is optional, kept out of the history, and forgotten after a while.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("new")
        ACTED_ON = "acted_on", _("answered")
        DISMISSED = "dismissed", _("closed")

    # "check" itself is a method every model has; the record is the same one claims point to.
    check_record = models.ForeignKey(
        "factcheck.Check",
        on_delete=models.PROTECT,
        related_name="reader_reports",
        verbose_name=_("check"),
    )
    message = models.TextField(_("message"), validators=[MaxLengthValidator(LONGEST_MESSAGE)])
    evidence_url = models.CharField(
        _("address of evidence"),
        max_length=2000,
        blank=True,
        validators=[RegexValidator(WEB_ADDRESS, _("An address starts with http:// or https://."))],
    )
    contact = models.CharField(_("contact"), max_length=254, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN
    )
    note = models.TextField(_("what came of it"), blank=True, default="", db_default="")
    review = models.ForeignKey(
        "factcheck.Review",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("re-review"),
        help_text=_("The one it opened, or was added to."),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("reader report")
        verbose_name_plural = _("reader reports")
        constraints = [
            models.CheckConstraint(
                name="factcheck_readerreport_url_is_web",
                condition=models.Q(evidence_url="") | models.Q(evidence_url__regex=WEB_ADDRESS),
            ),
            models.CheckConstraint(
                name="factcheck_readerreport_says_something",
                condition=~models.Q(message__regex=r"^\s*$"),
                violation_error_message=_("Say what is wrong."),
            ),
            models.CheckConstraint(
                name="factcheck_readerreport_settled_not_open",
                condition=models.Q(settled_at__isnull=True) | ~models.Q(outcome="open"),
            ),
        ]
        indexes = [
            models.Index(fields=["outcome"], name="factcheck_report_outcome_idx"),
            models.Index(
                fields=["received_at"],
                name="factcheck_report_contact_idx",
                condition=~models.Q(contact=""),
            ),
            WordsIndex("message", name="factcheck_report_words_idx"),
        ]

    def __str__(self) -> str:
        """Return the beginning of the message."""
        return self.message[:80]
