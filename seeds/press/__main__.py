"""Run the demo press without Django: ``python -m seeds.press serve``."""

import sys
from argparse import ArgumentParser
from functools import partial

from seeds.press import command
from seeds.press.server import PressError


def main() -> int:
    """Do what the command line asks; return the exit status."""
    parser = ArgumentParser(prog="python -m seeds.press", description="The outlets of the demo.")
    command.add_arguments(parser)
    try:
        command.run(parser.parse_args(), partial(print, flush=True))
    except PressError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
