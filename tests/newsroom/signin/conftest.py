"""Nobody has tried to log in before, and nobody is locked out afterwards."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_tried(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
