"""What the static site is made of, and where each page of it lies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import override

PLAIN = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page: its address (path and query) and the key that names everything it shows.

    While the key stays, the page stays. ``also_at`` are other addresses that show the same;
    ``is_for_all`` says that it is the same in every language and lies at one address only.
    """

    address: str
    key: str
    also_at: tuple[str, ...] = ()
    is_for_all: bool = False


def in_every_language(pages: Iterable[Wanted]) -> Iterator[Wanted]:
    """Repeat pages under the prefix of each language; addresses come without one."""
    for page in pages:
        for code, _name in settings.LANGUAGES:
            prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
            if prefix and page.is_for_all:
                continue
            also_at = tuple(prefix + address for address in page.also_at)
            yield replace(page, address=prefix + page.address, also_at=also_at)


def language_of(address: str) -> override:
    """Return the context in which the page at an address is drawn."""
    first = address.split("/", 2)[1]
    codes = [code for code, _name in settings.LANGUAGES]
    return override(first if first in codes else settings.LANGUAGE_CODE)


def file_of(address: str) -> str:
    """Return the file of a page: ``/topics/a/?before=b`` lies in ``topics/a/before/b/index.html``.

    Raises ``ValueError`` for a query that would not make the name of a folder.
    """
    path, _, query = address.partition("?")
    parts = query.replace("=", "&").split("&") if query else []
    if any(not PLAIN.fullmatch(part) or not part.strip(".") for part in parts):
        raise ValueError(f"No file can be named after the address {address}")
    folder = path.removeprefix("/") + "".join(f"{part}/" for part in parts)
    return f"{folder}index.html" if folder.endswith("/") or not folder else folder
