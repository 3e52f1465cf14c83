"""The public standing of a claim."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex

SECTION = 2_500
"""So many checks are in a section of the sitemap: some three megabytes."""


class CheckQuerySet(models.QuerySet["Check"]):
    """Checks by what readers may see of them."""

    def standing(self) -> Self:
        """Keep checks that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def withdrawn(self) -> Self:
        """Keep checks of which only the notice is left."""
        return self.filter(withdrawn_at__isnull=False)

    def under_review(self) -> Self:
        """Keep standing checks whose sources changed after publication."""
        return self.standing().filter(under_review_since__isnull=False)


class Check(models.Model):
    """One row for each claim ever published: the only public row that changes.

    Pages, API, feeds and exports read this and ``Publication``, nothing else. The facets repeat
    what the current publication says, so that lists can be filtered; ``links`` and
    ``passages`` are what it rests on and what is watched for it. ``evidence_state`` is the
    public health of those (``factcheck.health``), ``history`` what readers were told of
    it since the first publication (``factcheck.history``).
    """

    class EvidenceHealth(models.TextChoices):
        GOOD = "good", _("all evidence works")
        CHANGED = "changed", _("a page changed since")
        BROKEN = "broken", _("evidence is gone")
        UNKNOWN = "unknown", _("not checked yet")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    claim = models.OneToOneField(
        "factcheck.Claim", on_delete=models.PROTECT, related_name="check_record"
    )
    publication = models.ForeignKey(
        "factcheck.Publication", on_delete=models.PROTECT, related_name="+"
    )
    first_published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("updated"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_reason = models.TextField(_("reason for the withdrawal"), blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    under_review_since = models.DateTimeField(_("under re-review since"), null=True, blank=True)
    review_note = models.TextField(_("note to readers after a re-review"), blank=True)
    review_note_at = models.DateTimeField(null=True, blank=True)
    evidence_health = models.CharField(
        _("evidence"),
        max_length=8,
        choices=EvidenceHealth.choices,
        default=EvidenceHealth.UNKNOWN,
    )
    evidence_version = models.PositiveIntegerField(default=1)
    evidence_state = models.JSONField(default=dict)
    history = models.JSONField(
        default=list, db_default=Value([], models.JSONField()), editable=False
    )
    last_looked_at = models.DateTimeField(_("evidence last checked"), null=True, blank=True)

    rating_key = models.CharField(_("rating"), max_length=40)
    language = models.CharField(_("language"), max_length=35)
    claimants = models.ManyToManyField("factcheck.Claimant", related_name="checks", blank=True)
    topics = models.ManyToManyField("factcheck.Topic", related_name="checks", blank=True)
    sources = models.ManyToManyField("sources.Source", related_name="checks", blank=True)
    links = models.ManyToManyField("sources.Link", related_name="checks", blank=True)
    passages = models.ManyToManyField("sources.Passage", related_name="checks", blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["-first_published_at", "-id"]
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        constraints = [
            models.CheckConstraint(
                name="factcheck_check_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True)
                | (~Q(withdrawal_reason="") & Q(withdrawn_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="factcheck_check_withdrawn_not_under_review",
                condition=Q(withdrawn_at__isnull=True) | Q(under_review_since__isnull=True),
            ),
            models.CheckConstraint(
                name="factcheck_check_countersigned_if_withdrawn",
                condition=Q(countersigned_by__isnull=True) | Q(withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="factcheck_check_countersigned_by_another",
                condition=Q(countersigned_by__isnull=True)
                | ~Q(countersigned_by=models.F("withdrawn_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-id"], name="factcheck_check_latest_idx"),
            models.Index(
                fields=["rating_key", "-first_published_at"], name="factcheck_check_rating_idx"
            ),
            models.Index(fields=["-updated_at", "-id"], name="factcheck_check_updated_idx"),
            models.Index(
                fields=["language", "-first_published_at", "-id"],
                name="factcheck_check_language_idx",
            ),
            models.Index(
                fields=["evidence_health", "-first_published_at", "-id"],
                name="factcheck_check_health_idx",
            ),
            models.Index(
                fields=["-first_published_at", "-id"],
                name="factcheck_check_withdrawn_idx",
                condition=Q(withdrawn_at__isnull=False),
            ),
            models.Index(
                fields=["-first_published_at", "-id"],
                name="factcheck_check_review_idx",
                condition=Q(under_review_since__isnull=False),
            ),
            models.Index(
                models.F("id") / SECTION,
                models.F("updated_at").desc(),
                name="factcheck_check_section_idx",
                condition=Q(withdrawn_at__isnull=True),
            ),
            WordsIndex("slug", name="factcheck_check_words_idx"),
        ]
        triggers = [
            pgtrigger.Protect(name="kept_for_ever", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="identity_immutable",
                fields=["slug", "claim", "public_id", "first_published_at"],
            ),
            pgtrigger.Trigger(
                # Asked as the transaction ends, since the change comes last in it.
                name="publicity_is_announced",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("publication_id", "withdrawn_at"),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM factcheck_change c
                        WHERE c.check_record_id = NEW.id AND c.publication_id = NEW.publication_id
                          AND (c.kind = 'withdrawn') = (NEW.withdrawn_at IS NOT NULL)
                          AND c.kind IN ('published', 'corrected', 'withdrawn')
                    ) THEN
                        RAISE EXCEPTION 'No change tells of the check as it is public now.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        """Return the address name."""
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the address of the verdict page."""
        return reverse("check", args=[self.slug])

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the check is among ``Check.objects.withdrawn()``."""
        return self.withdrawn_at is not None
