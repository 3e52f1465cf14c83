"""Asking a host for pages that cannot exist, to know its missing pages by their looks."""

import asyncio
import random
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from sources.linkcheck.address import Address
from sources.linkcheck.answer import Fetched
from sources.linkcheck.appearance import Appearance
from sources.linkcheck.host_memory import HOME, HostMemory, place_of
from sources.linkcheck.page import Extracted
from sources.linkcheck.rules.evidence import Evidence, Witnesses

Visit = Callable[[Address], Awaitable[tuple[Fetched, Extracted | None] | None]]
"""Fetch and read an address of the host in its turn; None when robots.txt forbids it."""

_LETTERS = "bcdfghjklmnpqrstvwxz"
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_ENDING = re.compile(r"\.[a-z]{1,5}\d?\Z")


class Prober:
    """Asks each host at most once for each of its parts, and remembers what it said."""

    def __init__(self) -> None:
        """Begin with no question under way."""
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def examine(self, evidence: Evidence, memory: HostMemory, visit: Visit) -> Evidence:
        """Add how the host answers for a missing sibling and, if that is like it, its home page."""
        asked = evidence.asked
        async with self._asking[asked.host_key]:
            sibling = await _recall(memory, place_of(asked), sibling_of(asked), visit)
            if sibling is None:
                return evidence
            home = None
            if evidence.appearance.is_like(sibling):
                home = await _recall(memory, HOME, asked._replace(path="/", query=""), visit)
        return replace(evidence, witnesses=Witnesses(sibling, home))


async def _recall(
    memory: HostMemory, place: str, address: Address, visit: Visit
) -> Appearance | None:
    now = datetime.now(UTC)  # noqa: TID251 - a day of memory may trust this machine's clock
    known = memory.answer_for(place, now)
    if known is None and (visited := await visit(address)):
        fetched, page = visited
        known = Appearance.of(address.url, fetched, page)
        if fetched.status is not None:
            memory.note_answer(place, known, now)
    return known


def sibling_of(address: Address) -> Address:
    """Make up an address like this one that no page can have.

    It keeps what routes it: folders, ending, dashes, and digits as digits. Where parameters name
    the page it is they that are made up.
    """
    if address.query:
        return address._replace(query=_made_up(address.query, after=re.compile(r"=([^&]*)")))
    folder, _, last = address.path.rstrip("/").rpartition("/")
    ending = _ENDING.search(last)
    stem = last[: ending.start()] if ending else last
    slash = "/" if address.path.endswith("/") else ""
    return address._replace(path=f"{folder}/{_scrambled(stem)}{ending[0] if ending else ''}{slash}")


def _made_up(query: str, *, after: re.Pattern[str]) -> str:
    if "=" not in query:
        return _scrambled(query)
    return after.sub(lambda value: "=" + (_scrambled(value[1]) if value[1] else ""), query)


def _scrambled(name: str) -> str:
    """Replace letters and digits at random; longer than it was, so that no page has the name."""
    if not name or len(name) > 200:
        name = "a-missing-page"
    if name.isdigit():
        return "9" + "".join(random.choices("0123456789", k=max(len(name), 8)))  # noqa: S311
    escaped = re.sub(r"%[0-9a-fA-F]{2}", "x", name)
    letters = _LETTER.sub(lambda _: random.choice(_LETTERS), escaped)  # noqa: S311
    mixed = _DIGIT.sub(lambda _: random.choice("0123456789"), letters)  # noqa: S311
    return mixed + "".join(random.choices(_LETTERS, k=6))  # noqa: S311
