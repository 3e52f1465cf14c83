"""Write everything that is published to files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from factcheck.exporting.files import UnderWay, export


class Command(BaseCommand):
    """``export_data DIR``: JSONL and CSV with a manifest, as partners take them."""

    help = "Write every check ever published to DIR: checks.jsonl.gz, checks.csv, manifest.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, folder: Path, **_options: Any) -> None:
        """Write, with a bar, and say where the manifest is."""
        with tqdm(unit=" checks") as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                manifest = export(folder, advance)
            except UnderWay as refusal:
                raise CommandError(str(refusal)) from refusal
            except OSError as error:
                raise CommandError(f"{folder} cannot be written to: {error.strerror}.") from error
        self.stdout.write(f"Everything that is published is in {manifest.parent}; see {manifest}.")
