"""The demo press on free ports, so that a demo running on this machine is not disturbed."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from ipaddress import ip_network
from pathlib import Path

from django.test import override_settings

from seeds.pages import Page, read_pages
from seeds.press.server import serving


@dataclass(frozen=True)
class Press:
    """Pages at addresses of their own, and the file that says what was done to them."""

    pages: Mapping[str, Page]
    changes: Path

    @property
    def ports(self) -> list[int]:
        return sorted({page.outlet.port for page in self.pages.values()})

    @contextmanager
    def open(self) -> Iterator[None]:
        """Serve, and let the link checker come here."""
        outlets = {page.outlet.key: page.outlet for page in self.pages.values()}
        with serving(outlets.values(), self.pages, self.changes), self.allowed():
            yield

    def allowed(self) -> override_settings:
        """Let the link checker come here, served or not."""
        return override_settings(
            LINKCHECK_ALLOWED_NETWORKS=[ip_network("127.0.0.0/8")],
            LINKCHECK_ALLOWED_PORTS=self.ports,
        )


def free_ports(number: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def press_in(folder: Path) -> Press:
    pages = read_pages()
    keys = sorted({page.outlet.key for page in pages.values()})
    ports = dict(zip(keys, free_ports(len(keys)), strict=True))
    moved = {
        name: replace(page, outlet=replace(page.outlet, port=ports[page.outlet.key]))
        for name, page in pages.items()
    }
    return Press(moved, folder / "changes.json")
