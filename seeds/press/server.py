"""The servers of the demo press: one an outlet, each on its own loopback port."""

import errno
import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from seeds.pages import HERE, Outlet, Page
from seeds.press.changes import Change, State, read_changes
from seeds.press.rendering import article_page, index_page, missing_page

ROBOTS = "User-agent: *\nDisallow: /search\nAllow: /\n"
SET_UP = (HERE / "outlets.toml").stat().st_mtime
STATUS = {State.REMOVED: HTTPStatus.NOT_FOUND, State.GONE: HTTPStatus.GONE}


class PressError(Exception):
    """The demo press cannot do it; the message is a sentence."""


def text_of(page: Page, change: Change) -> str:
    """Return the story of ``page`` after ``change``."""
    if page.edit and change.state is State.EDITED:
        return page.text.replace(page.edit.before, page.edit.after)
    return page.text


class OutletHandler(BaseHTTPRequestHandler):
    """Answer for one outlet: its pages, its front page, robots.txt, and nothing else."""

    protocol_version = "HTTP/1.1"
    server_version = "demo-press"
    timeout = 10  # seconds an idle connection is kept

    def __init__(
        self, *connection: object, outlet: Outlet, pages: Iterable[Page], changes: Path
    ) -> None:
        """Serve one connection; ``changes`` is read anew at each request."""
        self.outlet, self.changes = outlet, changes
        self.pages = {page.path: page for page in pages if page.outlet.key == outlet.key}
        super().__init__(*connection)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        """Send a page."""
        path = urlsplit(self.path).path
        if path == "/robots.txt":
            self.send(HTTPStatus.OK, ROBOTS, "text/plain; charset=utf-8")
        elif path == "/":
            self.send(HTTPStatus.OK, index_page(self.outlet, self.pages.values()))
        elif page := self.pages.get(path):
            self.send_article(page, read_changes(self.changes).get(page.name, Change()))
        else:
            self.send(HTTPStatus.NOT_FOUND, missing_page(self.outlet))

    do_HEAD = do_GET  # noqa: N815 - the standard library's name

    def send_article(self, page: Page, change: Change) -> None:
        """Send an article, or only that it is the one the client has (RFC 9110, 13.1)."""
        if change.state in STATUS:
            self.send(STATUS[change.state], missing_page(self.outlet))
            return
        text = text_of(page, change)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        since = max(SET_UP, change.since)
        validators = {"ETag": f'W/"{digest}"', "Last-Modified": formatdate(since, usegmt=True)}
        if self.client_has(validators["ETag"], since):
            self.send(HTTPStatus.NOT_MODIFIED, "", **validators)
        else:
            self.send(HTTPStatus.OK, article_page(page, text), **validators)

    def client_has(self, etag: str, since: float) -> bool:
        """Say whether the request's conditions name what we would send."""
        if known := self.headers.get("If-None-Match"):
            return etag in [tag.strip() for tag in known.split(",")]
        try:
            seen = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except ValueError:
            return False
        return int(since) <= seen.timestamp()

    def send(
        self,
        status: HTTPStatus,
        body: str,
        content_type: str = "text/html; charset=utf-8",
        **headers: str,
    ) -> None:
        """Send a whole response; HEAD gets its headers only."""
        content = body.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def serving(outlets: Iterable[Outlet], pages: Mapping[str, Page], changes: Path) -> Iterator[None]:
    """Serve every outlet in the background. Raises ``PressError`` for a port that is taken."""
    servers: list[ThreadingHTTPServer] = []
    try:
        for outlet in outlets:
            servers.append(open_server(outlet, pages.values(), changes))
            threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        yield
    finally:
        with ThreadPoolExecutor(max(1, len(servers))) as pool:  # each may take half a second
            pool.map(ThreadingHTTPServer.shutdown, servers)
        for server in servers:
            server.server_close()


def open_server(outlet: Outlet, pages: Iterable[Page], changes: Path) -> ThreadingHTTPServer:
    """Listen for one outlet on its port."""
    handler = partial(OutletHandler, outlet=outlet, pages=tuple(pages), changes=changes)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", outlet.port), handler)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PressError(
            f"Port {outlet.port} is taken, and {outlet.name} needs it. Is the demo press running "
            "already? Otherwise stop what uses the port, or change it in seeds/outlets.toml."
        ) from error
    server.daemon_threads = True
    return server
