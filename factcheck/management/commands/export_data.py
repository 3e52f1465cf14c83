"""Write everything that is published to files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from factcheck.exporting.files import MANIFEST, Progress, UnderWay, export
from factcheck.exporting.keeping import folder_of, keep_export


class Command(BaseCommand):
    """``export_data [DIR]``: JSONL, CSV and ClaimReview with a manifest, as partners take them."""

    help = (
        "Write every check ever published to DIR: checks.jsonl.gz, checks.csv, claimreview.json "
        "(and .gz), manifest.json. Without DIR, make the export that partners take from "
        "/api/v1/exports/."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, metavar="DIR", nargs="?")

    def handle(self, *, folder: Path | None, **_options: Any) -> None:
        """Write, with a bar, and say where the manifest is."""
        with tqdm(unit=" checks") as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                written = _write(folder, advance)
            except UnderWay as refusal:
                raise CommandError(str(refusal)) from refusal
            except OSError as error:
                where = error.filename or folder
                raise CommandError(f"{where} cannot be written to: {error.strerror}.") from error
        manifest = written / MANIFEST
        self.stdout.write(f"Everything that is published is in {written}; see {manifest}.")


def _write(folder: Path | None, progress: Progress) -> Path:
    """Write to the folder, or for partners; return where the files are."""
    if folder is None:
        return folder_of(keep_export(progress).public_id)
    export(folder, progress)
    return folder
