"""Articles."""

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.dates import FuzzyDate, Precision
from newsroom.finding import WordsIndex
from sources.models.text import SourceText


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources by how far they are."""

    def with_text(self) -> Self:
        """Keep sources whose text is frozen."""
        return self.filter(texts__isnull=False).distinct()

    def without_text(self) -> Self:
        """Keep sources whose text waits for somebody to accept it."""
        return self.filter(texts__isnull=True)

    def with_latest_text(self) -> Self:
        """Annotate ``latest_text_id``."""
        newest = SourceText.objects.filter(source=OuterRef("pk")).order_by("-number")
        return self.annotate(latest_text_id=Subquery(newest.values("pk")[:1]))


@pghistory.track(append_only=True)
class Source(models.Model):
    """An article, post, transcript or document that claims are split from or rest on."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        TRANSCRIPT = "transcript", _("transcript")
        POST = "post", _("post")
        VIDEO = "video", _("video")
        DOCUMENT = "document", _("document")

    slug = models.SlugField(_("address name"), max_length=120, unique=True, editable=False)
    link = models.OneToOneField(
        "sources.Link",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="source",
        help_text=_("Pasted text may have none; then nothing is watched, and the page says so."),
    )
    title = models.CharField(_("title"), max_length=500, blank=True)
    byline = models.CharField(_("by-line"), max_length=300, blank=True)
    outlet = models.ForeignKey(
        "sources.Outlet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sources",
        verbose_name=_("outlet"),
        limit_choices_to={"merged_into": None},
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_precision = models.CharField(
        _("known to the"),
        max_length=10,
        choices=[(p.value, _(p.value)) for p in Precision],
        default=Precision.UNKNOWN.value,
    )
    published_inferred = models.BooleanField(
        _("date inferred"), default=False, help_text=_("Not printed on the page itself.")
    )
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("Such as en or es-MX.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ARTICLE)
    republished_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reposts",
        verbose_name=_("republished from"),
        help_text=_("The original, when this is a repost."),
    )
    notes = models.TextField(_("notes"), blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    filed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at", "-id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                name="sources_source_date_and_precision",
                condition=Q(published_at__isnull=True, published_precision="unknown")
                | (Q(published_at__isnull=False) & ~Q(published_precision="unknown")),
                violation_error_message=_("A date needs its precision, and a precision its date."),
            ),
            models.CheckConstraint(
                name="sources_source_not_its_own_repost",
                condition=Q(republished_from__isnull=True) | ~Q(republished_from=F("pk")),
                violation_error_message=_("An article cannot be a repost of itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["-filed_at", "-id"], name="sources_source_filed_idx"),
            models.Index(fields=["published_at"], name="sources_source_published_idx"),
            models.Index(fields=["kind"], name="sources_source_kind_idx"),
            models.Index(fields=["language"], name="sources_source_language_idx"),
            WordsIndex("title", "byline", name="sources_source_words_idx"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="slug_immutable", fields=["slug"]),
        ]

    def __str__(self) -> str:
        """Return the title, or the address of an article without one."""
        return self.title or (self.link.url if self.link else self.slug)

    def get_absolute_url(self) -> str:
        """Return the address of the public page, which exists once a check cites the source."""
        return reverse("source", args=[self.slug])

    @property
    def published(self) -> FuzzyDate:
        """The date of publication with its precision."""
        precision = Precision(self.published_precision)
        return FuzzyDate(self.published_at, precision, self.published_inferred)

    @property
    def latest_text(self) -> SourceText | None:
        """The newest frozen text. Costs a query."""
        return self.texts.order_by("-number").first()
