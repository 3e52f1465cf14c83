"""``manage.py import_article``: file articles from text, HTML or an address."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.accounts.naming import person_named
from newsroom.refusals import Refusal
from sources.importing import Imported, import_article

COLUMNS = ("article", "date", "kept", "text", "title")


class Command(BaseCommand):
    """``import_article PATH_OR_URL…``: one bad article does not stop the others."""

    help = "File articles as sources, from files of text or HTML, or from addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and addresses, and whose work it is."""
        parser.add_argument("places", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--by", metavar="USERNAME", help="who files them; default a publisher")
        parser.add_argument(
            "--review", action="store_true", help="leave the texts for somebody to accept"
        )

    def handle(self, *, places: list[str], by: str | None, review: bool, **_options: Any) -> None:
        """Import each, say how it went, and sum up."""
        person = person_named(by)
        rows: list[tuple[str, ...]] = [COLUMNS]
        failed = 0
        for number, place in enumerate(places, start=1):
            try:
                imported = import_article(place, by=person, review=review)
            except Refusal as refusal:
                failed += 1
                self.stderr.write(f"{number}/{len(places)} {place}: {refusal}")
            else:
                self.stdout.write(f"{number}/{len(places)} {place}: filed")
                rows.append(self.row(place, imported))
        self.print_table(rows)
        if failed:
            raise CommandError(f"{failed} of {len(places)} could not be imported; see above.")

    def row(self, place: str, imported: Imported) -> tuple[str, ...]:
        """Describe one article as found: what a person should check first."""
        date = imported.published.words()
        source = imported.source
        return (
            place.rstrip("/").rpartition("/")[2],
            f"{date} (inferred)" if source.published_inferred else date,
            f"{imported.kept:,} of {imported.found:,}",
            imported.state,
            str(source),
        )

    def print_table(self, rows: list[tuple[str, ...]]) -> None:
        """Print rows under their headings, each column as wide as it must be."""
        if len(rows) == 1:
            return
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
