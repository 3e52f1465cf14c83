"""What the tests of claims share."""

import pytest

from tests.factcheck.admin.newsrooms import Newsroom, furnish


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """A newsroom with something of everything in it."""
    return furnish()
