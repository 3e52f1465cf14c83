"""What others have checked: their reviews, as they published them. Never ours to publish."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from factcheck.models.reader_report import WEB_ADDRESS
from newsroom.dates import FuzzyDate, Precision
from newsroom.finding import WordsIndex

LONGEST_CLAIM = 5_000  # characters
_PRECISIONS = [(p.value, _(p.value)) for p in Precision]


class ReviewFeed(models.Model):
    """Where reviews by others come from: an address, or a file that is brought again and again."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("file or address"), max_length=500, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("feed of reviews")
        verbose_name_plural = _("feeds of reviews")

    def __str__(self) -> str:
        """Return the file or address."""
        return self.name


@pghistory.track(append_only=True, exclude=["key", "trail", "raw", "changed_at"])
class ExternalReview(models.Model):
    """A claim that somebody else checked, what they concluded, and where it stands.

    ``rating`` is their word on our scale where it is certain, else none. ``raw`` is the ClaimReview
    as it came, without its largest parts where it is long; ``remarks`` say what was odd in it.

    ``key`` is by what it is known again, ``trail`` by what it may be known where it was moved or
    reworded (``factcheck.external.review``). No document, page or answer for readers and partners
    is made of it, and no claim leads to it.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    trail = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    claim_reviewed = models.TextField(_("claim"))
    claimant = models.CharField(_("claimant"), max_length=500, blank=True)
    said_at = models.DateTimeField(_("said on"), null=True, blank=True)
    said_precision = models.CharField(
        _("known to the"), max_length=10, choices=_PRECISIONS, default=Precision.UNKNOWN.value
    )
    publisher = models.CharField(_("checked by"), max_length=300)
    url = models.CharField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_precision = models.CharField(
        _("known to the"), max_length=10, choices=_PRECISIONS, default=Precision.UNKNOWN.value
    )
    rating_given = models.CharField(_("rating in their words"), max_length=300, blank=True)
    rating = models.ForeignKey(
        "factcheck.Rating",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("on our scale"),
    )
    remarks = models.JSONField(_("what is odd in it"), default=list, blank=True)
    raw = models.JSONField(_("as it came"), default=dict, blank=True)
    feed = models.ForeignKey(
        ReviewFeed, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("from")
    )
    missing_since = models.DateTimeField(_("no longer in its feed since"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), db_default=Now(), editable=False)
    changed_at = models.DateTimeField(_("changed"), db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name = _("review by others")
        verbose_name_plural = _("reviews by others")
        constraints = [
            models.CheckConstraint(
                name="factcheck_externalreview_url_is_web", condition=Q(url__regex=WEB_ADDRESS)
            ),
            models.CheckConstraint(
                name="factcheck_externalreview_names_others",
                condition=~Q(publisher__regex=r"^\s*$"),
            ),
            models.CheckConstraint(
                name="factcheck_externalreview_says_a_claim",
                condition=~Q(claim_reviewed__regex=r"^\s*$"),
            ),
            models.CheckConstraint(
                name="factcheck_externalreview_said_and_precision",
                condition=Q(said_at__isnull=True, said_precision="unknown")
                | (Q(said_at__isnull=False) & ~Q(said_precision="unknown")),
            ),
            models.CheckConstraint(
                name="factcheck_externalreview_published_and_precision",
                condition=Q(published_at__isnull=True, published_precision="unknown")
                | (Q(published_at__isnull=False) & ~Q(published_precision="unknown")),
            ),
        ]
        indexes = [
            models.Index(fields=["published_at"], name="factcheck_external_at_idx"),
            models.Index(fields=["missing_since"], name="factcheck_external_gone_idx"),
            WordsIndex(
                "claim_reviewed", "claimant", "publisher", name="factcheck_external_words_idx"
            ),
        ]

    def __str__(self) -> str:
        """Return the claim in their words."""
        return self.claim_reviewed

    @property
    def said(self) -> FuzzyDate:
        """When it was said, with the precision known."""
        return FuzzyDate(self.said_at, Precision(self.said_precision))

    @property
    def published(self) -> FuzzyDate:
        """When they published it, with the precision known."""
        return FuzzyDate(self.published_at, Precision(self.published_precision))
