"""Who has a claim's page open with changes that are not saved."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

LASTS = timedelta(minutes=3)  # after the last sign; the page gives one a minute


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Marks by whether they still mean something. Time is the database's."""

    def lasting(self) -> Self:
        """Keep the marks of people who gave a sign in the last minutes."""
        return self.filter(at__gt=Now() - LASTS)


class Presence(models.Model):
    """A person is changing a claim; a hint for colleagues, and no lock. Rows are overwritten."""

    claim = models.ForeignKey("factcheck.Claim", on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences"
    )
    since = models.DateTimeField(db_default=Now(), editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["claim", "person"], name="factcheck_presence_once")
        ]

    def __str__(self) -> str:
        """Name the person."""
        return str(self.person)
