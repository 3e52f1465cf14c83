"""Sentences an editor does not want to be suggested again."""

from dataclasses import dataclass

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Substr
from django.utils.translation import gettext_lazy as _

from sources.models import Source


@dataclass(frozen=True, slots=True)
class DismissedWords:
    """Where a dismissal stands, and the words there."""

    text_id: int
    start: int
    end: int
    words: str


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    """Dismissals by the article they are of."""

    def words_of(self, source: Source) -> list[DismissedWords]:
        """List what was dismissed in any text of an article. One query.

        A later text has its sentences in other places; by their words they are known again.
        """
        words = Substr("text__text", F("start") + 1, F("end") - F("start"))
        rows = self.filter(text__source=source).values_list("text_id", "start", "end", words)
        return [DismissedWords(*row) for row in rows]


class Dismissal(models.Model):
    """A place in a frozen text that is not to be suggested; the row is deleted to bring it back.

    ``start`` and ``end`` count code points of ``text.text``.
    """

    text = models.ForeignKey("sources.SourceText", on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField(_("from"))
    end = models.PositiveIntegerField(_("to"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["text", "start"]
        verbose_name = _("dismissed suggestion")
        verbose_name_plural = _("dismissed suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["text", "start", "end"], name="factcheck_dismissal_once_per_place"
            ),
            models.CheckConstraint(
                name="factcheck_dismissal_forward", condition=Q(end__gt=F("start"))
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="immutable", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="place_is_in_the_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW."end" > (SELECT length(t.text) FROM sources_sourcetext t
                                     WHERE t.id = NEW.text_id) THEN
                        RAISE EXCEPTION 'The text has no such place.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        """Name the text and the place."""
        return f"{self.text}, {self.start} to {self.end}"
