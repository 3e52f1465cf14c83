"""Run every benchmark there is, one after the other: `python -m tests.benchmarks [NAME…]`."""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run the benchmarks named, or all; return 1 if one of them failed."""
    names = sorted([*_packages(), *_modules()])
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    wanted = parser.parse_args().names or names
    if unknown := set(wanted) - set(names):
        parser.error(f"There is no benchmark {', '.join(sorted(unknown))}; {', '.join(names)} are.")
    return max(_run(name) for name in wanted)


def _packages() -> list[str]:
    return [found.parent.name for found in HERE.glob("*/__main__.py")]


def _modules() -> list[str]:
    """Name the modules that can be run; the others are what benchmarks share."""
    found = [path for path in HERE.glob("*.py") if path != Path(__file__)]
    return [path.stem for path in found if "if __name__ ==" in path.read_text(encoding="utf-8")]


def _run(name: str) -> int:
    print(f"\n# {name}", flush=True)
    ended = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=False)
    return 1 if ended.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
