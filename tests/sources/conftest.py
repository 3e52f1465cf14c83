from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from sources import actions
from tests.factories import WORDS, source
from tests.sources.cited_page import CLOSING, OPENING, SAID, TEXT
from tests.sources.due_pages import HOSTS, PATHS
from tests.support.town import Town, robots_txt
from tests.support.website import Website
from tests.support.website_pages import article

STORY = "The harbour master spoke on Monday, in front of the whole council and the press."


@pytest.fixture(autouse=True)
def snapshots(settings, tmp_path) -> None:
    """Keep copies of pages in a folder of the test's own."""
    where = {"location": tmp_path / "snapshots", "base_url": None}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {"snapshots": {"BACKEND": backend, "OPTIONS": where}}


@pytest.fixture
def town(settings) -> Iterator[Town]:
    """Show the same few pages at several hosts; a test must allow ``HOSTS``."""
    settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    built = Town()
    for host in HOSTS:
        site = built.site(host)
        site.robots = robots_txt("/private")
        site.pages = {path: article(f"{STORY} This is {path}.") for path in PATHS}
    with built:
        settings.LINKCHECK_ALLOWED_PORTS = [built.port]
        yield built


@pytest.fixture
def site(settings):
    with Website() as website:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [website.port]
        website.pages["/a"] = article(OPENING, SAID, CLOSING)
        yield website


@pytest.fixture
def cited(site):
    """A watched article with a cited passage."""
    filed = source(TEXT, address=site.url("/a"))
    actions.quote(text=filed.latest_text, exact=WORDS)
    return filed.link
