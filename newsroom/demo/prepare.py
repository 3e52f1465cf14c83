"""Bring the database up to date and put the seeds in. Runs as a process, before the others."""

import time

import django
from django.core.management import call_command


def main() -> None:
    """Run the set-up commands, each said in a line."""
    django.setup()
    for sentence, command in (
        ("Bringing the database up to date", ["migrate", "--verbosity=0"]),
        ("Making the shared cache", ["createcachetable"]),
        ("Loading the seeds", ["load_seeds"]),
    ):
        started = time.monotonic()
        print(f"  {sentence} …", end=" ", flush=True)
        call_command(*command)
        print(f"{time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
