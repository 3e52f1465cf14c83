"""What a verdict rests on."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True
)
class Evidence(models.Model):
    """A page (or an uploaded document) that supports, refutes or puts a claim in context."""

    class Kind(models.TextChoices):
        PRIMARY = "primary_document", _("primary document")
        DATA = "data", _("data")
        OFFICIAL = "official_statement", _("official statement")
        INTERVIEW = "interview", _("interview")
        MEDIA = "media", _("media report")
        EXPERT = "expert", _("expert")
        SECONDARY = "secondary", _("secondary source")

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("supports the claim")
        REFUTES = "refutes", _("refutes the claim")
        CONTEXT = "context", _("gives context")

    claim = models.ForeignKey("factcheck.Claim", on_delete=models.CASCADE, related_name="evidence")
    link = models.ForeignKey(
        "sources.Link",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        verbose_name=_("address"),
    )
    upload = models.ForeignKey(
        "sources.Snapshot",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        verbose_name=_("uploaded document"),
    )
    passage = models.ForeignKey(
        "sources.Passage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        verbose_name=_("words"),
        help_text=_("The words it rests on, from the frozen text of that page."),
    )
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MEDIA)
    stance = models.CharField(_("stance"), max_length=8, choices=Stance.choices)
    shows = models.TextField(_("what it shows"))
    is_load_bearing = models.BooleanField(
        _("load-bearing"), default=False, help_text=_("The verdict would fall without it.")
    )
    is_withheld = models.BooleanField(_("withheld from readers"), default=False)
    withheld_reason = models.CharField(_("why it is withheld"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["claim", "position", "id"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                name="factcheck_evidence_link_or_upload",
                condition=Q(link__isnull=False) | Q(upload__isnull=False),
                violation_error_message=_("Evidence needs an address or an uploaded document."),
            ),
            models.CheckConstraint(
                name="factcheck_evidence_withheld_with_reason",
                condition=Q(is_withheld=False) | ~Q(withheld_reason=""),
                violation_error_message=_("Say why this evidence is withheld from readers."),
            ),
            models.UniqueConstraint(
                fields=["claim", "link"],
                name="factcheck_evidence_link_once",
                violation_error_message=_("This address is already evidence for the claim."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind"], name="factcheck_evidence_kind_idx"),
            models.Index(fields=["stance"], name="factcheck_evidence_stance_idx"),
            WordsIndex("title", "publisher", name="factcheck_evidence_words_idx"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="passage_is_of_the_link",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("link_id", "passage_id"),
                condition=pgtrigger.Q(new__passage_id__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM sources_passage p
                        JOIN sources_sourcetext t ON t.id = p.text_id
                        JOIN sources_source s ON s.id = t.source_id
                        WHERE p.id = NEW.passage_id AND s.link_id = NEW.link_id
                    ) THEN
                        RAISE EXCEPTION 'These words are from another page.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title
