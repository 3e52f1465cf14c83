"""The rating scale, and what its words mean."""

import pghistory
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def speaks_spanish() -> bool:
    """Say whether the interface speaks Spanish: ratings have words of their own in it."""
    return (get_language() or "en").partition("-")[0] == "es"


@pghistory.track(append_only=True)
class Rating(models.Model):
    """A word we rate claims with. ``key`` goes over the wire and is never renamed.

    ``value`` is the number for schema.org's ``ratingValue`` (higher is truer), or none for a
    rating that is not on the line from false to true.
    """

    key = models.SlugField(_("key"), max_length=40, unique=True)
    label = models.CharField(_("label"), max_length=60)
    label_es = models.CharField(_("label in Spanish"), max_length=60)
    value = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")

    def __str__(self) -> str:
        """Return the label in the language of the interface."""
        return self.label_es if speaks_spanish() else self.label

    @property
    def definition(self) -> "RatingDefinition | None":
        """The definition in force: the newest. Costs a query unless prefetched."""
        return max(self.definitions.all(), key=lambda d: d.valid_from, default=None)


@pghistory.track(append_only=True)
class RatingDefinition(models.Model):
    """What a rating means from a day on; the methodology page keeps them all, dated."""

    rating = models.ForeignKey(
        "factcheck.Rating", on_delete=models.PROTECT, related_name="definitions"
    )
    valid_from = models.DateTimeField(_("valid from"), db_default=Now())
    text = models.TextField(_("definition"))
    text_es = models.TextField(_("definition in Spanish"))

    class Meta:
        ordering = ["rating", "-valid_from"]
        verbose_name = _("rating definition")
        verbose_name_plural = _("rating definitions")

    def __str__(self) -> str:
        """Return the definition in the language of the interface."""
        return self.text_es if speaks_spanish() else self.text
