"""How much of everything a corpus has, and how it is cut into blocks that are made apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

BEGINS = datetime(2016, 10, 1, tzinfo=UTC)
ENDS = datetime(2026, 10, 1, tzinfo=UTC)
"""The ten years a corpus spans. Fixed, so that a seed makes the same rows on any day."""

CLAIMS_A_BLOCK = 500
LANGUAGES = ("en", "en", "es", "en", "en", "en", "ru", "es", "en", "en",
             "en", "es", "en", "en", "en", "en", "en", "es", "en", "en")  # fmt: skip
"""Of every twenty articles, and of every twenty claims: 15 English, 4 Spanish, 1 Russian."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of time: its articles, the claims split from them, and pages first cited then.

    Nothing in a block points at the articles or claims of another.
    """

    number: int
    claims: range
    sources: range
    pages: range


@dataclass(frozen=True)
class Scale:
    """The size of a corpus: everything follows from the number of claims."""

    claims: int
    seed: int = 1

    @cached_property
    def sources(self) -> int:
        """Return the number of articles; each has one address of its own."""
        return max(20, self.claims // 10)

    @cached_property
    def pages(self) -> int:
        """Return the number of addresses cited as evidence."""
        return max(60, self.claims * 3 // 10)

    @cached_property
    def hosts(self) -> int:
        """Return the number of hosts that articles and pages are on."""
        return max(40, self.claims // 50)

    @cached_property
    def outlets(self) -> int:
        """Return the number of outlets, which have the first hosts for their domains."""
        return max(20, self.hosts // 10)

    @cached_property
    def claimants(self) -> int:
        """Return the number of people and bodies that say things."""
        return max(20, self.claims // 50)

    @cached_property
    def topics(self) -> int:
        """Return the number of topics."""
        return max(10, min(500, self.claims // 100))

    @cached_property
    def blocks(self) -> int:
        """Return the number of blocks."""
        return max(1, self.claims // CLAIMS_A_BLOCK)

    def block(self, number: int) -> Block:
        """Return the block with this number, counted from 0."""
        return Block(
            number,
            claims=self._part(self.claims, number),
            sources=self._part(self.sources, number),
            pages=self._part(self.pages, number),
        )

    def every_block(self) -> Iterator[Block]:
        """Yield the blocks, the earliest first."""
        return map(self.block, range(self.blocks))

    def _part(self, of: int, number: int) -> range:
        return range(of * number // self.blocks, of * (number + 1) // self.blocks)
