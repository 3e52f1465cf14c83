"""robots.txt (RFC 9309), read with Protego: the standard library's parser knows no wildcards."""

from functools import lru_cache

from protego import Protego

LONGEST = 500 * 1024
"""RFC 9309 asks crawlers to read at least the first 500 KiB."""


def allows(robots_txt: str, url: str, user_agent: str) -> bool:
    """Tell whether a site lets us look at an address; an empty robots.txt allows everything."""
    if not robots_txt.strip():
        return True
    return bool(_parsed(robots_txt[:LONGEST]).can_fetch(url, user_agent))


@lru_cache(maxsize=256)
def _parsed(robots_txt: str) -> Protego:
    return Protego.parse(robots_txt)
