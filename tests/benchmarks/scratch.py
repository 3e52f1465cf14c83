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
def database(purpose: str, *, keep_as: str = "") -> Iterator[str]:
    """Set Django up over a new, migrated database of this process' own; yield its name.

    It is dropped at the end, unless ``keep_as`` gives it a name and all went well. Whatever had
    that name is replaced: ask ``exists`` before.
    """
    name = keep_as or f"bench_{purpose}_{os.getpid()}"
    _prepare("create", name)
    try:
        with standing(name):
            yield name
    except BaseException:
        _prepare("drop", name)
        raise
    if not keep_as:
        _prepare("drop", name)


@contextmanager
def standing(name: str) -> Iterator[None]:
    """Set Django up over a database that is there; leave it there."""
    _set_up()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()  # nobody may be connected to what is dropped


def exists(name: str) -> bool:
    """Say whether the server has a database of this name."""
    _set_up()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


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
