"""What every test may rely on. Fixtures of one area live in that area's conftest."""

from collections.abc import Iterator

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection
from django.utils import translation
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from newsroom.api.usage import tally
from tests.support.ready_database import ready_database

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

# Else each answer of a live server waits for the client to acknowledge its head: some 40 ms.
WSGIRequestHandler.disable_nagle_algorithm = True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Have the test database copied from one that is migrated."""
    with django_db_blocker.unblock():
        ready = ready_database()
    connection.settings_dict["TEST"]["TEMPLATE"] = ready


@pytest.fixture(autouse=True)
def _no_language_left_behind() -> Iterator[None]:
    """Let no test speak the language of a page that another has asked for."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_use_left_to_write() -> Iterator[None]:
    """Let no thread write which keys a test used after the test has ended."""
    yield
    tally.forget()
