"""Who publishes articles."""

import pghistory
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


@pghistory.track(append_only=True)
class Outlet(models.Model):
    """A newspaper, agency, government office, account or blog that publishes articles.

    ``merged_rows`` is what merging it moved, for the merge to be undone.
    """

    class Kind(models.TextChoices):
        OUTLET = "outlet", _("news outlet")
        AGENCY = "agency", _("news agency")
        GOVERNMENT = "government", _("government")
        SOCIAL = "social", _("social network")
        BLOG = "blog", _("blog")
        REPOST = "repost", _("republisher")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address name"), max_length=100, unique=True)
    domain = models.CharField(
        _("domain"),
        max_length=253,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Such as news.example.org; empty when it has none."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OUTLET)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, ISO 3166.")
    )
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("Such as en or es-MX.")
    )
    wikidata_id = models.CharField(
        _("Wikidata id"), max_length=20, blank=True, help_text=_("Such as Q9684.")
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from",
        verbose_name=_("merged into"), editable=False,
    )  # fmt: skip
    merged_rows = models.JSONField(
        default=dict, db_default=Value({}, models.JSONField()), editable=False
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        constraints = [
            models.CheckConstraint(
                name="sources_outlet_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
            models.CheckConstraint(
                name="sources_outlet_domain_lower_case",
                condition=Q(domain__isnull=True) | Q(domain__regex=r"^[a-z0-9.:-]+$"),
                violation_error_message=_(
                    "A domain is written in small letters, without http:// or a path."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="sources_outlet_name_idx"),
            WordsIndex("name", "domain", name="sources_outlet_words_idx"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
