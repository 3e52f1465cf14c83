"""Collect the sentences to be translated: what readers see, and the desk."""

from typing import Any

from django.core.management.commands import makemessages

OURS = ("./newsroom/", "./sources/", "./factcheck/", "./seeds/")


class Command(makemessages.Command):
    help = f"{__doc__} Needs GNU gettext."

    def find_files(self, root: str) -> list[Any]:
        """Keep the project's own files."""
        return [file for file in super().find_files(root) if file.path.startswith(OURS)]
