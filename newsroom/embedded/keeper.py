"""Wait until nobody uses the embedded server any more, then stop it. Runs as a process."""

import fcntl
import os

from newsroom.embedded import cluster, postgres


def main() -> None:
    """Keep the server until its last user is gone; leave at once if another keeper does."""
    with postgres.lock_file("users") as users, postgres.lock_file("keeper") as keeper:
        try:
            fcntl.flock(keeper, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        fcntl.flock(users, fcntl.LOCK_EX)  # whoever comes now waits until the server has stopped
        cluster.stop()


if __name__ == "__main__" and os.fork() == 0:  # nobody has to wait for us
    main()
