"""What colleagues say about a draft."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.finding import WordsIndex


@pghistory.track(append_only=True)
class Comment(models.Model):
    """A remark on a draft, tied to a field where it is about one."""

    class Field(models.TextChoices):
        STATEMENT = "statement", _("the claim")
        SAID = "said", _("when it was said")
        CLAIMANTS = "claimants", _("the claimants")
        RATING = "rating", _("the rating")
        REASON = "reason", _("the reason")
        EXPLANATION = "explanation", _("the explanation")
        REPLY = "reply", _("the right of reply")
        EVIDENCE = "evidence", _("the evidence")
        APPEARANCES = "appearances", _("the appearances")

    claim = models.ForeignKey("factcheck.Claim", on_delete=models.CASCADE, related_name="comments")
    field = models.CharField(_("about"), max_length=60, blank=True, choices=Field.choices)
    text = models.TextField(_("comment"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                name="factcheck_comment_not_blank", condition=~models.Q(text__regex=r"^\s*$")
            )
        ]
        indexes = [WordsIndex("text", name="factcheck_comment_words_idx")]

    def __str__(self) -> str:
        """Return the words."""
        return self.text

    @property
    def about(self) -> str:
        """Name what it is about."""
        return self.get_field_display() if self.field else str(_("the claim as a whole"))
