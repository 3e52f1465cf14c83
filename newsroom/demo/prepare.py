"""Bring the database up to date and put the seeds in. Runs as a process, before the others."""

import django
from django.core.management import call_command


def main() -> None:
    """Run the set-up commands."""
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_seeds")


if __name__ == "__main__":
    main()
