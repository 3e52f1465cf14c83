"""How busy the machine is: what is measured beside other work is to be read as such."""

import os


def load() -> str:
    """Say how many processes wanted to run in the last minutes, and how many can."""
    one, five, _ = os.getloadavg()
    return f"{os.cpu_count()} processors; load {one:.1f} in the last minute, {five:.1f} in five"
