"""A host and port: the unit of politeness and of leasing."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex
from sources.models.link import Link


class HostQuerySet(models.QuerySet["Host"]):
    """Hosts by whether a worker may speak to them. Time is the database's."""

    def free(self) -> Self:
        """Keep hosts that nobody holds and that did not ask us to wait."""
        return self.filter(
            Q(leased_until__isnull=True) | Q(leased_until__lt=Now()),
            Q(not_before__isnull=True) | Q(not_before__lte=Now()),
        )

    def due(self) -> Self:
        """Keep free hosts with at least one link to look at now."""
        return self.free().filter(Exists(Link.objects.due().filter(host=OuterRef("pk"))))


class Host(models.Model):
    """Only the holder of a host's lease may speak to it, so politeness needs no second limiter."""

    key = models.CharField(max_length=260, unique=True, help_text="host:port")
    lease_token = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    robots_txt = models.TextField(blank=True)
    robots_fetched_at = models.DateTimeField(null=True, blank=True)
    memory = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        help_text="what missing pages look like",
    )
    incident_since = models.DateTimeField(_("failing as a whole since"), null=True, blank=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="sources_host_lease_whole",
                condition=Q(lease_token__isnull=True, leased_until__isnull=True)
                | Q(lease_token__isnull=False, leased_until__isnull=False),
            )
        ]
        indexes = [WordsIndex("key", name="sources_host_words_idx")]

    def __str__(self) -> str:
        """Return host and port."""
        return self.key
