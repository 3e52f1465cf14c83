"""Load a large, realistic corpus, fast: `python -m tests.benchmarks.populate --claims N`.

The database is a new one on the server that the settings name. It is dropped at the end, unless it
is given a name: then it stays, for other benchmarks or for a look around.
"""

import argparse
import sys
from collections.abc import Sequence

from tests.benchmarks import scratch
from tests.benchmarks.populate.scale import Scale


def main(arguments: Sequence[str] | None = None) -> int:
    """Load the corpus and print what it cost."""
    parser = _parser()
    options = parser.parse_args(arguments)
    kept = options.database or (f"corpus_{options.claims}_{options.seed}" if options.keep else "")
    if kept and scratch.exists(kept):
        parser.error(f"There is a database {kept} already. Drop it, or choose another name.")
    with scratch.database("populate", keep_as=kept):
        from tests.benchmarks.populate.account import Account  # noqa: PLC0415
        from tests.benchmarks.populate.loading import load  # noqa: PLC0415

        account = Account.opened()
        load(Scale(options.claims, options.seed), processes=options.processes)
        print("\n".join(account.lines(options.claims)), flush=True)
    if kept:
        print(f"\nThe database {kept} stays. To remove it:\n{_removal(kept)}")
    return 0


def _removal(name: str) -> str:
    return f'{sys.executable} -c "from tests.benchmarks.scratch import drop; drop({name!r})"'


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.populate", description=__doc__
    )
    add = parser.add_argument
    add("--claims", type=_at_least_one, default=50_000, metavar="N", help="(%(default)s)")
    add("--seed", type=int, default=1, help="another seed is another corpus")
    add("--database", default="", metavar="NAME", help="make a database of this name, and keep it")
    add("--keep", action="store_true", help="keep the database under a name of its size and seed")
    add("--processes", type=_at_least_one, default=2, metavar="N", help="(%(default)s)")
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
