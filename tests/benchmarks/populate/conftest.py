"""A small corpus for the tests of its shape, in a transaction that is rolled back."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.benchmarks.populate.loading import load
from tests.benchmarks.populate.scale import Scale

CLAIMS = 300


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker) -> Iterator[Scale]:
    scale = Scale(CLAIMS, seed=7)
    with django_db_blocker.unblock(), transaction.atomic():
        load(scale)
        yield scale
        transaction.set_rollback(True)


@pytest.fixture
def corpus(loaded: Scale, db) -> Scale:
    """Give a test the corpus; what the test changes is undone."""
    return loaded
