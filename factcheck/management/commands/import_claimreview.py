"""``manage.py import_claimreview``: what others have checked, for the desk to know."""

import csv
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from tqdm import tqdm

from factcheck.external.importing import AGAIN, REFUSED, Import, Row
from factcheck.importing.columns import shielded
from newsroom.accounts.models import User
from newsroom.accounts.naming import person_named
from newsroom.refusals import NotAllowed

HEADINGS = ("feed", "row", "address", "claim", "why")
SHOWN = 20

Keep = Callable[[str, Row], None]


class Command(BaseCommand):
    """``import_claimreview PATH_OR_URL…``: one bad row does not stop the others."""

    help = (
        "Keep reviews by others, as ClaimReview in a page, a feed (JSON, lines of JSON, .gz) or a "
        "file. They are shown at the desk and never published. To make claims of them for our own "
        "desk, use import_claims."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and addresses, whose work it is, and where to write what was refused."""
        parser.add_argument("places", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--by", metavar="USERNAME", help="who imports; default a publisher")
        parser.add_argument(
            "--refused", type=Path, metavar="FILE", help="write refused rows, and why, as CSV"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and do nothing"
        )

    def handle(
        self, *, places: list[str], by: str | None, refused: Path | None, **options: Any
    ) -> None:
        """Import each, and say why each row that was refused was."""
        person, failed = person_named(by), 0
        with _table(refused) as keep:
            for place in places:
                with _rolled_back(really=options["dry_run"]):
                    failed += self.bring(place, person, keep, options["verbosity"])
        if failed:
            raise CommandError(f"{failed:,} refused; see above.")

    def bring(self, place: str, person: User, keep: Keep, verbosity: int) -> int:
        """Import what is at a place; return how many were refused, an unreadable rest as one."""
        try:
            brought = Import(by=person, place=place)
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        with tqdm(unit=" reviews", disable=None, desc=place[-40:]) as bar:
            for row in brought.rows():
                bar.update()
                if row.outcome == REFUSED:
                    keep(place, row)
                if row.outcome in (REFUSED, AGAIN) or verbosity > 1:
                    self.tell(row)
        number = brought.number
        counts = ", ".join(f"{number[what]:,} {what}" for what in sorted(number))
        self.stdout.write(f"{place}: {counts or 'nothing'}")
        self.tell_gone(brought)
        if brought.broken:
            self.stderr.write(f"{place}: {brought.broken}{_after(number.total())}")
        return number[REFUSED] + bool(brought.broken)

    def tell(self, row: Row) -> None:
        """Print a row, and what there is to say about it."""
        review = row.review
        told = review.claim_reviewed[:100] or "–"
        self.stdout.write(f"{row.number:>6}  {row.outcome}: {told}  {review.url}")
        for sentence in row.said:
            self.stdout.write(f"        {'✕' if review.problems else '△'} {sentence}")

    def tell_gone(self, brought: Import) -> None:
        """Print what is no longer in the feed; it is kept."""
        if brought.gone:
            self.stdout.write(f"{len(brought.gone):,} no longer in it, and kept:")
            for review in brought.gone[:SHOWN]:
                self.stdout.write(f"        – {review.claim_reviewed[:100]}  {review.url}")


def _after(rows: int) -> str:
    return f" The {rows:,} rows before it stand as they are told." if rows else ""


@contextmanager
def _table(path: Path | None) -> Iterator[Keep]:
    """Open the file of refused rows; no cell of it is a formula, whatever came in."""
    if path is None:
        yield lambda _place, _row: None
        return
    try:
        file = path.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    with file:
        table = csv.writer(file)
        table.writerow(HEADINGS)

        def keep(place: str, row: Row) -> None:
            cells = (row.review.url, row.review.claim_reviewed, " ".join(row.review.problems))
            table.writerow([shielded(place), row.number, *map(shielded, cells)])

        yield keep


@contextmanager
def _rolled_back(*, really: bool) -> Iterator[None]:
    """Undo everything at the end, if that is what is wanted."""
    if not really:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # What is at an address takes longer to come than a transaction may do nothing.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        transaction.set_rollback(True)
