"""Pages a person may see and a checker may not."""

from collections.abc import Callable

from tests.benchmarks.links.mix.kind import ALIVE, BLOCKED, SUSPECT, UNKNOWN, Kind, Plot
from tests.support import website_walls as walls
from tests.support.website import Handler, content, status

CLOUD = {"Server": "cloudflare", "cf-mitigated": "challenge", "CF-RAY": "8a1b2c3d4e5f-FRA"}


def wall(page: Handler) -> Callable[[Plot], str]:
    """Shut the door to one page."""
    return lambda plot: plot.show(page)


def behind(plot: Plot) -> str:
    """Ask a host that shuts the door to everything."""
    return plot.url(plot.path())


def disallowed(plot: Plot) -> str:
    """Ask for what robots.txt closes."""
    return plot.show(plot.article(), f"/private/{plot.dice.getrandbits(40):x}")


def hurried(plot: Plot) -> str:
    """Show an article to whoever does not ask too often."""
    return plot.show(plot.article())


HOSTWIDE: dict[str, Handler] = {
    "403": content("<h1>403 Forbidden</h1>", code=403),
    "403, challenge": walls.challenge(walls.CLOUD, 403, **CLOUD),
    "503, challenge": walls.challenge(walls.CLOUD, 503, Server="cloudflare"),
    "403, slider": walls.challenge(walls.SLIDER, 403, x_datadome="protected"),
    "403, press and hold": walls.challenge(walls.PRESS_AND_HOLD, 403),
    "202, firewall": content(
        "", code=202, headers={"x-amzn-waf-action": "challenge", "Server": "CloudFront"}
    ),
    "999": status(999),
}
"""What a walled host says to every request, robots.txt among them."""


def _kind(name: str, share: float, page: Handler) -> Kind:
    return Kind(name, share, BLOCKED, wall(page))


WALLED = (
    Kind("walled host", 30, BLOCKED, behind, "walled"),
    _kind("401", 4, status(401, WWW_Authenticate='Basic realm="staff"')),
    _kind("402", 2, status(402)),
    _kind("403", 12, content("<h1>Forbidden</h1>", code=403)),
    _kind("403 that mentions a missing page", 2, content("Not found or forbidden.", code=403)),
    _kind("407", 1, status(407)),
    _kind("451", 3, status(451)),
    _kind("999", 3, status(999)),
    _kind("404 by a cloud that wants proof", 1, walls.challenge(walls.CLOUD, 404, **CLOUD)),
    _kind("503, challenge", 4, walls.challenge(walls.CLOUD, 503, **CLOUD)),
    _kind("200, challenge", 4, walls.challenge(walls.CLOUD, 200, Server="cloudflare")),
    _kind("200, captcha", 4, walls.challenge(walls.CAPTCHA, 200)),
    _kind("200, slider", 2, walls.challenge(walls.SLIDER, 200)),
    _kind("200, press and hold", 2, walls.challenge(walls.PRESS_AND_HOLD, 200)),
    _kind("200, rejected by a firewall", 3, walls.challenge(walls.FIREWALL, 200)),
    _kind("200, interruption", 2, walls.challenge(walls.INTERSTITIAL, 200)),
    _kind("202, firewall", 3, content("", code=202, headers={"x-amzn-waf-action": "challenge"})),
    _kind("405, captcha", 2, content("", code=405, headers={"x-amzn-waf-action": "captcha"})),
    Kind("406", 2, BLOCKED | SUSPECT, wall(status(406))),
    Kind("closed by robots.txt", 14, BLOCKED, disallowed, "robots"),
    Kind("429 without an end", 4, UNKNOWN, behind, "busy"),
    Kind("429, asks for two minutes", 4, UNKNOWN, behind, "patient"),
    Kind("429 for whoever is in a hurry", 10, ALIVE | UNKNOWN, hurried, "paced"),
)
