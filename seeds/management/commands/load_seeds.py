"""``manage.py load_seeds``: the newsroom's first articles and claims."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.models import Claim
from factcheck.workflow import State
from newsroom.refusals import Refusal
from seeds.load import Outcome, load
from seeds.people import demo_people, named_people

PUBLIC = (State.PUBLISHED, State.WITHDRAWN)


class Command(BaseCommand):
    help = (
        "Load the first articles and claims, as three people would at the desk. Safe to repeat: "
        "what is there stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--people",
            nargs=3,
            metavar=("REPORTER", "EDITOR", "PUBLISHER"),
            help="login names of those who load them; the demo's three by default",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            people = named_people(options["people"]) if options["people"] else demo_people()
            outcome = load(people=people, say=self.stdout.write)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.report(outcome)

    def report(self, outcome: Outcome) -> None:
        """Say how each claim stands, and where to see it."""
        for claim in outcome.claims.values():
            self.stdout.write(f"  {claim.verdict.get_state_display():14} {self.address(claim)}")
        if outcome.held_up:
            number = len(outcome.held_up)
            self.stdout.write(
                f"{number} {'is' if number == 1 else 'are'} not taken further. With the demo press "
                "running (manage.py demo_press serve), load the seeds again."
            )
        for name, reason in outcome.held_up.items():
            self.stdout.write(f"  {name}: {reason}")

    def address(self, claim: Claim) -> str:
        """Return where the claim is seen: by readers if they may, else at the desk."""
        if claim.verdict.state in PUBLIC:
            return f"{settings.SITE_URL}/checks/{claim.slug}/"
        return f"{settings.SITE_URL}/admin/factcheck/claim/{claim.pk}/change/"
