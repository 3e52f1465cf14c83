"""The demo press, closed or open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.press import Press, press_in


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """The demo press, closed until a test opens it."""
    return press_in(tmp_path)


@pytest.fixture(scope="module")
def module_press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    press = press_in(tmp_path_factory.mktemp("press"))
    with press.open():
        yield press


@pytest.fixture
def open_press(module_press: Press) -> Press:
    """The demo press serving every page as it was."""
    module_press.changes.unlink(missing_ok=True)
    return module_press
