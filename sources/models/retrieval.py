"""Getting hold of an article's text, before anybody accepted it."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sources.models.text import SourceText


class RetrievalQuerySet(models.QuerySet["Retrieval"]):
    """Retrievals by what they wait for."""

    def waiting_for(self, links: Iterable[int]) -> Self:
        """Keep those that wait for the page of one of these links, given by id."""
        return self.filter(source__link__in=list(links), state=Retrieval.State.WAITING)


class Retrieval(models.Model):
    """The raw text as pasted, imported or fetched, with what was read from it.

    ``found`` tells how each field of the article was got; ``blocks`` are the ranges of ``raw``
    proposed as article or as page chrome (``{"start", "end", "kept", "reason"}``, code points).
    An editor looks, changes the ranges, and accepts: only then is a ``SourceText`` frozen.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being fetched")
        READ = "read", _("read, waiting for an editor")
        FAILED = "failed", _("could not be read")
        ACCEPTED = "accepted", _("accepted")

    source = models.ForeignKey(
        "sources.Source", on_delete=models.CASCADE, related_name="retrievals"
    )
    obtained = models.CharField(max_length=10, choices=SourceText.Obtained.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    note = models.TextField(_("what happened"), blank=True)
    raw = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    found = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RetrievalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("retrieval")
        verbose_name_plural = _("retrievals")
        constraints = [
            models.CheckConstraint(
                name="sources_retrieval_read_has_text",
                condition=~models.Q(state__in=["read", "accepted"]) | ~models.Q(raw=""),
            ),
        ]
        indexes = [
            models.Index(fields=["state"], name="sources_retrieval_state_idx"),
            models.Index(fields=["obtained"], name="sources_retrieval_how_idx"),
        ]

    def __str__(self) -> str:
        """Name the source and the state."""
        return f"{self.source}: {self.get_state_display()}"
