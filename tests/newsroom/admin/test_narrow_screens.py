"""Tables can be read, and reached with the keyboard, where there is no room for columns."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.models import Claim
from newsroom.embedded.places import ROOT
from sources.models import Source
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of
from tests.factories import judged_claim, publisher

pytestmark = pytest.mark.django_db

SHEET = ROOT / "newsroom" / "static" / "newsroom" / "desk.css"


@pytest.fixture
def draft() -> Claim:
    """Make a claim whose page has looks and changes of state, and which was edited."""
    made = judged_claim()
    break_words(made)
    return made


def tables(client: Client, url: str) -> Iterator[html.HtmlElement]:
    response = client.get(url)
    assert response.status_code == 200
    yield from html.fromstring(response.content.decode()).xpath("//*[@id='content-main']//table")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_cell_of_our_tables_bears_the_name_of_its_column(draft: Claim) -> None:
    page = draft.appearances.get().source.link
    screens = (
        reverse("admin:sources_link_change", args=[page.pk]),
        reverse("admin:factcheck_claim_history", args=[draft.pk]),
    )
    found = [table for screen in screens for table in tables(desk_of(publisher()), screen)]
    assert len(found) >= 3
    for table in found:
        heads = [words(head) for head in table.xpath("./thead//th")]
        assert "stacks" in table.get("class")
        for row in table.xpath("./tbody/tr"):
            assert [cell.get("data-label") for cell in row] == heads


@pytest.mark.parametrize(
    "name", ["sources_link", "sources_alert", "factcheck_claim", "audit_event"]
)
def test_each_cell_of_a_list_follows_the_name_of_its_column(draft: Claim, name: str) -> None:
    (table,) = tables(desk_of(publisher()), reverse(f"admin:{name}_changelist"))
    heads = [words(head) for head in table.xpath("./thead//th") if not head.xpath(".//input")]
    for row in table.xpath("./tbody/tr"):
        cells = [cell for cell in row if "action-checkbox" not in (cell.get("class") or "")]
        assert [words(cell) for cell in cells[::2]] == heads
        assert all(cell.get("aria-hidden") == "true" for cell in cells[::2])
        assert not any(cell.get("aria-hidden") for cell in cells[1::2])


def test_what_can_be_scrolled_is_reached_with_the_keyboard_and_has_a_name(draft: Claim) -> None:
    page = draft.appearances.get().source.link
    screens = (
        reverse("admin:sources_link_changelist"),
        reverse("admin:factcheck_claim_changelist"),
        reverse("admin:sources_link_change", args=[page.pk]),
        reverse("admin:factcheck_claim_history", args=[draft.pk]),
    )
    for screen in screens:
        for table in tables(desk_of(publisher()), screen):
            around = table.getparent()
            assert around.get("tabindex") == "0", screen
            assert around.get("role") == "region"
            assert around.get("aria-label")


def test_a_list_can_be_sorted_and_is_named(draft: Claim) -> None:
    url = reverse("admin:sources_source_changelist")
    (table,) = tables(desk_of(publisher()), f"{url}?o=2.6")
    assert table.get("id") == "result_list"
    assert len(table.xpath(".//thead//a[contains(@class, 'toggle')]")) == 2
    assert len(table.xpath("./tbody/tr")) == Source.objects.count()


def test_rows_are_stacked_on_narrow_screens_alone() -> None:
    wide, _at, narrow = SHEET.read_text().partition("@media (max-width: 40rem)")
    assert re.search(r"\.stacks td\.name \{ display: none; \}", wide)
    assert re.search(r"\.stacks td[^{]*\{[^}]*display: block", narrow)
    assert "content: attr(data-label)" in narrow
