"""Run every benchmark there is, one after the other: `python -m tests.benchmarks [NAME…]`."""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run the benchmarks named, or all; return 1 if one of them failed."""
    names = sorted(found.parent.name for found in HERE.glob("*/__main__.py"))
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    wanted = parser.parse_args().names or names
    if unknown := set(wanted) - set(names):
        parser.error(f"There is no benchmark {', '.join(sorted(unknown))}; {', '.join(names)} are.")
    return max(_run(name) for name in wanted)


def _run(name: str) -> int:
    print(f"\n# {name}", flush=True)
    ended = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=False)
    return 1 if ended.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
