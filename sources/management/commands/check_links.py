"""Look at links now, and say what was found."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.refusals import Refusal
from sources.actions import ensure_link
from sources.checking import check_due, check_links
from sources.linkcheck.result import LookResult
from sources.models import Link


class Command(BaseCommand):
    """``check_links --due`` or ``check_links URL…``: re-check now, a line for each look."""

    help = "Look at links now: those that are due, or the addresses given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take addresses, or --due."""
        parser.add_argument("urls", nargs="*", metavar="URL", help="addresses to look at")
        parser.add_argument("--due", action="store_true", help="whatever is due")

    def handle(self, *, urls: list[str], due: bool, **_options: Any) -> None:
        """Look, print, and tell how many."""
        if bool(urls) == due:
            raise CommandError("Give either addresses or --due.")
        self.stdout.write(f"{'health':14}{'content':10}{'outcome':14}address")
        looked = check_due(self.say) if due else check_links(self.links(urls), self.say)
        self.stdout.write(f"{looked} looked at.")

    def links(self, urls: list[str]) -> list[Link]:
        """Turn addresses into links."""
        try:
            return [ensure_link(url) for url in urls]
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def say(self, link: Link, result: LookResult) -> None:
        """Print what became of one link."""
        link = Link.objects.get(pk=link.pk)
        self.stdout.write(f"{link.health:14}{link.content:10}{result.outcome.value:14}{link.url}")
