"""What a page looks like apart from its address and numbers, to compare pages of one host."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple, Self
from urllib.parse import unquote

from sources.linkcheck.address import Address, parse
from sources.linkcheck.answer import Fetched
from sources.linkcheck.compare import likeness
from sources.linkcheck.page import Extracted
from sources.linkcheck.signatures.hosts import bare
from sources.linkcheck.signatures.markup import media
from sources.linkcheck.signatures.wording import fold

ALIKE = 0.9
WORDS_OF_ITS_OWN = 2
LONGEST, LONGEST_TITLE, LONGEST_PLACE = 2_000, 300, 300

_NUMBER = re.compile(r"\d+")


class Appearance(NamedTuple):
    """What an answer looks like, without the words of its address and with all numbers alike.

    `place` names where a redirect led, empty without one. `media` counts pictures and the like.
    """

    status: int | None
    place: str = ""
    title: str = ""
    text: str = ""
    media: int = 0

    @classmethod
    def of(cls, url: str, fetched: Fetched, page: Extracted | None) -> Self:
        """Take down what an answer for an address looks like."""
        written = echoes(url)
        final = parse(fetched.final_url)
        return cls(
            fetched.status,
            place_at(final) if fetched.hops else "",
            _plain((page and page.title) or "", written)[:LONGEST_TITLE],
            _plain((page and page.text) or "", written)[:LONGEST],
            media(fetched.body),
        )

    @property
    def fingerprint(self) -> str | None:
        """Name title and text; None when there is no text."""
        if not self.text:
            return None
        return hashlib.blake2b(f"{self.title}\n{self.text}".encode(), digest_size=8).hexdigest()

    def is_like(self, other: "Appearance") -> bool:
        """Tell whether this is the same page as another one that a host gave for any address.

        Redirects to one place are the same page. Otherwise title and text must be alike, and a
        page that shows more words or pictures than the other one is a page of its own.
        """
        if self.status != other.status:
            return False
        if self.place and self.place == other.place:
            return True
        if not self.text or self.title != other.title or self.media > other.media:
            return False
        own = set(self.text.split()) - set(other.text.split())
        return self.text == other.text or (
            len(own) <= WORDS_OF_ITS_OWN and likeness(self.text, other.text) >= ALIKE
        )


def place_at(address: Address) -> str:
    """Name the place that an address leads to; a long one by its hash, as it is only compared."""
    place = f"{bare(address.host)}{address.path}"
    if len(place) <= LONGEST_PLACE:
        return place
    return f"{bare(address.host)} {hashlib.blake2b(place.encode(), digest_size=16).hexdigest()}"


def _plain(text: str, echoes: Iterable[str]) -> str:
    """Write a text without what it repeats of its address; all numbers become 0."""
    plain = fold(text[:LONGEST])
    for echo in echoes:
        plain = plain.replace(echo, " ")
    return " ".join(_NUMBER.sub("0", plain).split())


def echoes(url: str) -> list[str]:
    """List how a page may write its own address, folded, the longest first."""
    address = parse(url)
    path = f"{address.path}?{address.query}" if address.query else address.path
    last = address.path.rstrip("/").rpartition("/")[2]
    plain = unquote(last)
    spoken = {plain.replace("-", " "), re.sub(r"[-_+]", " ", plain.partition(".")[0])}
    written = {address.url, path, address.path, last, unquote(path), plain, *spoken}
    return sorted((fold(one) for one in written if len(one) >= 4), key=len, reverse=True)
