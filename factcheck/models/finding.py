"""By which words a claim is found. Derived: ``factcheck.indexing`` can make all of it anew."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Audience(models.IntegerChoices):
    """For whom a claim is found: as the desk works on it, or as readers see it."""

    DESK = 1
    READERS = 2


class SearchEntry(models.Model):
    """A claim as one audience finds it.

    ``vector`` holds the lexemes of the claim (weight A), its summary (B), the names of who made it
    (C) and the verdict's text (D); ``lengths`` how many words the claim with its summary has, and
    the text; ``checked_on`` is the day it was first published, or for the desk filed.
    """

    claim = models.ForeignKey(
        "factcheck.Claim",
        on_delete=models.CASCADE,
        related_name="search_entries",
        db_index=False,  # the constraint below has one that begins so
    )
    audience = models.SmallIntegerField(choices=Audience.choices)
    configuration = models.CharField(max_length=20)
    vector = SearchVectorField()
    lengths = ArrayField(models.PositiveIntegerField(), size=2)
    checked_on = models.DateField(null=True)

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "audience"], name="factcheck_searchentry_once"
            ),
        ]
        indexes = [GinIndex(fields=["vector"], name="factcheck_searchentry_words")]

    def __str__(self) -> str:
        """Name the claim and who finds it."""
        return f"{self.claim_id} for {self.get_audience_display()}"


class SearchPosting(models.Model):
    """A lexeme of an entry's claim, summary or names, and how much it says for it.

    ``weight`` is that of BM25 without the lexeme's rarity, nearly enough to choose whom to weigh
    exactly. ``lexeme`` begins with the entry's configuration (``english:venezuela``): the same
    letters are another word in another language. Names of claimants are there as ``name:``.
    """

    pk = models.CompositePrimaryKey("audience", "lexeme", "entry_id")
    audience = models.SmallIntegerField(choices=Audience.choices)
    lexeme = models.TextField(db_collation="C")
    # No index by entry alone: ``indexing`` knows an entry's lexemes, and a posting without an entry
    # finds nothing.
    entry = models.ForeignKey(
        SearchEntry,
        on_delete=models.DO_NOTHING,
        related_name="postings",
        db_index=False,
        db_constraint=False,
    )
    weight = models.FloatField()

    def __str__(self) -> str:
        """Name the lexeme and its weight."""
        return f"{self.lexeme} {self.weight:.2f}"


class SearchTerm(models.Model):
    """In how many entries of an audience a lexeme stands, as last counted.

    ``english:vene*`` are all lexemes that begin so.
    """

    pk = models.CompositePrimaryKey("audience", "lexeme")
    audience = models.SmallIntegerField(choices=Audience.choices)
    lexeme = models.TextField(db_collation="C")
    entries = models.PositiveIntegerField()

    def __str__(self) -> str:
        """Name the lexeme and its count."""
        return f"{self.lexeme} in {self.entries}"


class SearchStatistics(models.Model):
    """What is known of all entries of an audience, as last counted."""

    audience = models.SmallIntegerField(choices=Audience.choices, primary_key=True)
    entries = models.PositiveIntegerField()
    lengths = ArrayField(models.FloatField(), size=2, help_text="words on average")
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "search statistics"

    def __str__(self) -> str:
        """Name the audience and its size."""
        return f"{self.entries} for {self.get_audience_display()}"
