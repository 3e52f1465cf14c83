"""Send what is due: many endpoints at once, each a message at a time, through the one door."""

import asyncio
from contextlib import suppress
from uuid import UUID

import structlog
from asgiref.sync import async_to_sync, sync_to_async
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext_noop

from factcheck.models import WebhookDelivery
from factcheck.webhooks.answers import Answer, answer_in
from factcheck.webhooks.leasing import hand_back, lease, leave_alone, next_message
from factcheck.webhooks.messages import body_of
from factcheck.webhooks.recording import record_attempt
from factcheck.webhooks.sealing import Unreadable, unseal
from factcheck.webhooks.signing import signed
from factcheck.webhooks.vetting import problem_with
from sources.checking import network_policy, user_agent
from sources.linkcheck.fetch import AioFetcher, Limits

AT_ONCE = 50
"""Endpoints that are sent to at the same time."""

BEGIN_WITHIN_S = 10.0
"""Seconds in which one turn begins attempts; who is quick gets many, who is slow holds nobody."""

LIMITS = Limits(deadline_s=15.0, connect_s=5.0, read_s=15.0, body=1024)

log = structlog.get_logger(__name__)


def deliver_due() -> int:
    """Send what is due, for some seconds at most; return how many attempts were made."""
    token, endpoints = lease(AT_ONCE)
    if not endpoints:
        return 0
    try:
        return async_to_sync(_deliver)(token, endpoints)
    finally:
        hand_back(token)


async def _deliver(token: UUID, endpoints: list[int]) -> int:
    ends = asyncio.get_running_loop().time() + BEGIN_WITHIN_S
    async with AioFetcher(network_policy(), user_agent("webhooks"), limits=LIMITS) as door:
        made = await asyncio.gather(*(_visit(one, token, door, ends) for one in endpoints))
    return sum(made)


async def _visit(endpoint: int, token: UUID, door: AioFetcher, ends: float) -> int:
    """Send an endpoint's messages until there is none, it is in trouble or time is up."""
    made, goes_on = 0, True
    try:
        while goes_on and asyncio.get_running_loop().time() < ends:
            message = await sync_to_async(next_message)(endpoint, token)
            if message is None:
                break
            answer = await _send(message, door)
            made += 1
            goes_on = await sync_to_async(record_attempt)(message, token, answer)
    except Exception:
        log.exception("webhook.visit_failed", endpoint=endpoint)
        with suppress(DatabaseError):
            await sync_to_async(leave_alone)(endpoint, token)
    return made


async def _send(message: WebhookDelivery, door: AioFetcher) -> Answer:
    """Make one attempt, signed for this moment."""
    endpoint, now = message.endpoint, timezone.now()
    if problem := problem_with(endpoint.url):
        return Answer(problem=problem)
    sealed = [endpoint.sealed_secret]
    if endpoint.old_secret_until and endpoint.old_secret_until > now:
        sealed.append(endpoint.sealed_old_secret)
    body = body_of(message)
    try:
        secrets = [unseal(one) for one in sealed]
    except Unreadable:
        return Answer(problem=gettext_noop("Its secret cannot be read any more: rotate it."))
    headers = signed(secrets, str(message.public_id), now, body)
    headers |= {"Content-Type": "application/json", "Accept": "*/*", "Accept-Encoding": "identity"}
    return answer_in(await door.post(endpoint.url, body.encode(), headers))
