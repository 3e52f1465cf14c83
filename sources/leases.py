"""The hosts that one batch holds, under one token, for as long as it keeps renewing them."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import structlog
from asgiref.sync import sync_to_async
from django.db import OperationalError
from django.db.models import QuerySet

from sources.leasing import LEASE, RENEW_EVERY, lease_by_key, lease_most_urgent, renew
from sources.models import Host, Link

SAFETY = 5.0  # seconds before the end of a lease in which nothing begins

log = structlog.get_logger(__name__)


class Leases:
    """What a batch holds of the database's hosts."""

    def __init__(self) -> None:
        """Begin with none."""
        self.token = uuid4()
        self.is_closed = False
        self._ours: set[int] = set()
        self._safe_until = 0.0

    def __bool__(self) -> bool:
        """Say whether anything is held."""
        return bool(self._ours)

    def holds(self, host: Host) -> bool:
        """Say whether the host is surely still ours, so that we may speak to it."""
        is_safe = time.monotonic() < self._safe_until and not self.is_closed
        return host.pk in self._ours and is_safe

    def close(self) -> None:
        """Let no request begin any more; what is held is handed back by its token."""
        self.is_closed = True

    def take(self, links: "QuerySet[Link]", limit: int) -> list[Host]:
        """Lease up to ``limit`` hosts of ``links``, the most urgent first."""
        asked_at = time.monotonic()
        return self._took(lease_most_urgent(links, limit, self.token), asked_at)

    def take_by_key(self, key: str) -> Host | None:
        """Lease one host, made when new; None if it is not free."""
        asked_at = time.monotonic()
        host = lease_by_key(key, self.token)
        return self._took([host], asked_at)[0] if host else None

    def _took(self, hosts: list[Host], asked_at: float) -> list[Host]:
        if not self._ours:  # else the first of them runs out first
            self._renewed(asked_at)
        self._ours |= {host.pk for host in hosts}
        return hosts

    def _renewed(self, at: float) -> None:
        self._safe_until = at + LEASE.total_seconds() - SAFETY

    def _renew(self) -> None:
        asked_at = time.monotonic()
        self._ours = renew(self.token)
        self._renewed(asked_at)

    @asynccontextmanager
    async def renewing(self) -> AsyncIterator[None]:
        """Renew in the background for as long as the work goes on."""

        async def keep() -> None:
            while True:
                await asyncio.sleep(RENEW_EVERY)
                try:
                    await sync_to_async(self._renew)()
                except OperationalError:
                    log.exception("check.not_renewed")  # the next one may still be in time

        task = asyncio.create_task(keep())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
