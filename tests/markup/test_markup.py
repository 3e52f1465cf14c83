"""html-validate and the Nu Html Checker have nothing to say of any page for readers."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.house import House
from tests.browser.readers import every_page, main_pages
from tests.markup.programs import Programs

pytestmark = [
    pytest.mark.markup,
    pytest.mark.django_db,
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FAULTY = "<!doctype html><html lang=en><title>x</title><p><div id=a></div><b id=a></p>"


@pytest.fixture(scope="session")
def pages(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save every page as a file, those of one address in Spanish too."""
    folder = tmp_path_factory.mktemp("pages")
    addresses = {page.name: page.address for page in every_page()}
    addresses |= {f"{name}-es": f"/es{path}" for name, path in main_pages().items()}
    for name, address in {**addresses, "not-there": "/nothing/"}.items():
        kind, page = _answer(house.url + address)
        if kind.startswith("text/html"):
            (folder / f"{name}.html").write_bytes(page)
    return folder


def _answer(address: str) -> tuple[str, bytes]:
    try:
        answer = urllib.request.urlopen(address, timeout=30)  # noqa: S310 - our own server
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.headers["content-type"], answer.read()


def test_html_validate_finds_no_fault(programs: Programs, pages: Path) -> None:
    assert len(list(pages.iterdir())) > 15
    faults = programs.html_validate(pages)
    assert not faults, "\n".join(["", *faults])


def test_the_nu_html_checker_finds_no_fault(programs: Programs, pages: Path) -> None:
    faults = programs.vnu(pages)
    assert not faults, "\n".join(["", *faults])


def test_both_would_find_a_fault(programs: Programs, tmp_path: Path) -> None:
    (tmp_path / "faulty.html").write_text(FAULTY)
    assert any("duplicate" in fault.lower() for fault in programs.html_validate(tmp_path))
    assert any("duplicate" in fault.lower() for fault in programs.vnu(tmp_path))
