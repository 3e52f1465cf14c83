"""A newsroom that published, served under its own address, and what judges its pages."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.browser.house import House, open_house
from tests.browser.readers import publish_and_correct
from tests.markup.programs import NoPrograms, Programs, found_or_installed


@pytest.fixture(scope="session")
def programs() -> Programs:
    """Install what is missing. Where that cannot be done the tests are skipped and say why."""
    try:
        return found_or_installed()
    except NoPrograms as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def house(
    programs: Programs,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """Furnish a newsroom; its pages name the address they are served at, as in production."""
    with django_db_blocker.unblock(), open_house(tmp_path_factory.mktemp("house")) as house:
        publish_and_correct()
        with override_settings(SITE_URL=house.url):
            yield house
