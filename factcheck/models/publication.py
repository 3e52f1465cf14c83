"""What readers see, frozen."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7


class Publication(models.Model):
    """Version n of what readers see of a claim: the whole document. Never changed or deleted.

    ``sha256`` is that of ``factcheck.document.canonical(document)``; the submitter saw it, the
    approver approved it, the publisher published it.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    claim = models.ForeignKey(
        "factcheck.Claim", on_delete=models.PROTECT, related_name="publications"
    )
    number = models.PositiveIntegerField(_("version"))
    revision = models.PositiveIntegerField(
        help_text="Of the draft it was made of; later edits belong to the next version."
    )
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["claim", "-number"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"], name="factcheck_publication_number"
            ),
            models.CheckConstraint(
                name="factcheck_publication_four_eyes",
                condition=~Q(approved_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="factcheck_publication_hashed",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]
        indexes = [models.Index(fields=["published_at"], name="factcheck_publication_at_idx")]
        triggers = [
            pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        """Name the claim's version."""
        return f"{self.claim_id} v{self.number}"
