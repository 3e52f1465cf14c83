"""Kinds of hosts: what each says of pages it does not have, and of robots."""

from collections.abc import Callable

from aiohttp import web

from tests.benchmarks.links.mix.edges import drawing
from tests.benchmarks.links.mix.kind import Plot
from tests.benchmarks.links.mix.walled import HOSTWIDE
from tests.support.newspaper import TONGUES, WATCHED_TONGUES, Newspaper
from tests.support.town import robots_txt
from tests.support.website import Handler, content, redirect, status
from tests.support.website_parked import LOOKS
from tests.support.website_walls import Patience

FOREIGN = tuple(code for code in TONGUES if code not in WATCHED_TONGUES)
SHELL = (
    "<!doctype html><html><head><title>Reader</title><link rel='stylesheet' href='/app.css'></head>"
    "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"
    "<script src='/static/js/main.4f2a.js'></script></body></html>"
)
ERROR_PATHS = ("/404", "/404.html", "/error", "/not-found", "/errors/404.aspx", "/page-not-found")


def ordinary(plot: Plot) -> None:
    """Say 404 for what is not there, in the site's frame; some have a robots.txt, most rules."""
    plot.site.elsewhere = _anew(_notice(plot), 404)
    plot.site.robots = plot.dice.choice(
        (robots_txt(), robots_txt("/admin/", "/search"), status(404), content("", code=200))
    )


def soft(plot: Plot) -> None:
    """Say in words what the status does not, a little different each time."""
    plot.paper = Newspaper(plot.dice.choice(WATCHED_TONGUES), plot.dice)
    plot.site.elsewhere = _anew(_notice(plot), 200)


def foreign(plot: Plot) -> None:
    """Say it in a language few checkers know."""
    plot.paper = Newspaper(plot.dice.choice(FOREIGN), plot.dice)
    plot.site.elsewhere = _anew(_notice(plot), 200)


def quiet(plot: Plot) -> None:
    """Show other stories for what is not there, as if nothing were amiss."""
    page = plot.paper.listing(plot.dice.choice(("", plot.paper.name)))
    plot.site.elsewhere = content(page)


def echo(plot: Plot) -> None:
    """Repeat the address asked for, in a page that says nothing else of use."""
    plot.paper = Newspaper("en", plot.dice)

    async def handle(request: web.Request) -> web.StreamResponse:
        name = request.path.strip("/").rpartition("/")[2].replace("-", " ")
        main = f"<main><h1>{name}</h1><p>Everything about {name}, from our readers.</p></main>"
        return await content(plot.paper.page(f"{name} | {plot.paper.name}", main))(request)

    plot.site.elsewhere = handle


def home(plot: Plot) -> None:
    """Send home whoever asks for what is not there."""
    plot.site.pages["/"] = content(plot.paper.listing(teasers=12))
    plot.site.elsewhere = redirect(plot.dice.choice(("/", plot.url("/"))), 302)


def listing(plot: Plot) -> None:
    """Send whoever asks for what is not there to a page of stories, the same for all."""
    path = plot.dice.choice(("/latest/", "/search?q=", "/all-stories"))
    plot.site.pages[path] = content(plot.paper.listing())
    plot.site.elsewhere = redirect(path, 302)


def parked(plot: Plot) -> None:
    """Show a seller's page for everything."""
    look = plot.dice.choice(list(LOOKS.values()))
    page = content(look.format(host=f"old-{plot.dice.getrandbits(20):x}.test"))
    plot.site.elsewhere = page


def sold(plot: Plot) -> None:
    """Send everything to a seller's page on another host, under one path."""
    there = plot.neighbour()
    look = plot.dice.choice(list(LOOKS.values())[:4])
    name = f"old-{plot.dice.getrandbits(20):x}.test"
    to = there.show(content(look.format(host=name)), f"/domain/{name}")
    plot.site.elsewhere = redirect(to, 302)


def shell(plot: Plot) -> None:
    """Show an application for everything, which draws the page elsewhere."""
    plot.site.elsewhere = content(SHELL)


def walled(plot: Plot) -> None:
    """Shut the door to everything."""
    plot.site.elsewhere = plot.site.robots = plot.dice.choice(list(HOSTWIDE.values()))


def robots(plot: Plot) -> None:
    """Close a part to robots, in a file that some send as a page or with a byte order mark."""
    marked = "\ufeffUser-agent: *\r\nDisallow: /private/\r\n"
    plot.site.robots = plot.dice.choice(
        (robots_txt("/private/"), content(marked), content(marked, content_type="text/plain"))
    )


def busy(plot: Plot) -> None:
    """Ask for patience and never be satisfied."""
    plot.site.elsewhere = status(429)


def asks_to_wait(plot: Plot) -> None:
    """Ask for two minutes."""
    plot.site.elsewhere = status(429, Retry_After="120")


def paced(plot: Plot) -> None:
    """Ask for a second, in seconds or as a date, of whoever is quicker than a polite visitor."""
    patience = Patience(per_s=4.5, wait_s=1, dated=plot.dice.random() < 0.5)
    plot.guard = patience.before


def _plain(_plot: Plot) -> None:
    """Answer 404, without a word, for what is not there."""


QUARTERS: dict[str, Callable[[Plot], None]] = {
    "ordinary": ordinary,
    "fronts": ordinary,
    "languages": ordinary,
    "films": ordinary,
    "soft": soft,
    "foreign": foreign,
    "quiet": quiet,
    "echo": echo,
    "home": home,
    "listing": listing,
    "parked": parked,
    "sold": sold,
    "shell": shell,
    "drawing": drawing,
    "walled": walled,
    "robots": robots,
    "busy": busy,
    "patient": asks_to_wait,
    "paced": paced,
    "hanging": _plain,
}


def _notice(plot: Plot) -> Callable[[], str]:
    notice = plot.dice.choice(plot.paper.tongue.missing)
    return lambda: plot.paper.missing(notice)


def _anew(write: Callable[[], str], code: int) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await content(write(), code=code)(request)

    return handle
