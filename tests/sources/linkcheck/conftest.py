from collections.abc import Iterator

import pytest

from tests.sources.linkcheck.network import FORBIDDEN
from tests.support.website import RawSite, Website


@pytest.fixture
def site() -> Iterator[Website]:
    with Website() as website:
        yield website


@pytest.fixture
def trap() -> Iterator[RawSite]:
    """A listener on a forbidden address; whoever uses it checks that nobody came."""
    with RawSite(host=FORBIDDEN) as listener:
        yield listener
