"""Where a claim appears, and the figures it gives there."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from factcheck.figures import FigureReading, Qualifier, mixes_styles, read_figure
from newsroom.finding import WordsIndex


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True
)
class Appearance(models.Model):
    """This claim in that source: which words, of what kind, repeating whom."""

    class Kind(models.TextChoices):
        VERBATIM = "verbatim", _("verbatim")
        PARAPHRASE = "paraphrase", _("paraphrase")
        HEADLINE = "headline", _("headline")
        TRANSLATION = "translation", _("translation")

    claim = models.ForeignKey(
        "factcheck.Claim", on_delete=models.CASCADE, related_name="appearances"
    )
    source = models.ForeignKey(
        "sources.Source",
        on_delete=models.PROTECT,
        related_name="appearances",
        verbose_name=_("source"),
    )
    passage = models.ForeignKey(
        "sources.Passage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appearances",
        verbose_name=_("words"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.VERBATIM)
    is_first = models.BooleanField(_("first appearance"), default=False)
    upstream = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="repeated_in",
        verbose_name=_("repeats"),
        help_text=_("The appearance this one takes it from, such as “per the WSJ”."),
    )
    attribution = models.CharField(
        _("stated attribution"),
        max_length=300,
        blank=True,
        help_text=_("How the article attributes it: “a source close to the government”."),
    )

    class Meta:
        ordering = ["claim", "-is_first", "id"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                name="factcheck_appearance_one_first",
                condition=Q(is_first=True),
                violation_error_message=_("A claim has one first appearance."),
            ),
            models.UniqueConstraint(
                fields=["claim", "source", "passage"],
                name="factcheck_appearance_once",
                nulls_distinct=False,
                violation_error_message=_("The claim already has this appearance."),
            ),
            models.CheckConstraint(
                name="factcheck_appearance_not_its_own_upstream",
                condition=Q(upstream__isnull=True) | ~Q(upstream=F("pk")),
                violation_error_message=_("An appearance cannot repeat itself."),
            ),
        ]
        indexes = [models.Index(fields=["kind"], name="factcheck_appearance_kind_idx")]
        triggers = [
            pgtrigger.Trigger(
                name="passage_is_of_the_source",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("source_id", "passage_id"),
                condition=pgtrigger.Q(new__passage_id__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM sources_passage p
                        JOIN sources_sourcetext t ON t.id = p.text_id
                        WHERE p.id = NEW.passage_id AND t.source_id = NEW.source_id
                    ) THEN
                        RAISE EXCEPTION 'These words are from another source.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        """Name the source."""
        return str(self.source)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True
)
class Figure(models.Model):
    """A number (or a few words of quantity) that an appearance gives for a measure."""

    appearance = models.ForeignKey(
        "factcheck.Appearance", on_delete=models.CASCADE, related_name="figures"
    )
    measure = models.SlugField(
        _("measure"), max_length=80, help_text=_("The same word in every source: rostec-staff-peak")
    )
    minimum = models.DecimalField(
        _("at least"), max_digits=30, decimal_places=6, null=True, blank=True
    )
    maximum = models.DecimalField(
        _("at most"), max_digits=30, decimal_places=6, null=True, blank=True
    )
    qualifier = models.CharField(
        _("qualifier"),
        max_length=12,
        choices=[(q.value, _(q.value.replace("_", " "))) for q in Qualifier],
        default=Qualifier.EXACT.value,
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    as_of = models.CharField(_("as of"), max_length=20, blank=True)
    as_written = models.CharField(
        _("as written"), max_length=200, help_text=_("“10,000 million euros”, “a few dozen”")
    )

    class Meta:
        ordering = ["appearance", "measure"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["appearance", "measure"],
                name="factcheck_figure_once_per_measure",
                violation_error_message=_("This appearance already gives that measure."),
            ),
            models.CheckConstraint(
                name="factcheck_figure_range_forward",
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=F("maximum")),
                violation_error_message=_("“At least” is above “at most”."),
            ),
        ]
        indexes = [
            models.Index(fields=["qualifier"], name="factcheck_figure_qualifier_idx"),
            WordsIndex("measure", "as_written", name="factcheck_figure_words_idx"),
        ]

    def __str__(self) -> str:
        """Return the figure as the source writes it."""
        return self.as_written

    def read(self) -> FigureReading:
        """Read ``as_written`` the way its article writes figures.

        Costs up to three queries unless appearance, source and text are loaded.
        """
        passage = self.appearance.passage
        return read_figure(
            self.as_written,
            language=self.appearance.source.language,
            mixed_styles=passage is not None and mixes_styles(passage.text.text),
        )
