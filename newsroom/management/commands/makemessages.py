"""Collect the sentences to be translated: what readers see. The desk speaks English."""

from fnmatch import fnmatch
from typing import Any

from django.core.management.commands import makemessages

READ_BY_READERS = (
    "./newsroom/templates/*.html",
    "./factcheck/facets.py",
    "./factcheck/templates/factcheck/*.html",
    "./factcheck/views/searching.py",
    "./factcheck/models/appearance.py",
    "./factcheck/models/correction.py",
    "./factcheck/models/evidence.py",
    "./factcheck/models/verdict.py",
)


class Command(makemessages.Command):
    help = f"{__doc__} Needs GNU gettext."

    def find_files(self, root: str) -> list[Any]:
        """Keep the files whose words reach readers."""
        return [
            file
            for file in super().find_files(root)
            if "/admin/" not in file.path
            and any(fnmatch(file.path, pattern) for pattern in READ_BY_READERS)
        ]
