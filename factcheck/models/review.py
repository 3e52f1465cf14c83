"""A published claim that came back to the desk."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex


class ReviewQuerySet(models.QuerySet["Review"]):
    """Re-reviews by whether somebody has ended them."""

    def open(self) -> Self:
        """Keep re-reviews that wait for an ending."""
        return self.filter(ended_at__isnull=True)


@pghistory.track(append_only=True)
class Review(models.Model):
    """A re-review: opened by confirmed transitions, ended in one of three ways, once."""

    class Ending(models.TextChoices):
        STANDS = "stands", _("the verdict stands")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    claim = models.ForeignKey("factcheck.Claim", on_delete=models.PROTECT, related_name="reviews")
    opened_at = models.DateTimeField(_("opened"))
    causes = models.ManyToManyField("sources.Transition", related_name="reviews")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ending = models.CharField(_("ending"), max_length=10, choices=Ending.choices, blank=True)
    public_note = models.TextField(_("note to readers"), blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        verbose_name = _("re-review")
        verbose_name_plural = _("re-reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                name="factcheck_review_one_open",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="factcheck_review_ended_somehow",
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
            ),
            models.CheckConstraint(
                name="factcheck_review_stands_with_a_note",
                condition=~Q(ending="stands") | ~Q(public_note=""),
                violation_error_message=_("Tell readers why the verdict stands."),
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="factcheck_review_opened_idx"),
            models.Index(fields=["ending"], name="factcheck_review_ending_idx"),
            WordsIndex("public_note", name="factcheck_review_words_idx"),
        ]

    def __str__(self) -> str:
        """Say how it stands."""
        return self.get_ending_display() if self.ending else str(_("open"))

    @property
    def is_open(self) -> bool:
        """Say whether the re-review is among ``Review.objects.open()``."""
        return self.ended_at is None
