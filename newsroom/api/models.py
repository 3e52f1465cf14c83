"""Partners, the keys they use the API by, and how much of it is used."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.api.keys import new_prefix
from newsroom.api.scopes import Scope


class Partner(models.Model):
    """Somebody who uses the API under a name. Kept for good: the trail names them."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    contact = models.EmailField(
        _("contact"), help_text=_("Who is written to when something of theirs goes wrong.")
    )
    created_at = models.DateTimeField(_("since"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        triggers = [pgtrigger.Protect(name="kept_for_ever", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class APIKey(models.Model):
    """A key of a partner. What it opens never changes; another one is issued instead.

    The key itself is shown once, when it is issued (``actions.issue_key``), and not kept.
    """

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="keys", verbose_name=_("partner")
    )
    name = models.CharField(
        _("name"), max_length=80, help_text=_("What it is used for, such as “newsletter”.")
    )
    prefix = models.CharField(_("begins with"), max_length=8, unique=True, default=new_prefix)
    digest = models.CharField(max_length=64, editable=False)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name=_("opens"))
    rate = models.PositiveIntegerField(
        _("requests a minute"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("Empty: as many as any key."),
    )
    expires_at = models.DateTimeField(
        _("expires"), null=True, blank=True, help_text=_("Empty: good until it is revoked.")
    )
    created_at = models.DateTimeField(_("issued"), db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("issued by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            models.CheckConstraint(
                name="api_apikey_scopes_known",
                condition=models.Q(scopes__contained_by=Scope.values, scopes__len__gt=0),
            ),
            models.CheckConstraint(
                name="api_apikey_is_hashed",
                condition=models.Q(prefix__regex="^[0-9a-f]{8}$", digest__regex="^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="api_apikey_rate_is_some",
                condition=models.Q(rate__isnull=True) | models.Q(rate__gte=1, rate__lte=1_000_000),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept_for_ever", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="opens_the_same",
                fields=["partner", "prefix", "digest", "scopes", "created_at", "created_by"],
            ),
            pgtrigger.Protect(
                name="revoked_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return how it begins, and what it is used for."""
        return f"nk_{self.prefix}_… ({self.name})"

    @property
    def public_id(self) -> str:
        """Return what the trail and logs call it: never more than how it begins."""
        return self.prefix

    @property
    def has_expired(self) -> bool:
        """Say whether its time is over."""
        return self.expires_at is not None and self.expires_at <= timezone.now()


class KeyUse(models.Model):
    """How many requests were made with a key on a day of UTC, answered or not."""

    key = models.ForeignKey(APIKey, on_delete=models.PROTECT, related_name="uses")
    day = models.DateField()
    requests = models.PositiveBigIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "day"], name="api_keyuse_once_a_day")]

    def __str__(self) -> str:
        """Say how many."""
        return f"{self.key_id} {self.day}: {self.requests}"


class Window(models.Model):
    """What was spent under a name until ``ends_at``. Written by ``counting`` alone.

    The table is not logged: a crash of the database empties it, and everybody begins anew.
    """

    name = models.CharField(max_length=120, primary_key=True)
    ends_at = models.DateTimeField()
    spent = models.PositiveIntegerField()

    def __str__(self) -> str:
        """Return whose it is."""
        return self.name
