"""What claims are about."""

import pghistory
import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


@pghistory.track(append_only=True)
class Topic(models.Model):
    """A subject that claims are filed under."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address name"), max_length=100, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [WordsIndex("name", name="factcheck_topic_words_idx")]
        triggers = [pgtrigger.ReadOnly(name="slug_immutable", fields=["slug"])]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return reverse("topic", args=[self.slug])
