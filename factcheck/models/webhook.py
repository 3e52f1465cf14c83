"""Webhooks: where partners are told of public changes, and what became of each message."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from factcheck.models.change import Change, ChangeCounter
from newsroom.api.models import Partner


def every_kind() -> list[str]:
    """Return all kinds of changes: who does not choose is told of everything."""
    return list(Change.Kind.values)


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    """Endpoints by what can be done with them. Time is the database's."""

    def enabled(self) -> Self:
        """Keep those that are sent to."""
        return self.filter(disabled_at=None)

    def free(self) -> Self:
        """Keep enabled ones that nobody is sending to and that do not ask for a rest."""
        nobody = Q(leased_until=None) | Q(leased_until__lt=Now())
        return self.enabled().filter(nobody, not_before__lte=Now())

    def with_work(self) -> Self:
        """Keep those with a message that is due, or that were not told of the newest change."""
        due = WebhookDelivery.objects.due().filter(endpoint=OuterRef("pk"))
        newest = Subquery(ChangeCounter.objects.values("value")[:1])
        return self.filter(Q(told_up_to__lt=newest) | Exists(due))


class WebhookEndpoint(models.Model):
    """An address of a partner's that is told of public changes, and how it has been doing.

    ``told_up_to`` is the sequence number of the last change that became messages. The secrets are
    sealed (``factcheck.webhooks.sealing``); the old one signs too until ``old_secret_until``.
    """

    class Cause(models.TextChoices):
        BY_HAND = "by_hand", _("switched off by hand")
        GONE = "gone", _("it answered 410: gone")
        FAILING = "failing", _("nothing got through for three days")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="webhooks", verbose_name=_("partner")
    )
    url = models.CharField(_("address"), max_length=2000)
    description = models.CharField(_("description"), max_length=200, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=16, choices=Change.Kind.choices),
        verbose_name=_("is told when a check is"),
        default=every_kind,
    )
    sealed_secret = models.TextField(editable=False)
    sealed_old_secret = models.TextField(blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, blank=True, editable=False)
    told_up_to = models.BigIntegerField(default=0, editable=False)
    last_delivered_at = models.DateTimeField(_("last delivery"), null=True, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    disabled_at = models.DateTimeField(_("switched off"), null=True, editable=False)
    disabled_because = models.CharField(max_length=8, blank=True, choices=Cause.choices)
    not_before = models.DateTimeField(db_default=Now(), editable=False)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("since"), db_default=Now(), editable=False)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "url"], name="factcheck_webhook_once_per_address"
            ),
            models.CheckConstraint(
                name="factcheck_webhook_kinds_known",
                condition=Q(kinds__contained_by=list(Change.Kind.values)) & ~Q(kinds=[]),
            ),
            models.CheckConstraint(
                name="factcheck_webhook_disabled_says_why",
                condition=Q(disabled_at=None, disabled_because="")
                | Q(disabled_at__isnull=False, disabled_because__in=["by_hand", "gone", "failing"]),
            ),
            models.CheckConstraint(
                name="factcheck_webhook_has_a_secret", condition=~Q(sealed_secret="")
            ),
            models.CheckConstraint(
                name="factcheck_webhook_old_secret_ends",
                condition=Q(sealed_old_secret="", old_secret_until=None)
                | (~Q(sealed_old_secret="") & Q(old_secret_until__isnull=False)),
            ),
            models.CheckConstraint(
                name="factcheck_webhook_lease_ends",
                condition=Q(lease_token=None, leased_until=None)
                | Q(lease_token__isnull=False, leased_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return the address."""
        return self.url

    @property
    def is_enabled(self) -> bool:
        """Tell whether it is sent to."""
        return self.disabled_at is None

    @property
    def kind_names(self) -> list[str]:
        """Name the kinds it wants to hear of, in words."""
        return [str(Change.Kind(kind).label) for kind in self.kinds]


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Messages by what can be done with them. Time is the database's."""

    def waiting(self) -> Self:
        """Keep those that are still to be sent."""
        return self.filter(state=WebhookDelivery.State.WAITING)

    def due(self) -> Self:
        """Keep those to be sent now."""
        return self.waiting().filter(due_at__lte=Now())


class WebhookDelivery(models.Model):
    """One message to one endpoint: about a ``change``, or a test when there is none.

    Its ``public_id`` is the ``webhook-id`` of every attempt.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        SUPERSEDED = "superseded", _("overtaken by a newer one")
        GIVEN_UP = "given_up", _("given up")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries"
    )
    change = models.ForeignKey(
        "factcheck.Change", null=True, on_delete=models.PROTECT, related_name="+"
    )
    check_record = models.ForeignKey(
        "factcheck.Check", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    first_tried_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "check_record"],
                name="factcheck_webhook_one_waits_a_check",
                condition=Q(state="waiting"),
            ),
            models.UniqueConstraint(
                fields=["endpoint"],
                name="factcheck_webhook_one_test_waits",
                condition=Q(state="waiting", change=None),
            ),
            models.CheckConstraint(
                name="factcheck_webhook_change_has_a_check",
                condition=Q(change=None, check_record=None)
                | Q(change__isnull=False, check_record__isnull=False),
            ),
            models.CheckConstraint(
                name="factcheck_webhook_finished_or_waits",
                condition=Q(state="waiting", finished_at=None)
                | Q(
                    state__in=["delivered", "superseded", "given_up"],
                    finished_at__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "due_at"],
                name="factcheck_webhook_due_idx",
                condition=Q(state="waiting"),
            ),
            models.Index(  # the oldest that is due, past however many are not
                fields=["endpoint", "id", "due_at"],
                name="factcheck_webhook_next_idx",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["created_at"], name="factcheck_webhook_age_idx"),
        ]

    def __str__(self) -> str:
        """Name its type and state."""
        return f"{self.type} ({self.state})"

    @property
    def type(self) -> str:
        """Name what it tells of, as the message does. Costs a query for the change."""
        return f"check.{self.change.kind}" if self.change else "webhook.test"


class WebhookAttempt(models.Model):
    """One try at a message: what came back. ``problem`` is empty when it was taken."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(db_default=Now())
    status = models.PositiveSmallIntegerField(null=True)
    elapsed_ms = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("webhook attempt")
        verbose_name_plural = _("webhook attempts")

    def __str__(self) -> str:
        """Say what came back."""
        return self.problem or str(self.status)
