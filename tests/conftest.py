"""What every test may rely on. Fixtures of one area live in that area's conftest."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from newsroom.api.usage import tally

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")


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
