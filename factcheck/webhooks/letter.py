"""The letter to a partner whose webhook had to be switched off."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from uuid6 import uuid7

from factcheck.digest.letter import headers_of
from factcheck.digest.wording import moment, plain
from factcheck.models import WebhookEndpoint
from newsroom.jobs.mailing import deliver
from newsroom.jobs.queue import enqueue

MAIL_WEBHOOK = "factcheck.mail_webhook"
TEMPLATE = "factcheck/mail/webhook.txt"


def tell_contact(endpoint: WebhookEndpoint) -> None:
    """Write the job for the letter, in the transaction that switches the endpoint off."""
    payload = {"endpoint": endpoint.pk, "letter": str(uuid7())}
    enqueue(kind=MAIL_WEBHOOK, key=str(endpoint.pk), payload=payload)


def mail_contact(payload: Mapping[str, Any]) -> None:
    """Send the letter, unless the endpoint was enabled again or removed meanwhile."""
    off = WebhookEndpoint.objects.filter(pk=payload["endpoint"], disabled_at__isnull=False)
    if endpoint := off.select_related("partner").first():
        deliver(_write(endpoint, str(payload["letter"])))


def _write(endpoint: WebhookEndpoint, identity: str) -> EmailMessage:
    last = endpoint.last_delivered_at
    text = render_to_string(
        TEMPLATE,
        {
            "site_name": plain(settings.SITE_NAME),
            "site": settings.SITE_URL,
            "url": plain(endpoint.url, 2000),
            "why": endpoint.get_disabled_because_display(),
            "last": moment(last) if last else "",
        },
    )
    subject = _("Webhook switched off: %s") % plain(endpoint.url, 80)
    headers = headers_of(f"webhook.{identity}")
    return EmailMessage(subject=subject, body=text, to=[endpoint.partner.contact], headers=headers)
