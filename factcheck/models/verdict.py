"""The working copy of our judgement on a claim."""

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from factcheck.workflow import State
from newsroom.finding import WordsIndex

TOLD_BY_THE_TRAIL = frozenset({
    "state", "revision", "changed_at", "document_sha256", "submitted_by_id", "submitted_at",
    "approved_by_id", "approved_at", "scheduled_by_id", "scheduled_for",
})  # fmt: skip
"""Columns that acts change; the audit trail says which act, by whom and when."""

_FROZEN_STATES = [State.IN_REVIEW, State.APPROVED]


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Verdicts by what they wait for. Time is the database's."""

    def scheduled(self) -> Self:
        """Keep approved verdicts with a time of publication."""
        return self.filter(state=State.APPROVED, scheduled_for__isnull=False)

    def due_for_publication(self) -> Self:
        """Keep scheduled verdicts whose time has come."""
        return self.scheduled().filter(scheduled_for__lte=Now())


@pghistory.track(append_only=True, exclude=["document"])
class Verdict(models.Model):
    """Rating, reason and explanation of one claim, on their way through the workflow.

    ``revision`` counts every edit of the whole draft (claim, appearances, figures, evidence and
    this row): the optimistic lock. ``document`` is what readers will see, frozen at submit.
    """

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    class AskedHow(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        TELEPHONE = "telephone", _("by telephone")
        LETTER = "letter", _("by letter")
        FORM = "form", _("by a form on their site")
        IN_PERSON = "in_person", _("in person")
        MESSAGE = "message", _("by a message")

    claim = models.OneToOneField(
        "factcheck.Claim", on_delete=models.CASCADE, related_name="verdict"
    )
    rating = models.ForeignKey(
        "factcheck.Rating",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="verdicts",
        verbose_name=_("rating"),
    )
    reason = models.CharField(
        _("reason"), max_length=240, blank=True, help_text=_("One sentence, up to 240 characters.")
    )
    explanation = models.TextField(_("explanation"), blank=True, help_text=_("Markdown."))
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH
    )
    open_questions = models.TextField(_("open questions"), blank=True)
    asked_whom = models.CharField(_("asked for comment"), max_length=200, blank=True)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    asked_how = models.CharField(
        _("asked how"), max_length=10, choices=AskedHow.choices, blank=True, db_default=""
    )
    answer_by = models.DateField(
        _("answer wanted by"),
        null=True,
        blank=True,
        help_text=_("Readers are told, where there was none."),
    )
    answer = models.TextField(_("their answer"), blank=True)

    state = models.CharField(
        _("state"), max_length=14, choices=State.choices, default=State.DRAFT, editable=False
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_verdicts",
        verbose_name=_("assigned to"),
    )
    document = models.JSONField(null=True, blank=True, editable=False)
    document_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    submitted_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    approved_at = models.DateTimeField(null=True, editable=False)
    scheduled_for = models.DateTimeField(_("scheduled for"), null=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    changed_at = models.DateTimeField(_("last changed"), db_default=Now(), editable=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.CheckConstraint(
                name="factcheck_verdict_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="factcheck_verdict_review_is_of_a_document",
                condition=~Q(state__in=_FROZEN_STATES)
                | (
                    Q(document__isnull=False, submitted_by__isnull=False)
                    & Q(document_sha256__regex=r"^[0-9a-f]{64}$")
                ),
            ),
            models.CheckConstraint(
                name="factcheck_verdict_approved_by_somebody",
                condition=~Q(state=State.APPROVED) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="factcheck_verdict_four_eyes",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("submitted_by")),
                violation_error_message=_("Nobody approves what they submitted."),
            ),
            models.CheckConstraint(
                name="factcheck_verdict_schedule_is_of_approved",
                condition=Q(scheduled_for__isnull=True) | Q(state=State.APPROVED),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "changed_at"], name="factcheck_verdict_state_idx"),
            models.Index(fields=["-changed_at", "-id"], name="factcheck_verdict_latest_idx"),
            # The list of claims, the newest first, by state and by rating.
            models.Index(fields=["state", "claim"], name="factcheck_verdict_of_state_idx"),
            models.Index(fields=["rating", "claim"], name="factcheck_verdict_rated_idx"),
            WordsIndex("reason", name="factcheck_verdict_words_idx"),
        ]

    def __str__(self) -> str:
        """Name the rating and the state."""
        rating = self.rating or _("no rating")  # what is inside of an f-string is not collected
        return f"{rating} ({self.get_state_display()})"


class Contribution(models.Model):
    """Somebody edited the draft: they will not be the one who approves it. Append-only."""

    claim = models.ForeignKey(
        "factcheck.Claim", on_delete=models.PROTECT, related_name="contributions"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["claim", "-revision"], name="factcheck_contribution_idx"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        """Name the person and the revision."""
        return f"{self.person}, revision {self.revision}"
