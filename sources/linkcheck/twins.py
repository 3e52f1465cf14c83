"""The other addresses under which one and the same article is likely to be filed.

Spellings that certainly mean the same page are made one by `address.normalise_url`. These here
only very likely do: another scheme, "www.", a slash at the end, the page made for phones (AMP).
"""

import re
from functools import lru_cache
from itertools import product

from sources.linkcheck.address import DEFAULT_PORTS, Address, AddressError, normalise_url, parse

_CACHED = (
    re.compile(r"https?://(?:www\.)?google\.[a-z.]+/amp/(?P<safe>s/)?(?P<rest>.+)"),
    re.compile(r"https?://[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(?P<safe>s/)?(?P<rest>.+)"),
)
_HOSTS = ("", "www.", "amp.")
_PHONE = re.compile(r"amp(=.*)?|output_?type=amp", re.IGNORECASE)
_ASKS = ("", "amp", "amp=1", "outputType=amp")


@lru_cache(maxsize=1_000)
def twins(url: str) -> frozenset[str]:
    """Return the likely spellings of the article at ``url``, a normalised address; it is one.

    A copy in a cache of such pages stands for the page itself.
    """
    page = parse(_uncached(url))
    usual = page.port == DEFAULT_PORTS[page.scheme]
    found = {url}
    for scheme, host, path, query in product(
        DEFAULT_PORTS, _hosts(page.host), _paths(page.path), _queries(page.query)
    ):
        port = DEFAULT_PORTS[scheme] if usual else page.port
        found.add(Address(scheme, host, port, path, query).url)
    return frozenset(found)


def _uncached(url: str) -> str:
    for known in _CACHED:
        if cached := known.fullmatch(url):
            try:
                return normalise_url(f"http{'s' if cached['safe'] else ''}://{cached['rest']}")
            except AddressError:
                return url
    return url


def _hosts(host: str) -> list[str]:
    if ":" in host or host.replace(".", "").isdecimal():
        return [host]  # a number has no other names
    bare = next((host.removeprefix(p) for p in _HOSTS[1:] if host.startswith(p)), host)
    return [prefix + bare for prefix in _HOSTS]


def _paths(path: str) -> set[str]:
    plain = path.rstrip("/").removesuffix("/amp").removesuffix(".amp")
    if plain.startswith("/amp/"):
        plain = plain.removeprefix("/amp")
    plain = plain.removesuffix(".amp.html") + ".html" if plain.endswith(".amp.html") else plain
    found = {plain, f"{plain}/", f"{plain}/amp", f"{plain}/amp/", f"/amp{plain}", f"/amp{plain}/"}
    if plain:
        found |= {f"{plain}.amp", f"{plain.removesuffix('.html')}.amp.html"}
    return {one or "/" for one in found}


def _queries(query: str) -> set[str]:
    kept = [part for part in query.split("&") if part and not _PHONE.fullmatch(part)]
    return {
        "&".join(sorted([*kept, *([ask] if ask else [])], key=lambda part: part.partition("=")[0]))
        for ask in _ASKS
    }
