"""The audit trail: what people (and the system) did, in words, for ever.

Row history (what every column was) is kept by django-pghistory beside each editorial table;
this table keeps the *acts*: one row for each thing somebody meant to do.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from newsroom.finding import WordsIndex


class Event(models.Model):
    """One act: who, which verb, on what, from which state to which, and the note they left."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=40)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=255)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-id"], name="audit_event_target_idx"),
            models.Index(fields=["at"], name="audit_event_at_idx"),
            WordsIndex("verb", "target_id", "note", name="audit_event_words_idx"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        """Describe the act in a line."""
        return f"{self.verb} {self.target_type} {self.target_id}"
