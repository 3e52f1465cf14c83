"""Look at links now, and say what was found."""

import sys
import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.db.models.functions import Now

from newsroom.refusals import Refusal
from sources.actions import ensure_link
from sources.checking import check_due, check_links
from sources.linkcheck.result import LookResult
from sources.linkcheck.tally import INTERRUPTED, Tally, progress_bar
from sources.models import Host, Link
from sources.wording import VERDICTS, outcome_words

PATIENCE = 60.0
"""Seconds for which a host is waited for that a worker holds, or that asked for time."""


class Command(BaseCommand):
    """``check_links --due`` or ``check_links URL…``: re-check now, a line for each look.

    Ends with 0, with 1 when an address is dead, with 2 when it cannot begin.
    """

    help = "Look at links now: those that are due, or the addresses given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take addresses, or --due."""
        parser.add_argument("urls", nargs="*", metavar="URL", help="addresses to look at")
        parser.add_argument("--due", action="store_true", help="whatever is due")
        parser.add_argument("--json", action="store_true", help="a line of JSON for each look")

    def handle(self, *, urls: list[str], due: bool, json: bool, **_options: Any) -> None:
        """Look, print as looks come in, and sum up."""
        if bool(urls) == due:
            raise CommandError("Give either addresses or --due.", returncode=2)
        self.in_json, self.tally, self.dead = json, Tally(), False
        self.looked: set[int] = set()
        links = Link.objects.due() if due else self.links(urls)
        if not json:
            self.stdout.write(in_columns("health", "content", "found", "address"))
        with progress_bar(links.count()) as self.bar:
            stopped = self.was_stopped(links, due=due)
        self.stderr.write(self.tally.table(VERDICTS))
        for link in self.left(links).select_related("host"):
            self.stderr.write(f"Not looked at: {link.url} ({why_not(link.host)})")
        if stopped or self.dead or self.tally.exit_code:
            sys.exit(INTERRUPTED if stopped else 1)

    def links(self, urls: list[str]) -> "QuerySet[Link]":
        """Turn addresses into links."""
        try:
            ids = [ensure_link(url).pk for url in urls]
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        return Link.objects.filter(pk__in=ids)

    def left(self, links: "QuerySet[Link]") -> "QuerySet[Link]":
        """Keep links that were not looked at."""
        return links.exclude(pk__in=self.looked)

    def was_stopped(self, links: "QuerySet[Link]", *, due: bool) -> bool:
        """Look at all of them; say whether Ctrl-C came before the end. What was found is kept."""
        try:
            self.look_at(links, due=due)
        except KeyboardInterrupt:
            return True
        return False

    def look_at(self, links: "QuerySet[Link]", *, due: bool) -> None:
        """Look at all of them, batch after batch, as their hosts come free."""
        moved_at = time.monotonic()
        while left := self.left(links):
            if check_due(self.note) if due else check_links(left, self.note):
                moved_at = time.monotonic()
            elif not free_soon(left) or time.monotonic() > moved_at + PATIENCE:
                return
            else:
                time.sleep(0.5)

    def note(self, link: Link, result: LookResult) -> None:
        """Print and count what became of one link."""
        link = Link.objects.get(pk=link.pk)
        self.looked.add(link.pk)
        self.tally.note(result)
        self.dead = self.dead or link.health == Link.Health.DEAD
        self.bar.clear()
        if self.in_json:
            self.stdout.write(result.as_line(health=link.health, content=link.content))
        else:
            found = outcome_words(result.outcome, result.status)
            states = link.get_health_display(), link.get_content_display()
            self.stdout.write(in_columns(*states, found, link.url))
        self.bar.update()


def in_columns(health: str, content: str, found: str, address: str) -> str:
    """Write a line of the table, in the desk's words; each column fits its longest."""
    return f"{health:30}{content:15}{found:27}{address}"


def free_soon(links: "QuerySet[Link]") -> bool:
    """Say whether one of the hosts is free, or will be before our patience ends."""
    soon = Now() + timedelta(seconds=PATIENCE)
    return Host.objects.filter(links__in=links).exclude(not_before__gt=soon).exists()


def why_not(host: Host) -> str:
    """Say why a host could not be visited."""
    if host.not_before:
        return f"{host.key} is left alone until {host.not_before:%H:%M:%S} UTC"
    return f"{host.key} is being looked at by a worker"
