"""Run a whole newsroom on this machine until Ctrl-C: ``python -m newsroom.demo``."""

import argparse
import signal
import sys

from newsroom.demo import ports
from newsroom.demo.processes import PartFailed
from newsroom.demo.running import AlreadyRunning
from newsroom.demo.session import run
from newsroom.embedded.cluster import EmbeddedPostgresError
from newsroom.orphans import end_with_parent


def main() -> int:
    """Run the demo as the command line asks; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m newsroom.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="the web's port on 127.0.0.1")
    parser.add_argument("--once", action="store_true", help="show everything, stop, exit 0 or 1")
    given = parser.parse_args()
    end_with_parent()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # each ends us in good order
    try:
        return run(given.port, once=given.once)
    except KeyboardInterrupt:
        return 0
    except (AlreadyRunning, EmbeddedPostgresError, PartFailed, ports.Taken, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
