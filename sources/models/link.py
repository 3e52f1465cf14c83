"""One address on the web, watched once however many claims lean on it."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OrderBy, Q
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from newsroom.finding import WordsIndex


class LinkQuerySet(models.QuerySet["Link"]):
    """Links by what they need. Time is the database's."""

    def watched(self) -> Self:
        """Keep links somebody relies on."""
        return self.exclude(cadence=Link.Cadence.NONE)

    def due(self) -> Self:
        """Keep links whose next look is now, or that somebody asked to have checked."""
        return self.filter(Q(next_look_at__lte=Now()) | Q(requested_at__isnull=False))

    def requested(self) -> Self:
        """Keep links that somebody asked to have checked."""
        return self.filter(requested_at__isnull=False)

    def broken(self) -> Self:
        """Keep links that are dead, failing, unreachable or refused by our own policy."""
        return self.filter(health__in=Link.BROKEN)

    def changed(self) -> Self:
        """Keep links whose content is not what it was, confirmed or seen once."""
        return self.filter(content=Link.Content.DRIFTED)


class Link(models.Model):
    """A normalised address with its three axes (health, content, access) and what drives them.

    The columns from ``failing_since`` to ``next_look_at`` are the memory that
    ``sources.linkcheck.schedule`` reads and writes; nothing else changes them.
    """

    class Health(models.TextChoices):
        NEW = "new", _("not looked at yet")
        ALIVE = "alive", _("works")
        SUSPECT = "suspect", _("failing, confirming")
        DEAD = "dead", _("gone")
        UNVERIFIABLE = "unverifiable", _("blocked to us or unreachable")
        QUARANTINED = "quarantined", _("refused by our policy")

    class Content(models.TextChoices):
        SAME = "same", _("unchanged")
        MINOR = "minor", _("small changes")
        DRIFTED = "drifted", _("changed")

    class Access(models.TextChoices):
        OPEN = "open", _("open")
        PAYWALL = "paywall", _("behind a paywall")
        LOGIN = "login", _("behind a login")
        GEO = "geo", _("closed to our country")

    class Cadence(models.TextChoices):
        NONE = "none", _("not watched")
        DRAFT = "draft", _("used in drafts")
        PUBLISHED = "published", _("cited by a publication")

    BROKEN = (Health.SUSPECT, Health.DEAD, Health.UNVERIFIABLE, Health.QUARANTINED)

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    url = models.CharField(_("address"), max_length=2000, unique=True)
    host = models.ForeignKey("sources.Host", on_delete=models.PROTECT, related_name="links")
    cadence = models.CharField(
        _("watched"), max_length=10, choices=Cadence.choices, default=Cadence.NONE
    )
    watched_since = models.DateTimeField(_("watched since"), null=True, blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)

    health = models.CharField(
        _("health"), max_length=12, choices=Health.choices, default=Health.NEW
    )
    content = models.CharField(
        _("content"), max_length=7, choices=Content.choices, default=Content.SAME
    )
    access = models.CharField(
        _("access"), max_length=7, choices=Access.choices, default=Access.OPEN
    )
    failing_since = models.DateTimeField(null=True, blank=True)
    hard_failures = models.PositiveSmallIntegerField(default=0)
    hard_since = models.DateTimeField(null=True, blank=True)
    permanent_failures = models.PositiveSmallIntegerField(default=0)
    permanent_since = models.DateTimeField(null=True, blank=True)
    soft_failures = models.PositiveSmallIntegerField(default=0)
    soft_since = models.DateTimeField(null=True, blank=True)
    blocked_looks = models.PositiveSmallIntegerField(default=0)
    drifting_since = models.DateTimeField(null=True, blank=True)
    drift_confirmed_at = models.DateTimeField(null=True, blank=True)
    drift_rule = models.CharField(max_length=60, blank=True, default="", db_default="")
    changed_at = ArrayField(models.DateTimeField(), default=list, db_default=[], blank=True)
    flapped_at = ArrayField(models.DateTimeField(), default=list, blank=True)
    moved_to = models.CharField(max_length=2000, blank=True)
    moved_since = models.DateTimeField(null=True, blank=True)
    moved_confirmed_at = models.DateTimeField(null=True, blank=True)
    seen_until = models.DateTimeField(null=True, blank=True)
    last_looked_at = models.DateTimeField(_("last looked at"), null=True, blank=True)
    last_ok_at = models.DateTimeField(_("last found well"), null=True, blank=True)
    next_look_at = models.DateTimeField(_("next look"), null=True, blank=True)

    outcome = models.CharField(_("last outcome"), max_length=20, blank=True)
    status = models.PositiveSmallIntegerField(_("last HTTP status"), null=True, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    baseline = models.ForeignKey(
        "sources.Snapshot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    archived_url = models.CharField(_("archived copy"), max_length=2000, blank=True)
    archived_at = models.DateTimeField(_("archived copy made"), null=True, blank=True)
    archive_asked_at = models.DateTimeField(_("asked the archive"), null=True, blank=True)
    archive_note = models.CharField(
        _("what the archive said"), max_length=300, blank=True, default="", db_default=""
    )
    archive_used_at = models.DateTimeField(
        _("archived copy shown to readers since"), null=True, blank=True
    )
    ignored_until = models.DateTimeField(_("set aside until"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.CheckConstraint(
                name="sources_link_url_is_web",
                condition=Q(url__regex=r"^https?://[^\s<>\"]+$"),
                violation_error_message=_("An address starts with http:// or https://."),
            ),
            models.CheckConstraint(
                name="sources_link_copy_is_web",
                condition=Q(archived_url="") | Q(archived_url__regex=r"^https?://[^\s<>\"]+$"),
            ),
            models.CheckConstraint(
                name="sources_link_watched_has_next_look",
                condition=Q(cadence="none")
                | Q(health="quarantined")
                | Q(next_look_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["next_look_at"], name="sources_link_due_idx"),
            models.Index(
                fields=["requested_at"],
                name="sources_link_requested_idx",
                condition=Q(requested_at__isnull=False),
            ),
            models.Index(fields=["health", "id"], name="sources_link_health_idx"),
            models.Index(fields=["last_looked_at"], name="sources_link_looked_idx"),
            models.Index(
                fields=["drifting_since"],
                name="sources_link_changed_idx",
                condition=Q(content="drifted"),
            ),
            models.Index(
                fields=["id"],
                name="sources_link_flapped_idx",
                condition=~Q(flapped_at=[]),
            ),
            # What is usual has no entry: each look writes the row anew, with all its entries.
            models.Index(
                fields=["content"], name="sources_link_content_idx", condition=~Q(content="same")
            ),
            models.Index(
                fields=["access"], name="sources_link_access_idx", condition=~Q(access="open")
            ),
            models.Index(
                fields=["cadence"],
                name="sources_link_cadence_idx",
                condition=~Q(cadence="published"),
            ),
            # The tabs of the desk's list, each with what published checks rest on first.
            models.Index(
                fields=["health", "-cadence", "failing_since", "id"],
                name="sources_link_broken_idx",
                condition=Q(health__in=["suspect", "dead", "unverifiable", "quarantined"]),
            ),
            models.Index(
                fields=["host", "health"],
                name="sources_link_broken_there_idx",
                condition=Q(health__in=["suspect", "dead", "unverifiable", "quarantined"]),
            ),
            models.Index(
                fields=["-cadence", "drifting_since", "id"],
                name="sources_link_drifted_idx",
                condition=Q(content="drifted"),
            ),
            models.Index(
                fields=["-cadence", "moved_confirmed_at", "id"],
                name="sources_link_moved_idx",
                condition=Q(moved_confirmed_at__isnull=False),
            ),
            models.Index(
                OrderBy(F("cadence"), descending=True),
                Coalesce("failing_since", "drifting_since", "moved_confirmed_at"),
                "id",
                name="sources_link_trouble_idx",
                condition=Q(health__in=["suspect", "dead", "unverifiable", "quarantined"])
                | Q(content="drifted")
                | Q(moved_confirmed_at__isnull=False),
            ),
            models.Index(
                fields=["ignored_until"],
                name="sources_link_ignored_idx",
                condition=Q(ignored_until__isnull=False),
            ),
            models.Index(
                fields=["seen_until"],
                name="sources_link_seen_idx",
                condition=Q(seen_until__isnull=False),
            ),
            models.Index(
                fields=["archive_used_at"],
                name="sources_link_in_archive_idx",
                condition=Q(archive_used_at__isnull=False),
            ),
            # What published checks rest on, by the names partners know: all, of a host, and in
            # each state that is not the usual one.
            models.Index(
                fields=["public_id"],
                name="sources_link_cited_idx",
                condition=Q(cadence="published"),
            ),
            models.Index(
                fields=["host", "public_id"],
                name="sources_link_cited_host_idx",
                condition=Q(cadence="published"),
            ),
            models.Index(
                fields=["public_id"],
                name="sources_link_cited_gone_idx",
                condition=Q(cadence="published", health="dead"),
            ),
            models.Index(
                fields=["public_id"],
                name="sources_link_cited_closed_idx",
                condition=Q(cadence="published", health__in=["unverifiable", "quarantined"]),
            ),
            models.Index(
                fields=["public_id"],
                name="sources_link_cited_new_idx",
                condition=Q(cadence="published", health="new"),
            ),
            models.Index(
                fields=["public_id"],
                name="sources_link_cited_changed",
                condition=Q(cadence="published", content="drifted"),
            ),
            WordsIndex("url", name="sources_link_words_idx"),
        ]

    def __str__(self) -> str:
        """Return the address."""
        return self.url

    @property
    def is_broken(self) -> bool:
        """Say whether the link is among ``Link.objects.broken()``."""
        return self.health in self.BROKEN

    @property
    def is_changed(self) -> bool:
        """Say whether the link is among ``Link.objects.changed()``."""
        return self.content == self.Content.DRIFTED

    @property
    def is_ignored(self) -> bool:
        """Say whether an editor set the page aside until a day that is still to come."""
        return self.ignored_until is not None and self.ignored_until > timezone.now()

    @property
    def is_archive_used(self) -> bool:
        """Say whether an editor chose the archived copy for readers, and it shows what was cited.

        A copy made after the page had changed shows what it had changed to.
        """
        if self.archive_used_at is None or self.archived_at is None:
            return False
        return self.drifting_since is None or self.archived_at < self.drifting_since
