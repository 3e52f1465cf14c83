"""One checkable sentence that somebody said."""

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from factcheck.workflow import OPEN
from newsroom.dates import FuzzyDate, Precision
from newsroom.finding import WordsIndex


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims by how they stand."""

    def open(self) -> Self:
        """Keep claims whose verdict is being worked on."""
        return self.filter(verdict__state__in=OPEN)

    def published(self) -> Self:
        """Keep claims readers can see: once published and not withdrawn."""
        return self.filter(check_record__isnull=False, check_record__withdrawn_at__isnull=True)


@pghistory.track(append_only=True)
class Claim(models.Model):
    """A claim split out of an article: what was said, by whom, when and where."""

    class Checkability(models.TextChoices):
        CHECKABLE = "checkable", _("checkable")
        OPINION = "opinion", _("opinion")
        PREDICTION = "prediction", _("prediction")
        TOO_VAGUE = "too_vague", _("too vague to check")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    slug = models.SlugField(_("address name"), max_length=120, unique=True, editable=False)
    statement = models.CharField(
        _("claim"), max_length=500, help_text=_("One checkable sentence, in our own words.")
    )
    summary = models.CharField(
        _("summary"),
        max_length=200,
        blank=True,
        help_text=_("Up to 75 characters reads best, but keep words such as “more than”."),
    )
    language = models.CharField(_("language"), max_length=35, default="en")
    claimants = models.ManyToManyField(
        "factcheck.Claimant", through="factcheck.ClaimClaimant", related_name="claims"
    )
    topics = models.ManyToManyField(
        "factcheck.Topic", blank=True, related_name="claims", verbose_name=_("topics")
    )
    said_at = models.DateTimeField(_("said on"), null=True, blank=True)
    said_precision = models.CharField(
        _("known to the"),
        max_length=10,
        choices=[(p.value, _(p.value)) for p in Precision],
        default=Precision.UNKNOWN.value,
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    checkability = models.CharField(
        _("checkability"),
        max_length=10,
        choices=Checkability.choices,
        default=Checkability.CHECKABLE,
    )
    same_as = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duplicates",
        verbose_name=_("duplicate of"),
    )
    context_note = models.TextField(_("context"), blank=True)
    is_sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("A lawyer should look before publication.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.CheckConstraint(
                name="factcheck_claim_statement_not_blank",
                condition=~Q(statement__regex=r"^\s*$"),
                violation_error_message=_("Write the claim as one sentence."),
            ),
            models.CheckConstraint(
                name="factcheck_claim_date_and_precision",
                condition=Q(said_at__isnull=True, said_precision="unknown")
                | (Q(said_at__isnull=False) & ~Q(said_precision="unknown")),
                violation_error_message=_("A date needs its precision, and a precision its date."),
            ),
            models.CheckConstraint(
                name="factcheck_claim_not_its_own_duplicate",
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("pk")),
                violation_error_message=_("A claim cannot be a duplicate of itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["checkability"], name="factcheck_claim_checkable_idx"),
            models.Index(fields=["created_at"], name="factcheck_claim_created_idx"),
            models.Index(
                fields=["id"], name="factcheck_claim_sensitive_idx", condition=Q(is_sensitive=True)
            ),
            WordsIndex("statement", "summary", name="factcheck_claim_words_idx"),
        ]
        triggers = [pgtrigger.ReadOnly(name="slug_immutable", fields=["slug", "public_id"])]

    def __str__(self) -> str:
        """Return the claim in words."""
        return self.statement

    @property
    def said(self) -> FuzzyDate:
        """When it was said, with the precision known."""
        return FuzzyDate(self.said_at, Precision(self.said_precision))


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True
)
class ClaimClaimant(models.Model):
    """Somebody who made the claim, or whom its maker cites, with the title held at the time."""

    class Part(models.TextChoices):
        SPEAKER = "speaker", _("says it")
        CITED = "cited", _("is cited for it")

    claim = models.ForeignKey(
        "factcheck.Claim", on_delete=models.CASCADE, related_name="claim_claimants"
    )
    claimant = models.ForeignKey(
        "factcheck.Claimant",
        on_delete=models.PROTECT,
        related_name="claim_claimants",
        verbose_name=_("claimant"),
        limit_choices_to={"merged_into": None},
    )
    part = models.CharField(_("part"), max_length=7, choices=Part.choices, default=Part.SPEAKER)
    title_held = models.CharField(
        _("title at the time"), max_length=200, blank=True, help_text=_("President of …")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["claim", "part", "position", "id"]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "claimant", "part"],
                name="factcheck_claimclaimant_once",
                violation_error_message=_("This claimant is already named."),
            )
        ]

    def __str__(self) -> str:
        """Return the claimant's name."""
        return str(self.claimant)
