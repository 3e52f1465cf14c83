"""What people are told of: one row an event."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class AlertQuerySet(models.QuerySet["Alert"]):
    """Alerts by whether anybody is still to be told."""

    def open(self) -> Self:
        """Keep alerts that are not over."""
        return self.filter(ended_at__isnull=True)

    def loud(self) -> Self:
        """Keep alerts that are not muted."""
        return self.filter(is_muted=False)

    def unmailed(self) -> Self:
        """Keep alerts nobody was written to about."""
        return self.loud().filter(mailed_at__isnull=True)


class Alert(models.Model):
    """One event: a page or cited words in trouble, a host failing as a whole, our network down.

    Of the same host, or of our network, one alert is open at a time. A page that comes and goes
    is muted: its alerts are kept, and nobody is told.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("a page")
        HOST = "host", _("a whole host")
        NETWORK = "network", _("our own network")

    kind = models.CharField(_("about"), max_length=10, choices=Kind.choices)
    transition = models.OneToOneField(
        "sources.Transition",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="alert",
    )
    host = models.ForeignKey(
        "sources.Host", null=True, blank=True, on_delete=models.PROTECT, related_name="alerts"
    )
    note = models.TextField(_("what happened"), blank=True)
    is_muted = models.BooleanField(_("muted"), default=False)
    opened_at = models.DateTimeField(_("since"), db_default=Now(), editable=False)
    ended_at = models.DateTimeField(_("over since"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.CheckConstraint(
                name="sources_alert_says_what_of",
                condition=Q(kind="page", transition__isnull=False, host__isnull=False)
                | Q(kind="host", transition__isnull=True, host__isnull=False)
                | Q(kind="network", transition__isnull=True, host__isnull=True),
            ),
            models.UniqueConstraint(
                name="sources_alert_one_a_host",
                fields=["host"],
                condition=Q(kind="host", ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="sources_alert_one_of_our_network",
                fields=["kind"],
                condition=Q(kind="network", ended_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="sources_alert_unmailed_idx",
                condition=Q(mailed_at__isnull=True, is_muted=False),
            ),
            models.Index(
                fields=["kind", "host"],
                name="sources_alert_open_idx",
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        """Describe the alert in a line."""
        what = self.transition or self.host or ""
        return f"{self.get_kind_display()}: {what}"
