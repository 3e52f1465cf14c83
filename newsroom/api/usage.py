"""Which keys were used how often on which day. No request waits for it.

Each process counts by itself and writes what it counted ten seconds later, and when it ends. A
process that is killed loses what it counted in these seconds; limits are counted elsewhere
(``counting``) and lose nothing.
"""

import atexit
from collections import Counter
from datetime import date, datetime
from multiprocessing.util import Finalize
from threading import Lock, Timer

import structlog
from django.db import Error, connection
from django.utils import timezone

log = structlog.get_logger(__name__)

WRITTEN_AFTER = 10.0
"""Seconds."""

ADD = """
INSERT INTO api_keyuse AS known (key_id, day, requests, last_at)
SELECT id, %s, %s, %s FROM api_apikey WHERE id = %s
ON CONFLICT (key_id, day) DO UPDATE SET
  requests = known.requests + excluded.requests,
  last_at = greatest(known.last_at, excluded.last_at)
"""


class Tally:
    """What this process has counted and not yet written. Threads may share it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._requests: Counter[tuple[int, date]] = Counter()
        self._last_at: dict[tuple[int, date], datetime] = {}
        self._timer: Timer | None = None
        self._is_over = False

    def count(self, key: int) -> None:
        """Count a request made with a key, by the key's id. Days are those of UTC."""
        now = timezone.now()
        with self._lock:
            self._requests[key, now.date()] += 1
            self._last_at[key, now.date()] = now
            self._write_soon()

    def write(self) -> None:
        """Add what was counted to what is known. One query a key; what fails is tried again."""
        with self._lock:
            requests, self._requests = self._requests, Counter()
            last_at, self._last_at = self._last_at, {}
        try:
            while requests:
                (key, day), number = next(iter(requests.items()))
                with connection.cursor() as cursor:
                    cursor.execute(ADD, [day, number, last_at[key, day], key])
                del requests[key, day]
        except Error as error:
            log.warning("use of keys could not be written", error=type(error).__name__)
            self._keep(requests, last_at)

    def finish(self) -> None:
        """Write for the last time, as the process ends."""
        self._is_over = True
        self.write()

    def forget(self) -> None:
        """Count from the beginning, and write nothing of what was counted."""
        with self._lock:
            self._requests.clear()
            self._last_at.clear()
            if self._timer:
                self._timer.cancel()
                self._timer = None

    def _keep(
        self, requests: Counter[tuple[int, date]], last_at: dict[tuple[int, date], datetime]
    ) -> None:
        with self._lock:
            self._requests += requests
            self._last_at = last_at | self._last_at
            self._write_soon()

    def _write_soon(self) -> None:
        if self._timer is None and not self._is_over:
            self._timer = Timer(WRITTEN_AFTER, self._write_in_time)
            self._timer.daemon = True
            self._timer.start()

    def _write_in_time(self) -> None:
        with self._lock:
            self._timer = None
        try:
            self.write()
        finally:
            connection.close()  # this thread's own


tally = Tally()
atexit.register(tally.finish)
Finalize(None, tally.finish, exitpriority=0)  # children of multiprocessing end without atexit
