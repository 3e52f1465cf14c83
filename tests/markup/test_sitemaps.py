"""The schema of sitemaps.org, as npm's ``sitemap`` carries it, has nothing to say of ours."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from factcheck import sitemap
from tests.browser.house import House
from tests.markup.programs import MODULES, Programs
from tests.support.sitemaps import locations, parsed

pytestmark = [pytest.mark.markup, pytest.mark.django_db]

SCHEMA = MODULES / "sitemap" / "schema" / "sitemap.xsd"


@pytest.fixture(scope="session")
def schema(programs: Programs) -> Any:
    """Read the schema; what XHTML and Google name has schemas of its own, which are not there."""
    text = Path(SCHEMA).read_text().replace('processContents="strict"', 'processContents="lax"')
    return etree.XMLSchema(etree.fromstring(text.encode()))


def faults(schema: Any, content: bytes) -> list[str]:
    schema.validate(parsed(content))
    return [str(one) for one in schema.error_log]


def test_every_sitemap_is_valid(schema: Any, house: House) -> None:
    client = Client()
    listed = locations(client.get("/sitemap.xml").content)
    assert len(listed) >= 2
    for address in listed:
        content = client.get(address.removeprefix(house.url)).content
        assert faults(schema, content) == []


def test_a_sitemap_of_news_is_valid(schema: Any) -> None:
    address = "https://desk.example.org/checks/harbour/"
    article = sitemap.Article(address, "es-MX", "El puerto & <b>", timezone.now())
    assert faults(schema, sitemap.news([article], "Fact desk").encode()) == []


def test_the_schema_would_find_a_fault(schema: Any) -> None:
    page = sitemap.Page({"en": "https://desk.example.org/"})
    good = sitemap.pages([page])
    assert faults(schema, good.encode()) == []
    assert faults(schema, good.replace("<loc>", "<lok>").replace("</loc>", "</lok>").encode())
    assert faults(schema, sitemap.pages([]).encode())
