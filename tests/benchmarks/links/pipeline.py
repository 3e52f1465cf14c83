"""The whole pipeline over a scratch database: leases, politeness, looks, rows, bodies.

One worker's process, as Celery would run it; the database's own work is not in its account.
"""

import json
import tempfile
import time
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from django.test import override_settings

from tests.benchmarks.links.again import arguments
from tests.benchmarks.links.measure import lap
from tests.benchmarks.scratch import database

if TYPE_CHECKING:
    from sources.linkcheck.result import LookResult
    from sources.models import Link

NO_PROGRESS_S = 60.0
"""Hosts that asked for more time than this are not waited for."""


def main() -> None:
    """Look at every address of a file; measure the first look, or the second."""
    parser = arguments()
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    urls = options.urls.read_text(encoding="utf-8").split("\n")
    with (
        tempfile.TemporaryDirectory() as media,
        database("links"),
        override_settings(
            MEDIA_ROOT=media,
            LINKCHECK_ALLOWED_NETWORKS=[ip_network(network) for network in options.allow_network],
            LINKCHECK_ALLOWED_PORTS=options.allow_port,
        ),
        options.results.open("w", encoding="utf-8", buffering=1) as output,
    ):
        Run(urls, output).go(options.results.parent / "lap", again=options.again)


class Run:
    """All the addresses as watched links, and what was found."""

    def __init__(self, urls: list[str], output: TextIO) -> None:
        self._urls, self._output = urls, output
        self._links: dict[int, list[str]] = {}
        self._looked: set[int] = set()

    def go(self, timing: Path, *, again: bool) -> None:
        """File the addresses, look at all of them, and once more where that is measured."""
        self._file()
        if again:
            self._look()
            self._looked.clear()
            self._make_due()
        with lap(timing):
            self._look()

    def _file(self) -> None:
        from newsroom.refusals import Refusal  # noqa: PLC0415
        from sources.actions import ensure_link  # noqa: PLC0415

        for url in self._urls:
            try:
                self._links.setdefault(ensure_link(url).pk, []).append(url)
            except Refusal:
                self._write(url, "refused")
        self._make_due()

    def _make_due(self) -> None:
        from django.db.models.functions import Now  # noqa: PLC0415

        from sources.models import Link  # noqa: PLC0415

        Link.objects.update(cadence=Link.Cadence.DRAFT, next_look_at=Now())

    def _look(self) -> None:
        from sources.checking import check_due  # noqa: PLC0415

        moved_at = time.monotonic()
        while len(self._looked) < len(self._links):
            if check_due(self._note):
                moved_at = time.monotonic()
            elif time.monotonic() > moved_at + NO_PROGRESS_S:
                return
            else:
                time.sleep(0.1)

    def _note(self, link: "Link", result: "LookResult") -> None:
        self._looked.add(link.pk)
        for url in self._links[link.pk]:
            self._write(url, result.verdict)  # the last line about an address counts

    def _write(self, url: str, verdict: str) -> None:
        self._output.write(json.dumps({"url": url, "verdict": verdict}) + "\n")


if __name__ == "__main__":
    main()
