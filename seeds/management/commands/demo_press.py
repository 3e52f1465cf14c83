"""``manage.py demo_press``: let an outlet of the demo change its pages."""

import os
import sys
from argparse import Namespace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from seeds.press import command
from seeds.press.server import PressError


class Command(BaseCommand):
    help = "Serve the demo's outlets, or silently edit, remove or restore one of their pages."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        command.add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["act"] == "serve":
            self.become_the_press()
        try:
            command.run(Namespace(**options), self.stdout.write)
        except PressError as error:
            raise CommandError(str(error)) from error

    def become_the_press(self) -> None:
        """Go on as a process without Django, which takes a fifth of the memory."""
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "seeds.press", "serve"])  # noqa: S606
