"""The words published checks are written with. Derived: ``index_search`` can make them anew."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class PublishedWord(models.Model):
    """A word that a published check is, or once was, written with.

    ``configuration`` is that of the check's language, ``name`` for names; ``folded`` the word in
    small letters without accents; ``slips`` what it may be mistaken for (``factcheck.vocabulary``).
    ``entries`` says how many claims, summaries and names have the word or another form of it, as
    last counted. Whether readers find anything by the word today, only the search entries say.
    """

    configuration = models.CharField(max_length=20)
    word = models.TextField(db_collation="C")
    folded = models.TextField(db_collation="C")
    slips = ArrayField(models.IntegerField())
    entries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["configuration", "word"], name="factcheck_publishedword_once"
            ),
        ]
        indexes = [
            GinIndex(fields=["slips"], name="factcheck_publishedword_slips"),
            models.Index(fields=["folded"], name="factcheck_publishedword_begins"),
        ]

    def __str__(self) -> str:
        """Return the word."""
        return self.word
