"""Words somebody relies on."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages by what became of them."""

    def broken(self) -> Self:
        """Keep passages that were edited or are gone, confirmed or seen once."""
        return self.filter(state__in=Passage.BROKEN)

    def current(self) -> Self:
        """Keep passages that no words of a later text took the place of."""
        return self.filter(replaced_by__isnull=True)


class Passage(models.Model):
    """Exact words of a frozen text (W3C TextQuoteSelector and TextPositionSelector).

    ``start`` and ``end`` count code points of ``text.text``. The database refuses a row whose
    words are not at that place. What became of the words on the live page is the machine's to
    say: ``state``, ``changed_since``, ``confirmed_at``, ``last_seen_at`` and ``now_reads``. Words
    that were ``replaced_by`` others are not looked for any more.
    """

    class State(models.TextChoices):
        PRESENT = "present", _("still there")
        MOVED = "moved", _("moved on the page")
        EDITED = "edited", _("edited on the page")
        GONE = "gone", _("no longer on the page")

    BROKEN = (State.EDITED, State.GONE)

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    text = models.ForeignKey(
        "sources.SourceText", on_delete=models.PROTECT, related_name="passages"
    )
    exact = models.TextField(_("words"))
    prefix = models.CharField(_("words before"), max_length=64, blank=True)
    suffix = models.CharField(_("words after"), max_length=64, blank=True)
    start = models.PositiveIntegerField(_("from"))
    end = models.PositiveIntegerField(_("to"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PRESENT)
    changed_since = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    now_reads = models.TextField(_("now reads"), blank=True)
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        verbose_name=_("replaced by"),
        help_text=_("Words of a later text that an editor accepted in their place."),
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["text", "start"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(
                fields=["text", "start", "end"], name="sources_passage_once_per_place"
            ),
            models.CheckConstraint(name="sources_passage_forward", condition=Q(end__gt=F("start"))),
        ]
        indexes = [
            models.Index(
                fields=["changed_since", "id"],
                name="sources_passage_changed_idx",
                condition=Q(state__in=["edited", "gone"], replaced_by=None),
            ),
            models.Index(
                fields=["state"], name="sources_passage_state_idx", condition=~Q(state="present")
            ),
            WordsIndex("exact", name="sources_passage_words_idx"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="words_are_at_that_place",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("text_id", "exact", "start", "end"),
                declare=[("actual", "text")],
                func="""
                    SELECT substring(t.text FROM NEW.start + 1 FOR NEW."end" - NEW.start)
                      INTO actual FROM sources_sourcetext t WHERE t.id = NEW.text_id;
                    IF actual IS DISTINCT FROM NEW.exact THEN
                        RAISE EXCEPTION 'The words are not at that place in the text.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        """Return the words, shortened."""
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"

    @property
    def is_broken(self) -> bool:
        """Say whether the passage is among ``Passage.objects.broken()``."""
        return self.state in self.BROKEN

    @property
    def is_confirmed(self) -> bool:
        """Say whether the last change was seen twice; one before it may have been."""
        since, confirmed = self.changed_since, self.confirmed_at
        return confirmed is not None and (since is None or confirmed >= since)
