"""Redirects: to the page, to a page that stands for it, round in circles."""

from collections.abc import Callable

from tests.benchmarks.links.mix.kind import ALIVE, BLOCKED, DEAD, SUSPECT, Kind, Plot
from tests.support.newspaper import tongue
from tests.support.website import content, html, redirect, status

PERMANENT, TEMPORARY = (301, 308), (302, 303, 307)


def renamed(plot: Plot) -> str:
    """Send to the page's new path for good."""
    return plot.show(redirect(_local(plot.show(plot.article())), plot.dice.choice(PERMANENT)))


def relative(plot: Plot) -> str:
    """Send to a path beside this one, written as short as can be."""
    name = f"{plot.dice.getrandbits(40):x}"
    plot.show(plot.article(), f"/old/{name}-new")
    return plot.show(redirect(f"{name}-new", 301), f"/old/{name}")


def other_host(plot: Plot) -> str:
    """Send to another host, under the same path, as for www or a new name."""
    path, there = plot.path(), plot.neighbour()
    to = there.show(plot.article(), path)
    return plot.show(redirect(to, plot.dice.choice(PERMANENT)), path)


def other_host_renamed(plot: Plot) -> str:
    """Send to another host and another path."""
    there = plot.neighbour()
    return plot.show(redirect(there.show(there.article()), plot.dice.choice(PERMANENT)))


def for_now(plot: Plot) -> str:
    """Send elsewhere for now."""
    return plot.show(redirect(_local(plot.show(plot.article())), plot.dice.choice(TEMPORARY)))


def with_slash(plot: Plot) -> str:
    """Add the slash that was left out."""
    path = f"/a{plot.dice.getrandbits(40):x}"
    plot.show(plot.article(), f"{path}/")
    return plot.show(redirect(f"{path}/", 301), path)


def without_tracking(plot: Plot) -> str:
    """Drop what says where the reader came from."""
    path = f"/b{plot.dice.getrandbits(40):x}"
    plot.show(plot.article(), path)
    return plot.show(redirect(path, 302), f"{path}?utm_source=feed")


def shortened(plot: Plot) -> str:
    """Send from a short address to the page, over two other hosts."""
    last = plot.neighbour()
    middle = plot.neighbour()
    to = middle.show(redirect(last.show(last.article()), 301))
    return plot.show(redirect(to, 301), f"/{plot.dice.getrandbits(30):x}")


def chain(length: int) -> Callable[[Plot], str]:
    """Send on so many times before there is an article."""

    def write(plot: Plot) -> str:
        to = plot.show(plot.article())
        for _ in range(length):
            to = plot.show(redirect(_local(to), plot.dice.choice(PERMANENT + TEMPORARY)))
        return to

    return write


def index_to_front(plot: Plot) -> str:
    """Send the front page's old name to the front page."""
    plot.show(plot.paper.listing(), "/")
    path = plot.dice.choice(("/index.html", "/index.php", "/home", "/default.aspx"))
    return plot.show(redirect("/", 301), path)


def front_to_language(plot: Plot) -> str:
    """Send the front page to the front page in a language."""
    code = plot.paper.tongue.code
    plot.show(plot.paper.listing(), f"/{code}/")
    plot.site.pages["/"] = redirect(f"/{code}/", 302)
    return plot.url("/")


def to_login(plot: Plot) -> str:
    """Ask who it is."""
    form = "<form method=post><input name=user><input name=password type=password></form>"
    path = plot.dice.choice(("/login", "/signin", "/accounts/login/", "/user/login", "/sso/auth"))
    plot.show(html(f"<h1>Log in</h1>{form}", title="Log in"), path)
    asked = plot.path()
    return plot.show(redirect(f"{path}?next={asked}", 302), asked)


def to_number(plot: Plot) -> str:
    """Rename an article so that its new address holds an unlucky number."""
    path = plot.dice.choice(
        ("/news/404-people-at-the-fair", "/2021/room-404", "/error-of-judgement")
    )
    to = f"{path}-{plot.dice.getrandbits(30):x}"
    plot.show(plot.article(), to)
    return plot.show(redirect(to, 301))


def wordpress(plot: Plot) -> str:
    """Send from an article's number at the root to its name."""
    to = plot.show(plot.article(), f"/2020/05/vote-{plot.dice.getrandbits(30):x}/")
    return plot.show(redirect(to, 301), f"/?p={plot.dice.getrandbits(20)}")


def at_the_root(plot: Plot) -> str:
    """Show an article under the root, by its number."""
    return plot.show(plot.article(), f"/?p={plot.dice.getrandbits(20)}")


def other_language(plot: Plot) -> str:
    """Send to the same article below a language."""
    path = plot.path()
    to = f"/{plot.paper.tongue.code}{path}"
    plot.show(plot.article(), to)
    return plot.show(redirect(to, 302), path)


def to_consent(plot: Plot) -> str:
    """Ask for consent on a page of its own before the article is shown."""
    notice = "<h1>Your privacy</h1><p>Before you continue, choose what we may store.</p>"
    path = plot.path()
    plot.show(html(notice, title="Before you continue"), f"/consent?continue={path}")
    return plot.show(redirect(f"/consent?continue={path}", 302), path)


def odd_location(plot: Plot) -> str:
    """Write the new address as people do who never read a standard: spaces, umlauts, no host."""
    name = f"{plot.dice.getrandbits(40):x}"
    plot.show(plot.article(), f"/straße/{name} neu")
    return plot.show(redirect(f"/straße/{name} neu", 301), f"/strasse/{name}")


def to_home(plot: Plot) -> str:
    """Send what is gone to the front page, in one of the ways there are."""
    plot.show(plot.paper.listing(teasers=12), "/")
    front = plot.dice.choice(("/", plot.url("/"), "/?ref=404", "/#content"))
    return plot.show(redirect(front, plot.dice.choice((301, 302))))


def to_other_home(plot: Plot) -> str:
    """Send what is gone to the front page of whoever bought the paper."""
    there = plot.neighbour()
    there.site.pages.setdefault("/", content(there.paper.listing(teasers=12)))
    return plot.show(redirect(there.url("/"), 301))


def to_home_by_steps(plot: Plot) -> str:
    """Send what is gone to the front page over another path."""
    plot.show(plot.paper.listing(teasers=12), "/")
    return plot.show(redirect(_local(plot.show(redirect("/", 302))), 301))


def to_listing(plot: Plot) -> str:
    """Send what is gone to the section it was in."""
    section = plot.dice.choice(("/news/", "/politics", "/category/europe/", "/archive", "/blog/"))
    plot.site.pages.setdefault(section, content(plot.paper.listing()))
    slug = f"{plot.dice.getrandbits(40):x}"
    path = f"{section.rstrip('/')}/harbour-{slug}.html"
    return plot.show(redirect(section, plot.dice.choice((301, 302))), path)


def to_error_page(plot: Plot) -> str:
    """Send what is gone to a page that says so in its address; its words and status say less."""
    path = plot.dice.choice(
        ("/404", "/404.html", "/error/404", "/not-found", "/page-not-found", "/error404.aspx",
         "/errors/notfound.html", "/pagina-no-encontrada", "/404-error/")
    )  # fmt: skip
    notice = plot.dice.choice(tongue(plot.paper.tongue.code).missing)
    page = plot.dice.choice((plot.paper.missing(notice), plot.paper.listing("…")))
    plot.site.pages.setdefault(path, content(page))
    return plot.show(redirect(f"{path}?from=1" if plot.dice.random() < 0.3 else path, 302))


def to_nothing(plot: Plot) -> str:
    """Send to a page that is not there."""
    return plot.show(redirect(_local(plot.show(status(404))), 301))


def loop(length: int, **headers: str) -> Callable[[Plot], str]:
    """Send round in circles of this length."""

    def write(plot: Plot) -> str:
        paths = [plot.path() for _ in range(length)]
        for path, to in zip(paths, [*paths[1:], paths[0]], strict=True):
            plot.show(redirect(to, 302, **headers), path)
        return plot.url(paths[0])

    return write


def _local(url: str) -> str:
    """Write an address without its host, as most sites do."""
    return "/" + url.split("/", 3)[3]


MOVED = (
    Kind("renamed for good", 30, ALIVE, renamed),
    Kind("renamed, relative", 4, ALIVE, relative),
    Kind("other host", 16, ALIVE, other_host),
    Kind("other host, other path", 12, ALIVE, other_host_renamed),
    Kind("elsewhere for now", 14, ALIVE, for_now),
    Kind("slash added", 10, ALIVE, with_slash),
    Kind("tracking dropped", 6, ALIVE, without_tracking),
    Kind("short address", 6, ALIVE, shortened),
    Kind("chain of 3", 5, ALIVE, chain(3)),
    Kind("chain of 7", 2, ALIVE, chain(7)),
    Kind("index to front page", 3, ALIVE, index_to_front, "fronts"),
    Kind("front page to language", 3, ALIVE, front_to_language, "languages"),
    Kind("asked to log in", 12, ALIVE | BLOCKED, to_login),
    Kind("renamed, 404 in the name", 3, ALIVE, to_number),
    Kind("by number at the root, renamed", 3, ALIVE, wordpress),
    Kind("by number at the root", 4, ALIVE, at_the_root),
    Kind("sent to a language", 5, ALIVE, other_language),
    Kind("asked for consent elsewhere", 3, ALIVE | BLOCKED, to_consent),
    Kind("odd Location", 2, ALIVE, odd_location),
    Kind("gone, sent home", 12, SUSPECT, to_home),
    Kind("gone, sent to another home", 4, SUSPECT, to_other_home),
    Kind("gone, sent home by steps", 3, SUSPECT, to_home_by_steps),
    Kind("gone, sent to its section", 10, SUSPECT, to_listing),
    Kind("gone, sent to an error page", 12, SUSPECT, to_error_page),
    Kind("renamed, and then gone", 4, DEAD, to_nothing),
    Kind("chain of 30", 2, SUSPECT, chain(30)),
    Kind("loop of 1", 3, SUSPECT, loop(1)),
    Kind("loop of 3", 3, SUSPECT, loop(3)),
    Kind("loop for want of a cookie", 2, BLOCKED | SUSPECT, loop(1, Set_Cookie="seen=1")),
)
