"""Makes up blocks and copies them over Django's connection, one at a time."""

from django.db import connection

from tests.benchmarks.populate import bulk
from tests.benchmarks.populate.ratings import scale_of_ratings
from tests.benchmarks.populate.scale import Scale
from tests.benchmarks.populate.writing import Writer


class Worker:
    """One process' share of the load. Holds one block at a time."""

    def __init__(self, scale: Scale) -> None:
        """Read the ratings and prepare a writer."""
        self._scale = scale
        self._writer = Writer(scale, scale_of_ratings())

    def write(self, number: int) -> int:
        """Make up a block and copy it; return how many claims it has."""
        block = self._scale.block(number)
        self._writer.write(block)
        self._writer.rows.copy(connection)
        return len(block.claims)

    def run(self, statement: str) -> int:
        """Run a statement; return 1, for a bar to count."""
        bulk.run(connection, [statement])
        return 1
