"""Jobs are rows: written with the change that causes them, leased by workers.

The broker only wakes workers up. Losing it, or any message, costs a wait until the next tick.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by what can be done with them. Time is the database's."""

    def due(self) -> Self:
        """Keep jobs a worker may start now."""
        return self.filter(state=Job.State.WAITING, due_at__lte=Now())

    def expired(self) -> Self:
        """Keep jobs whose worker went silent: the lease ran out."""
        return self.filter(state=Job.State.LEASED, leased_until__lt=Now())


class Job(models.Model):
    """One piece of work: what kind, on what, when due, who holds it, how it went."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        LEASED = "leased", _("being worked on")
        DONE = "done", _("done")
        SET_ASIDE = "set_aside", _("set aside after repeated failure")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    key = models.CharField(
        max_length=200, blank=True, help_text=_("At most one open job has this key.")
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    lease_token = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="jobs_job_one_open_per_key",
                condition=Q(state__in=["waiting", "leased"]) & ~Q(key=""),
            ),
            models.CheckConstraint(
                name="jobs_job_leased_has_token",
                condition=~Q(state="leased")
                | Q(lease_token__isnull=False, leased_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="jobs_job_due_idx", condition=Q(state="waiting")),
            models.Index(
                fields=["leased_until"], name="jobs_job_lease_idx", condition=Q(state="leased")
            ),
            models.Index(fields=["state"], name="jobs_job_state_idx"),
            models.Index(fields=["kind"], name="jobs_job_kind_idx"),
            WordsIndex("kind", "key", "last_error", name="jobs_job_words_idx"),
        ]

    def __str__(self) -> str:
        """Name the kind, the key and the state."""
        return f"{self.kind} {self.key} ({self.state})"


class Heartbeat(models.Model):
    """The last sign of life that came all the way through the queue."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Name the part and its last sign of life."""
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
