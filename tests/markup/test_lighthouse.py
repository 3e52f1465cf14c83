"""Lighthouse gives a verdict page and the first page everything it has to give.

Performance is reported and not asserted: it is a number of the machine as well as of the page.
"""

import os
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.house import House
from tests.browser.readers import main_pages
from tests.markup.programs import Programs

pytestmark = [
    pytest.mark.markup,
    pytest.mark.django_db,
    # The server answers in threads and leaves their connections to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ASSERTED = ("accessibility", "best-practices", "seo")


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Find a browser, or skip with the sentence that says what to install."""
    try:
        return chromium.found_or_installed(os.environ, Path("/nonexistent/chromium"))
    except chromium.NoBrowser as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize("name", ["check", "home"])
def test_lighthouse_gives_a_hundred(
    programs: Programs,
    house: House,
    browser_path: str,
    name: str,
    *,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = programs.lighthouse(house.url + main_pages()[name], browser_path, tmp_path)
    scores = {key: round(100 * one["score"]) for key, one in report["categories"].items()}
    with capsys.disabled():
        print(f"\nLighthouse, {name}: {scores}")  # noqa: T201 - it is what the run is for
    lacking = [
        f"{audit['title']} ({audit['id']})"
        for key in ASSERTED
        for audit in (report["audits"][r["id"]] for r in report["categories"][key]["auditRefs"])
        if audit["score"] is not None and audit["score"] < 1
    ]
    assert not lacking, "\n".join(["", *lacking])
    assert [scores[key] for key in ASSERTED] == [100, 100, 100]
