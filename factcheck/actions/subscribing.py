"""Set up the addresses that are told of public changes: webhooks and their secrets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.actions.on_behalf import Acting, note_act, require_for
from factcheck.models import Change, WebhookEndpoint
from factcheck.permissions import Verb
from factcheck.webhooks.planning import newest_sequence
from factcheck.webhooks.sealing import new_secret, seal
from factcheck.webhooks.vetting import vet
from newsroom.api.models import Partner
from newsroom.refusals import Conflict, NotReady, Refusal

OLD_SECRET_FOR = timedelta(days=1)
"""How long the former secret signs too: a receiver takes over the new one in its own time."""

MOST_A_PARTNER = 20


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """What can be said of an endpoint; ``kinds`` are those of ``Change``."""

    url: str
    kinds: Iterable[str] = tuple(Change.Kind.values)
    description: str = ""


def add_webhook(*, by: Acting, partner: Partner, webhook: Webhook) -> tuple[WebhookEndpoint, str]:
    """Tell an address of a partner's of public changes from now on; return it with its secret.

    The secret is shown this once. Raises ``Refusal`` for an address we send nothing to, and
    ``NotReady`` for one that is told already and for more than ``MOST_A_PARTNER`` of them.
    """
    require_for(by, Verb.SET_UP_WEBHOOKS, partner)
    url, kinds, secret = vet(webhook.url), _known(webhook.kinds), new_secret()
    with transaction.atomic():
        _hold(partner)
        if partner.webhooks.count() >= MOST_A_PARTNER:
            raise NotReady(_("A partner has at most %d webhooks. Remove one.") % MOST_A_PARTNER)
        _refuse_twin(partner.webhooks.filter(url=url).exists())
        endpoint = WebhookEndpoint.objects.create(
            partner=partner,
            url=url,
            kinds=kinds,
            description=webhook.description,
            sealed_secret=seal(secret),
            told_up_to=newest_sequence(),
        )
        note_act(by, "add webhook", endpoint, note=url)
    return endpoint, secret


def change_webhook(
    *,
    by: Acting,
    endpoint: WebhookEndpoint,
    url: str | None = None,
    kinds: Iterable[str] | None = None,
    description: str | None = None,
) -> None:
    """Send to another address or of other kinds, or describe it differently; None leaves it.

    What waits is sent to the new address. Raises ``Refusal`` as ``add_webhook`` does.
    """
    require_for(by, Verb.SET_UP_WEBHOOKS, endpoint.partner)
    url = None if url in (None, endpoint.url) else vet(str(url))
    wanted = None if kinds is None else _known(kinds)
    with transaction.atomic():
        _hold(endpoint.partner)
        ours = locked(endpoint)
        before = ours.url
        if url is not None:
            _refuse_twin(endpoint.partner.webhooks.filter(url=url).exclude(pk=ours.pk).exists())
            ours.url = url
        ours.kinds = ours.kinds if wanted is None else wanted
        ours.description = ours.description if description is None else description
        note_act(by, "change webhook", ours, note=f"{before} → {ours.url}: {', '.join(ours.kinds)}")
        ours.save(update_fields=["url", "kinds", "description"])


@transaction.atomic
def rotate_secret(*, by: Acting, endpoint: WebhookEndpoint) -> str:
    """Sign with a new secret, and for ``OLD_SECRET_FOR`` with the former one too; return it.

    It is shown this once.
    """
    require_for(by, Verb.SET_UP_WEBHOOKS, endpoint.partner)
    ours, secret = locked(endpoint), new_secret()
    ours.sealed_old_secret, ours.sealed_secret = ours.sealed_secret, seal(secret)
    ours.old_secret_until = timezone.now() + OLD_SECRET_FOR
    ours.save(update_fields=["sealed_secret", "sealed_old_secret", "old_secret_until"])
    note_act(by, "rotate secret", ours)
    return secret


@transaction.atomic
def disable_webhook(*, by: Acting, endpoint: WebhookEndpoint) -> None:
    """Send nothing more until it is enabled again. What changes meanwhile is not lost."""
    require_for(by, Verb.SET_UP_WEBHOOKS, endpoint.partner)
    ours = locked(endpoint)
    if not ours.is_enabled:
        raise NotReady(_("It is switched off already."))
    ours.disabled_at, ours.disabled_because = timezone.now(), WebhookEndpoint.Cause.BY_HAND
    ours.save(update_fields=["disabled_at", "disabled_because"])
    note_act(by, "switch off webhook", ours)


@transaction.atomic
def enable_webhook(*, by: Acting, endpoint: WebhookEndpoint) -> None:
    """Send again: what waits, and the newest message about each check that changed meanwhile."""
    require_for(by, Verb.SET_UP_WEBHOOKS, endpoint.partner)
    ours = locked(endpoint)
    if ours.is_enabled:
        raise NotReady(_("It is switched on already."))
    ours.disabled_at, ours.disabled_because, ours.failing_since = None, "", None
    ours.save(update_fields=["disabled_at", "disabled_because", "failing_since"])
    WebhookEndpoint.objects.filter(pk=ours.pk).update(not_before=Now())
    ours.deliveries.waiting().update(due_at=Now(), attempts=0, first_tried_at=None)
    note_act(by, "switch on webhook", ours)


@transaction.atomic
def remove_webhook(*, by: Acting, endpoint: WebhookEndpoint) -> None:
    """Forget the endpoint, its secrets and its log; the trail remembers that there was one."""
    require_for(by, Verb.SET_UP_WEBHOOKS, endpoint.partner)
    ours = locked(endpoint)
    note_act(by, "remove webhook", ours, note=ours.url)
    ours.delete()


def locked(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """Hold the endpoint's row until the transaction ends; whoever writes its messages does."""
    ours = WebhookEndpoint.objects.select_for_update().filter(pk=endpoint.pk).first()
    if ours is None:
        raise Conflict(_("Somebody removed this webhook meanwhile."))
    return ours


def _hold(partner: Partner) -> None:
    """Let nobody else add or change a webhook of this partner before we are done."""
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)


def _known(kinds: Iterable[str]) -> list[str]:
    wanted = [kind for kind in Change.Kind.values if kind in set(kinds)]
    if not wanted:
        raise Refusal(_("Choose at least one kind of change."))
    return wanted


def _refuse_twin(is_there: bool) -> None:  # noqa: FBT001 - it is the whole question
    if is_there:
        raise NotReady(_("There is a webhook with this address already."))
