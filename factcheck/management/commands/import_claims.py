"""``manage.py import_claims``: claims for our desk from tables, or from reviews by others."""

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from factcheck.actions.importing import MOST_TRIES, confirm_import, open_import
from factcheck.importing.files import read_rows, unread_columns
from factcheck.importing.job import import_all
from factcheck.models import ClaimImport, ImportedRow
from newsroom.accounts.models import User
from newsroom.accounts.naming import person_named
from newsroom.refusals import Refusal
from sources.downloading import download


class Command(BaseCommand):
    """``import_claims PATH_OR_URL…``: one bad row does not stop the others."""

    help = "Import claims with their sources from a table, or out of ClaimReview by others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and addresses, and whose work it is."""
        parser.add_argument("places", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--by", metavar="USERNAME", help="who imports; default a publisher")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what each row would do, and do nothing"
        )

    def handle(self, *, places: list[str], by: str | None, dry_run: bool, **_options: Any) -> None:
        """Import each, and report every row that was accepted or refused."""
        person = person_named(by)
        refused = 0
        for place in places:
            try:
                refused += self.report(place, self.imported(place, person, dry_run=dry_run))
            except Refusal as refusal:
                refused += 1
                self.stderr.write(f"{place}: {refusal}")
        if refused:
            raise CommandError(f"{refused} refused; see above.")

    def imported(self, place: str, person: User, *, dry_run: bool) -> ClaimImport:
        """Import what is at ``place``, a path or an address. Raises ``Refusal``."""
        is_address = place.startswith(("http://", "https://"))
        rows = read_rows(download(place) if is_address else _read(Path(place)))
        unread = unread_columns(rows)
        batch = open_import(by=person, name=place, rows=rows, unread=unread)
        if not dry_run:
            batch = confirm_import(by=person, batch=batch)
            self.import_patiently(batch)
        return batch

    def import_patiently(self, batch: ClaimImport) -> None:
        """Import every row; one that is held up each time is told like any other."""
        for _try in range(MOST_TRIES - 1):
            with suppress(OperationalError):
                import_all(batch)
                return
        import_all(batch)

    def report(self, place: str, batch: ClaimImport) -> int:
        """Print a line for each row and a sum; return how many were refused."""
        number = batch.count()
        for row in batch.rows.select_related("claim").order_by("number"):
            said = row.claim or row.given.get("statement", "")
            self.stdout.write(f"{row.number:>5}  {row.get_outcome_display()}: {said}")
            for problem in row.problems:
                self.stdout.write(f"       ✕ {problem}")
        told = {outcome.label: number[outcome] for outcome in ImportedRow.Outcome}
        counts = ", ".join(f"{count} {label}" for label, count in told.items() if count)
        self.stdout.write(f"{place}: {counts}")
        return number[ImportedRow.Outcome.WRONG]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} cannot be opened: {error.strerror}.") from error
