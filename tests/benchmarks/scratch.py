"""A scratch database for a benchmark, prepared by another process and dropped at the end.

Running the migrations takes tens of megabytes that would otherwise count as the product's own.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import connection

SETTINGS = "newsroom.settings.testing"


@contextmanager
def database(purpose: str) -> Iterator[str]:
    """Set Django up over a new, migrated database of this process' own; yield its name."""
    name = f"bench_{purpose}_{os.getpid()}"
    _prepare("create", name)
    try:
        _set_up()
        connection.settings_dict["NAME"] = name
        yield name
    finally:
        connection.close()  # nobody may be connected to what is dropped
        _prepare("drop", name)


def _prepare(what: str, name: str) -> None:
    call = f"from {__name__} import {what}; {what}({name!r})"
    subprocess.run([sys.executable, "-c", call], check=True)


def create(name: str) -> None:
    """Make the database and run the migrations."""
    _set_up()
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)


def drop(name: str) -> None:
    """Remove the database."""
    _set_up()
    ours, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    connection.creation.destroy_test_db(ours, verbosity=0)


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
