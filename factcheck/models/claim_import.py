"""Claims that came in many at once: a file or a feed, row by row."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex


class ClaimImport(models.Model):
    """One file or address of claims: looked at, confirmed by a person, then imported.

    ``problem`` is why nothing of it could be read; ``unread`` names columns we do not know.
    """

    class State(models.TextChoices):
        FETCHING = "fetching", _("being fetched")
        PREVIEW = "preview", _("waits for your confirmation")
        RUNNING = "running", _("being imported")
        DONE = "done", _("imported")
        DISCARDED = "discarded", _("discarded")
        FAILED = "failed", _("could not be read")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("file or address"), max_length=500)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PREVIEW
    )
    problem = models.TextField(_("what is wrong"), blank=True)
    unread = models.JSONField(_("columns that are not read"), default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("imported by"),
    )
    created_at = models.DateTimeField(_("since"), db_default=Now(), editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="factcheck_claimimport_state_known",
                condition=Q(
                    state__in=["fetching", "preview", "running", "done", "discarded", "failed"]
                ),
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], name="factcheck_import_at_idx"),
            WordsIndex("name", name="factcheck_import_words_idx"),
        ]

    def __str__(self) -> str:
        """Return the name of the file, or the address."""
        return self.name

    def count(self) -> dict[str, int]:
        """Count the rows of each outcome; none is left out. One query."""
        found = self.rows.order_by().values_list("outcome").annotate(Count("pk"))
        return {outcome.value: 0 for outcome in ImportedRow.Outcome} | dict(found)


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    """Rows by what is to be done with them."""

    def waiting(self) -> Self:
        """Keep rows that a confirmed import still has to make claims of."""
        return self.filter(outcome=ImportedRow.Outcome.NEW)


class ImportedRow(models.Model):
    """A row as it was given, what it would do or did, and what is wrong with it.

    ``given`` maps the names of columns to texts.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("would be a new claim")
        KNOWN = "known", _("we have it")
        WRONG = "wrong", _("not imported")
        MADE = "made", _("imported")

    batch = models.ForeignKey(ClaimImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    given = models.JSONField(default=dict)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, default=Outcome.NEW)
    problems = models.JSONField(default=list, blank=True)
    claim = models.ForeignKey(
        "factcheck.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="factcheck_importedrow_number"
            ),
            models.CheckConstraint(
                name="factcheck_importedrow_made_is_a_claim",
                condition=~Q(outcome__in=["made", "known"]) | Q(claim__isnull=False),
            ),
            models.CheckConstraint(
                name="factcheck_importedrow_wrong_says_why",
                condition=~Q(outcome="wrong") | ~Q(problems=[]),
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "number"], name="factcheck_importedrow_idx")
        ]

    def __str__(self) -> str:
        """Name the number."""
        return _("row %d") % self.number
