"""Simulate ninety days of ten thousand links: `python -m tests.simulation [links]`."""

import sys
import time

from tqdm import tqdm

from tests.simulation.report import table
from tests.simulation.run import simulate
from tests.simulation.world import DAYS

links = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
began = time.process_time()
with tqdm(total=DAYS, unit="day", disable=None) as bar:
    lives = simulate(links, every_day=bar.update)
looks = sum(life.looks.total() for life in lives)
print(table(lives))  # noqa: T201 - a person reads it
print(f"{looks:,} looks in {time.process_time() - began:.1f} s of processor time")  # noqa: T201
