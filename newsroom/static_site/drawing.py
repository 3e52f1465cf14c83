"""Pages drawn by their own views, as files: what a server would answer, with links rewritten."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

from newsroom.static_site.folder import GONE, INDEX, write
from newsroom.static_site.links import Linker
from newsroom.static_site.wanted import language_of

LEADING_ON = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={target}">
<title>{target}</title>
<a href="{target}">{target}</a>
"""


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be drawn: where it is on the live site, where it will lie, its key."""

    address: str
    file: str
    key: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of a task. ``is_there`` is false when the site has no such page any more.

    ``failure`` is a sentence where the page could not be drawn: then its file is as it was.
    """

    task: Task
    is_there: bool = True
    is_written: bool = False
    statics: frozenset[str] = frozenset()
    failure: str = ""


class CannotDraw(Exception):
    """A view answered with an error; the message says which."""


def draw(task: Task, place: Path, linker: Linker) -> Drawn:
    """Draw a page and write its file, if it is another than the one that is there.

    What was withdrawn leaves its notice, marked for servers; what leads elsewhere, a page that
    leads there; what does not exist any more, nothing. Raises ``CannotDraw``.
    """
    with language_of(task.address):
        response = _answered(task.address)
    status, is_page = response.status_code, task.file.endswith(".html") and _is_page(response)
    if status == 404 or (status == 410 and not is_page):
        return Drawn(task, is_there=False)
    if status not in (200, 301, 302, 410):
        raise CannotDraw(f"{task.address} answered {status}.")
    body, statics = response.content, set[str]()
    if is_page and status in (200, 410):
        text, statics = linker.rewrite(body.decode(), task.address, task.file)
        body = text.encode()
    elif status in (301, 302):
        target = linker.link(response.headers["Location"], task.address, task.file)
        body = LEADING_ON.format(target=escape(target)).encode()
    is_written = write(place, task.file, body)
    _mark(place / task.file, is_gone=status == 410)
    return Drawn(task, is_written=is_written, statics=frozenset(statics))


def _answered(address: str) -> HttpResponse:
    try:
        return _answer(address)
    except Exception as error:
        raise CannotDraw(f"{address} cannot be drawn: {error!r}.") from error


def _answer(address: str) -> HttpResponse:
    """Ask the view itself: no middleware has a part in what is on a page."""
    path, _, query = address.partition("?")
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(query)
    request.META = {"SERVER_NAME": urlsplit(settings.SITE_URL).hostname, "SERVER_PORT": "443"}
    request.resolver_match = resolve(path)
    view, args, kwargs = request.resolver_match
    try:
        response: HttpResponse = view(request, *args, **kwargs)
    except Http404:
        return HttpResponse(status=404)
    return response


def _is_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def _mark(file: Path, *, is_gone: bool) -> None:
    mark = file.with_name(GONE)
    if file.name != INDEX:
        return
    if is_gone:
        mark.touch()
    elif mark.exists():
        mark.unlink()
