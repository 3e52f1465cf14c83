"""What one look may ask of the network: a host that drips must not hold a place for minutes."""

from sources.linkcheck.answer import Fetched
from sources.linkcheck.fetch import Fetcher
from sources.linkcheck.politeness import Admit
from sources.linkcheck.result import Baseline

BEGIN_WITHIN_S = 20.0
"""Seconds of asking after which a look asks for nothing more than the page itself.

So its requests take this and two fetches' deadlines at the longest, whatever robots.txt (of each
host on the way), page, retry, made-up sibling and home page take.
"""


class Allowance:
    """The requests of one look; waits for turns are not counted."""

    def __init__(self, fetcher: Fetcher) -> None:
        """Begin with nothing asked."""
        self._fetcher = fetcher
        self._spent_ms = 0

    async def fetch(
        self, url: str, validators: Baseline | None = None, admit: Admit | None = None
    ) -> Fetched:
        """Fetch an address; see `Fetcher.fetch`."""
        fetched = await self._fetcher.fetch(url, validators, admit)
        self._spent_ms += fetched.elapsed_ms
        return fetched

    @property
    def is_left(self) -> bool:
        """Tell whether there is time to ask for more than the page."""
        return self._spent_ms < BEGIN_WITHIN_S * 1000
