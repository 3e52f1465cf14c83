"""Bring the database up to date and put the seeds in. Runs as a process, before the others."""

import sys

import django
from django.core.management import call_command
from django.db import OperationalError


def main() -> int:
    """Run the set-up commands; return the exit status."""
    django.setup()
    try:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_seeds")
    except OperationalError as error:
        print(f"The database does not answer as it should: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
